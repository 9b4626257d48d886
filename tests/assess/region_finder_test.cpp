#include "assess/region_finder.h"

#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::assess {
namespace {

using core::RegionBasis;

const RegionFinder& finder() {
  static const RegionFinder kFinder(support::project_patterns());
  return kFinder;
}

/// The region of a record with these fields: "US-CA by postal_code".
std::string region_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  RegionEvidence evidence;
  for (const auto& [name, value] : fields) {
    finder().read_field(finder().role_of(name), value, evidence);
  }
  const RegionFinder::Verdict verdict = finder().judge(evidence);
  if (verdict.code.empty()) return "unknown";
  return std::string(verdict.code) + " by " +
         std::string(core::kRegionBasisNames[static_cast<std::size_t>(verdict.basis)]);
}

TEST(RegionFinder, KnowsFieldsByTheEndOfTheirNames) {
  EXPECT_EQ(finder().role_of("state"), ColumnRole::kRegion);
  EXPECT_EQ(finder().role_of("mailing_state"), ColumnRole::kRegion);
  EXPECT_EQ(finder().role_of("/address/zipCode"), ColumnRole::kPostalCode);
  EXPECT_EQ(finder().role_of("/fields/state/stringValue"), ColumnRole::kRegion);
  EXPECT_EQ(finder().role_of("/value"), ColumnRole::kNone);
  EXPECT_EQ(finder().role_of("MAILINGSTATE"), ColumnRole::kRegion);
  for (const char* name :
       {"birth_state", "dl_state", "orderState", "employer_zip", "/person/birthCountry"}) {
    EXPECT_EQ(finder().role_of(name), ColumnRole::kNone) << name;
  }
  EXPECT_EQ(finder().role_of("CountryCode"), ColumnRole::kCountry);
  EXPECT_EQ(finder().role_of("state_machine"), ColumnRole::kNone);
  EXPECT_EQ(finder().role_of("login"), ColumnRole::kLogin);
  EXPECT_EQ(finder().role_of("last_login"), ColumnRole::kNone) << "a time";
  EXPECT_EQ(finder().role_of("query.user"), ColumnRole::kLogin);
  EXPECT_EQ(finder().role_of("/account/userName"), ColumnRole::kLogin);
  EXPECT_EQ(finder().role_of("userid"), ColumnRole::kLogin);
  EXPECT_EQ(finder().role_of("customer_username"), ColumnRole::kLogin);
  EXPECT_EQ(finder().role_of("created_by_user"), ColumnRole::kNone) << "whoever that was";
  EXPECT_EQ(finder().role_of("ST"), ColumnRole::kRegion);
  EXPECT_EQ(finder().role_of("address.state"), ColumnRole::kRegion);
  EXPECT_EQ(finder().role_of(""), ColumnRole::kNone);
}

TEST(RegionFinder, ReadsStatesAndPostalCodes) {
  EXPECT_EQ(region_of({{"state", "CA"}}), "US-CA by region_field");
  EXPECT_EQ(region_of({{"state", " new york "}}), "US-NY by region_field");
  EXPECT_EQ(region_of({{"province", "Québec"}}), "CA-QC by region_field");
  EXPECT_EQ(region_of({{"zip", "94103"}}), "US-CA by postal_code");
  EXPECT_EQ(region_of({{"zip", "00901-1234"}}), "US-PR by postal_code");
  EXPECT_EQ(region_of({{"zip", "9410"}}), "unknown");
  EXPECT_EQ(region_of({{"zip", "941030"}}), "unknown");
  EXPECT_EQ(region_of({{"state", "shipped"}}), "unknown");
}

TEST(RegionFinder, TheStrongestEvidenceCounts) {
  EXPECT_EQ(region_of({{"zip", "94103"}, {"state", "NV"}}), "US-NV by region_field");
  EXPECT_EQ(region_of({{"state", "NV"}, {"zip", "94103"}}), "US-NV by region_field");
  EXPECT_EQ(region_of({{"country", "Germany"}}), "DE by country_field");
}

TEST(RegionFinder, APartOfAnotherCountryDoesNotCount) {
  EXPECT_EQ(region_of({{"state", "WA"}, {"country", "AU"}}), "AU by country_field");
  EXPECT_EQ(region_of({{"state", "WA"}, {"country", "usa"}}), "US-WA by region_field");
  EXPECT_EQ(region_of({{"zip", "10115"}, {"country", "Deutschland"}}), "DE by country_field");
}

TEST(RegionFinder, ReadsTheEndOfAnAddress) {
  auto of_address = [](std::string_view address) {
    RegionEvidence evidence;
    finder().read_address(address, evidence);
    return finder().judge(evidence).code;
  };
  EXPECT_EQ(of_address("12 Main St, Springfield, IL 62704"), "US-IL");
  EXPECT_EQ(of_address("12 Main St, Springfield, IL 62704-1234."), "US-IL");
  EXPECT_EQ(of_address("12 Gull Rd, Beaufort SC 29902"), "US-SC");
  EXPECT_EQ(of_address("88 Alder St, Portland, Oregon 97205"), "US-OR");
  EXPECT_EQ(of_address("88 Alder St, Charleston, West Virginia  25301"), "US-WV");
  EXPECT_EQ(of_address("88 Alder St, Oregon City 97045"), "");
  EXPECT_EQ(of_address("88 Alder St, Macon, Georgia 31201"), "US-GA");
  EXPECT_EQ(of_address("12 Main St"), "");
  EXPECT_EQ(of_address("62704"), "");
  EXPECT_EQ(of_address(""), "");
}

/// Every range of patterns/regions.toml belongs to one region, and no prefix to two.
TEST(RegionFinder, PostalCodesBelongToOneRegion) {
  const auto& rules = support::project_patterns().records;
  std::vector<std::string> owner(1000);
  for (const pattern::PostalRange& range : rules.postal) {
    for (std::size_t i = range.first; i <= range.last; ++i) {
      EXPECT_EQ(owner[i], "") << i << " is also of " << range.region;
      owner[i] = range.region;
    }
  }
}

}  // namespace
}  // namespace leaksift::assess
