#include "detect/open_uses.h"

#include "support/database.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

class OpenUsesTest : public ::testing::Test {
 protected:
  OpenUsesTest() {
    const auto is_address = [this](const CompiledRegex& regex) {
      return patterns_.set.patterns[regex.pattern].id == "email_address";
    };
    const auto found = std::find_if(patterns_.regexes.begin(), patterns_.regexes.end(), is_address);
    cell_.regex = static_cast<std::uint32_t>(found - patterns_.regexes.begin());
  }

  /// The patterns that are looked for at the '@' of an address with these bytes around it.
  std::vector<std::string> open(OpenUses& uses, std::string_view before, std::string_view behind) {
    const std::string_view address = "emily.dixon@juniper-ridge-mail.com";
    const std::string text = std::string(before).append(address).append(behind);
    cell_.begin = static_cast<std::uint32_t>(before.size());
    cell_.end = static_cast<std::uint32_t>(before.size() + address.size());
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < patterns_.signs.size(); ++i) {
      if (patterns_.signs[i].byte != '@') continue;
      for (const Sign::Use* use : uses.in(text, i, cell_)) {
        ids.push_back(patterns_.set.patterns[patterns_.regexes[use->regex].pattern].id);
      }
    }
    return ids;
  }
  OpenUses fresh() { return {patterns_, gates_, settled_}; }

 private:
  const CompiledPatterns& patterns_ = support::project_database().compiled();
  PivotGates gates_{patterns_};
  SettledCells settled_{patterns_};
  SettledCell cell_;
};

TEST_F(OpenUsesTest, nothing_is_looked_for_between_commas) {
  OpenUses uses = fresh();
  EXPECT_TRUE(open(uses, "1,", ",2").empty());
  EXPECT_TRUE(open(uses, "('", "')").empty());
}

TEST_F(OpenUsesTest, behind_a_colon_there_may_be_the_password_of_an_address) {
  OpenUses uses = fresh();
  const std::vector<std::string> ids = open(uses, "1:", ":2");
  EXPECT_NE(std::find(ids.begin(), ids.end(), "password"), ids.end());
}

TEST_F(OpenUsesTest, what_is_known_of_one_cell_serves_only_for_those_that_are_alike) {
  OpenUses uses = fresh();
  std::mt19937 random(1);
  constexpr std::string_view kBytes = ",;:|'\" a1@.%\t\xe9";
  auto some = [&] { return kBytes[random() % kBytes.size()]; };
  for (int i = 0; i < 2000; ++i) {
    const std::string before{some(), some()};
    const std::string behind{some(), some()};
    // The first and the last cell of a text have but one byte beside them.
    const std::string_view left = std::string_view(before).substr(random() % 8 == 0 ? 1 : 0);
    const std::string_view right = std::string_view(behind).substr(0, random() % 8 == 0 ? 1 : 2);
    OpenUses alone = fresh();
    ASSERT_EQ(open(uses, left, right), open(alone, left, right)) << left << " " << right;
  }
}

}  // namespace
}  // namespace leaksift::detect
