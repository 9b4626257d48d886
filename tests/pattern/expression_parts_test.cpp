#include "pattern/expression_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace leaksift::pattern {
namespace {

/// `expression` with the parts of a TOML table, or what is wrong with it.
std::string expanded(std::string_view parts, std::string_view expression) {
  const auto table = parse_toml(parts, "x.toml");
  if (!table) return table.error().message;
  TomlErrors errors("x.toml");
  const ExpressionParts known(&*table, errors);
  if (errors.any()) return errors.first().message;
  std::string missing;
  std::string text = known.expand(expression, missing);
  return missing.empty() ? text : "no part " + missing;
}

TEST(ExpressionParts, StandForGroups) {
  const std::string_view parts = "capital = '[A-Z]|\\xc3'\nword = '{capital}[a-z]{1,5}'\n";
  EXPECT_EQ(expanded(parts, "{capital}"), "(?:[A-Z]|\\xc3)");
  EXPECT_EQ(expanded(parts, "x{word}{2} {word}?"),
            "x(?:(?:[A-Z]|\\xc3)[a-z]{1,5}){2} (?:(?:[A-Z]|\\xc3)[a-z]{1,5})?");
}

TEST(ExpressionParts, LeaveRepeatsClassesAndEscapesAlone) {
  const std::string_view parts = "a = 'b'\n";
  for (const std::string_view text : {"x{2,5}", "[{|}~]", "\\{a}", "\\\\x{3}", "{", "x{a", "{A}"}) {
    EXPECT_EQ(expanded(parts, text), text);
  }
  EXPECT_EQ(expanded(parts, "\\\\{a}"), "\\\\(?:b)");  // Behind a backslash that is escaped itself.
  EXPECT_EQ(expanded("", "{a}"), "{a}");               // No file of parts.
}

TEST(ExpressionParts, SayWhatIsWrong) {
  EXPECT_EQ(expanded("a = 'b'\n", "x{c}"), "no part c");
  EXPECT_EQ(expanded("a = '{b}'\n", "x"),
            "x.toml:1: 'parts.a' wants the part 'b', which is none, wants this one or is too long");
  EXPECT_EQ(expanded("a = '{b}'\nb = '{a}'\n", "x"),
            "x.toml:1: 'parts.a' wants the part 'b', which is none, wants this one or is too long");
  std::string many;  // Each eight times the next one.
  for (char c = 'a'; c < 'h'; ++c) {
    many += std::string(1, c) + " = '";
    for (int i = 0; i < 8; ++i) many += std::string("{") + static_cast<char>(c + 1) + "}xxxx";
    many += "'\n";
  }
  EXPECT_TRUE(expanded(many + "h = '" + std::string(100, 'x') + "'\n", "x").ends_with("too long"));
  EXPECT_EQ(expanded("A1 = 'b'\n", "x"), "x.toml:1: 'parts.A1' must be of a-z and _");
  EXPECT_EQ(expanded("a = 5\n", "x"), "x.toml:1: 'parts.a' must be a string");
}

}  // namespace
}  // namespace leaksift::pattern
