#include "pattern/glued_words.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::pattern {
namespace {

std::string cut(const GluedWords& words, std::string_view name) {
  std::string text;
  for (const std::string_view word : words.cut(name)) {
    text += text.empty() ? "" : " ";
    text += word;
  }
  return text;
}

TEST(GluedWords, FillTheNameWithAsFewAsCanBe) {
  GluedWords words;
  words.add(
      "members member ssn d o b tax id se\xc3\xb1"
      "a home homephone phone");
  words.add("sn no", true);
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"memberssn", "member ssn"},
      {"memberno", "member no"},
      {"taxno", "tax no"},
      {"noofmember", ""},
      {"taxid", ""},
      {"nosnnosn", ""},
      {"homephone", ""},
      {"phonehome", "phone home"},
      {"homephones", ""},
      {"ssn", ""},
      {"", ""},
      {"membermembermembermembermembermembermember", ""},
  };
  for (const auto& [name, expected] : cases) EXPECT_EQ(cut(words, name), expected) << name;
}

TEST(GluedWords, CutNothingWhereNoneAreKnown) {
  EXPECT_EQ(cut(GluedWords(), "memberssn"), "");
}

}  // namespace
}  // namespace leaksift::pattern
