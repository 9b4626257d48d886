#include "detect/designations.h"

#include "support/database.h"
#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

struct Field {
  std::string name;
  std::string value;
};

/// The types that are said of the cell of number `at` in a record of these fields. Fields before
/// number `first` are those of the record before it.
std::set<std::string> said_of(const std::vector<Field>& fields, std::size_t at,
                              std::size_t first = 0) {
  std::string text;
  core::RecordIndex records;
  records.tables.emplace_back();
  records.records = {{0, 0, 1, 0, true}, {0, 0, 2, 0, true}};
  NameMemory names(support::project_database().field_names());
  std::vector<const pattern::FieldVerdict*> verdicts;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i == first) records.records[1].begin = static_cast<std::int64_t>(text.size());
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += fields[i].value;
    const auto column = static_cast<std::uint32_t>(records.columns.size());
    records.cells.push_back(
        {begin, static_cast<std::uint32_t>(text.size()), column, i < first ? 0U : 1U});
    records.columns.push_back({fields[i].name, ""});
    verdicts.push_back(&names.judge(fields[i].name));
    text += '\n';
  }
  records.records[1].end = static_cast<std::int64_t>(text.size());
  Designations designations(support::project_patterns(), names);
  EXPECT_TRUE(verdicts[at]->designated);
  const auto* const verdict = designations.find(text, records, verdicts, at);
  std::set<std::string> types;
  if (verdict == nullptr) return types;
  for (const auto pattern : verdict->patterns) {
    types.insert(support::project_patterns().patterns[pattern].id);
  }
  return types;
}

TEST(Designations, AreReadBeforeAndBehindTheNumber) {
  EXPECT_TRUE(said_of({{"/type", "SSN"}, {"/number", "523487719"}}, 1).contains("us_ssn"));
  EXPECT_TRUE(
      said_of({{"id_no", "523487719"}, {"id_type", "Social Security"}}, 0).contains("us_ssn"));
  EXPECT_TRUE(said_of({{"/idType", "PASSPORT"}, {"/country", "US"}, {"/idNumber", "C03005988"}}, 2)
                  .contains("us_passport"));
}

TEST(Designations, OfHl7AreCodesAndSystems) {
  EXPECT_TRUE(said_of({{"/use", "usual"},
                       {"/type/coding/0/code", "MR"},
                       {"/system", "urn:oid:1.2.36.146.595.217.0.1"},
                       {"/value", "7716253"}},
                      3)
                  .contains("medical_record_number"));
  EXPECT_TRUE(said_of({{"/id/@root", "2.16.840.1.113883.4.1"}, {"/id/@extension", "523487719"}}, 1)
                  .contains("us_ssn"));
  EXPECT_TRUE(said_of({{"/system", "http://hl7.org/fhir/sid/us-npi"}, {"/value", "1245319599"}}, 1)
                  .contains("us_npi"));
}

TEST(Designations, OfOtherNumbersAndRecordsSayNothing) {
  EXPECT_TRUE(said_of({{"/type", "ticket"}, {"/value", "7716253"}}, 1).empty());
  EXPECT_TRUE(said_of({{"/color", "SSN"}, {"/value", "523487719"}}, 1).empty());
  EXPECT_TRUE(said_of({{"/type", "SSN"}, {"/value", "523487719"}}, 1, 1).empty())
      << "the type is that of the record before";
}

TEST(Designations, OccurOnlyBesideNumbers) {
  NameMemory names(support::project_database().field_names());
  const auto* const type = &names.judge("id_type");
  const auto* const number = &names.judge("id_number");
  EXPECT_TRUE(Designations::occur_in({type, number}));
  EXPECT_FALSE(Designations::occur_in({type}));
  EXPECT_FALSE(Designations::occur_in({number, &names.judge("order_number")}));
}

}  // namespace
}  // namespace leaksift::detect
