#include "detect/unsaid_values.h"

#include "support/marked_text.h"

#include <gtest/gtest.h>

#include <string_view>

namespace leaksift::detect {
namespace {

// Of the value that is marked, behind the separator right before it or a blank before that.
bool unsaid(std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  const std::size_t begin = text.spans.at(0).begin;
  const std::size_t after = text.text.find_last_of("=:", begin - 1) + 1;
  return is_unsaid_value(text.text, after, begin);
}

TEST(UnsaidValues, AreNamesOfValuesBehindOptions) {
  EXPECT_TRUE(unsaid("  --passwd=«FILE»  read it from FILE"));
  EXPECT_TRUE(unsaid("\\fB\\-\\-passwd=«DATEI»\\fP"));
  EXPECT_TRUE(unsaid("\xe2\x80\x98--http-password=«PASSWORD»\xe2\x80\x99"));
  EXPECT_TRUE(unsaid("[--pass-phrase=«PASS-PHRASE»]"));
  EXPECT_FALSE(unsaid("--passwd=«Sommer»"));
  EXPECT_FALSE(unsaid("--passwd=«SOMMER19»"));
  EXPECT_FALSE(unsaid("--passwd=«SOMMER»!"));
  EXPECT_FALSE(unsaid("--passwd=«SOMMER»@x"));
  EXPECT_FALSE(unsaid("passwd=«SOMMER»"));
}

TEST(UnsaidValues, AreExpressionsThatSeveralNamesAreAssigned) {
  EXPECT_TRUE(unsaid("  username, password = «split»"));
  EXPECT_TRUE(unsaid("\nself.user, self.password = «parts»"));
  EXPECT_FALSE(unsaid("username, password = \"«split»\""));
  EXPECT_FALSE(unsaid("user = ann, password = «split»"));
  EXPECT_FALSE(unsaid("user: ann, password = «split»"));
  EXPECT_FALSE(unsaid("password = «split»"));
}

TEST(UnsaidValues, AreCommasBehindEmptyOnes) {
  EXPECT_TRUE(unsaid("h1:GqA5TC/KllzawFIhcdPw=«,7f59»"));
  EXPECT_FALSE(unsaid("password: «,7f59»"));
}

TEST(UnsaidValues, AreTheNextPairsBehindEmptyOnes) {
  EXPECT_TRUE(unsaid("user=test password= «dbname=test» sslmode=full"));
  EXPECT_TRUE(unsaid("-user=root -password= «-retries=5»"));
  EXPECT_FALSE(unsaid("password=«dbname=test»"));
  EXPECT_FALSE(unsaid("password = «dbname=test»"));
  EXPECT_FALSE(unsaid("password= \"«dbname=test»\""));
  EXPECT_FALSE(unsaid("password= «Sommer19»"));
  EXPECT_FALSE(unsaid("password= «d==x»"));
}

TEST(UnsaidValues, AreNamesThatHaveMembers) {
  EXPECT_TRUE(names_member("\"excluded\".\"first_name\"", 9));
  EXPECT_TRUE(names_member("`excluded`.`first_name`", 9));
  EXPECT_FALSE(names_member("\"excluded\". \"Ann\"", 9));
  EXPECT_FALSE(names_member("\"excluded\"", 9));
  EXPECT_FALSE(names_member("\"", 9));
}

}  // namespace
}  // namespace leaksift::detect
