#include "report/printable.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::report {
namespace {

TEST(Printable, EscapesWhatATerminalMayObey) {
  struct Case {
    std::string raw;
    std::string text;
    std::size_t width;
  };
  const std::vector<Case> table = {
      {"plain ~", "plain ~", 7},
      {"a\\b", "a\\\\b", 4},
      {"\x1b[2J", "\\x1b[2J", 7},
      {std::string(1, '\0'), "\\x00", 4},
      {"\x7f\r\n\t", "\\x7f\\x0d\\x0a\\x09", 16},
      {"\xc2\x9b", "\\u{9b}", 6},
      {"\u00ad", "\\u{ad}", 6},
      {"\u202e", "\\u{202e}", 8},
      {"\u2028", "\\u{2028}", 8},
      {"\ufeff", "\\u{feff}", 8},
      {"e\u0301", "e\\u{301}", 8},
      {"\xff\xc0\x80", "\\xff\\xc0\\x80", 12},
      {"Zoë Ångström Αθήνα Москва", "Zoë Ångström Αθήνα Москва", 25},
      {"東京", "東京", 4},
      {"\U0001f600", "\\u{1f600}", 9},
  };
  for (const Case& c : table) {
    const Printable shown = printable(c.raw, 1000);
    EXPECT_EQ(shown.text, c.text);
    EXPECT_EQ(shown.width, c.width);
  }
}

TEST(Printable, LeavesOutTheMiddle) {
  EXPECT_EQ(printable("/data/2024/example.csv", 22).text, "/data/2024/example.csv");
  EXPECT_EQ(printable("/data/2024/example.csv", 21).text, "/data/202...ample.csv");
  EXPECT_EQ(printable("/data/2024/example.csv", 10).text, "/da....csv");
  EXPECT_EQ(printable("東京東京東京", 9).text, "東...京");
}

TEST(Printable, NeverExceedsItsRoomNorCutsAnEscape) {
  const std::string hostile =
      "a\x1b\x1b\u202e東\xff"
      "b\\c";
  for (std::size_t most = 5; most < 60; ++most) {
    const Printable shown = printable(hostile + hostile, most);
    EXPECT_LE(shown.width, most);
    for (std::size_t at = 0; (at = shown.text.find('\\', at)) != shown.text.npos;) {
      const std::string rest = shown.text.substr(at);
      const bool whole = rest.starts_with("\\x1b") || rest.starts_with("\\xff") ||
                         rest.starts_with("\\u{202e}") || rest.starts_with("\\\\");
      EXPECT_TRUE(whole) << shown.text;
      at += 2;
    }
  }
}

TEST(Printable, SeparatesThousands) {
  EXPECT_EQ(with_separators(0), "0");
  EXPECT_EQ(with_separators(999), "999");
  EXPECT_EQ(with_separators(1000), "1,000");
  EXPECT_EQ(with_separators(123456), "123,456");
  EXPECT_EQ(with_separators(18446744073709551615U), "18,446,744,073,709,551,615");
}

}  // namespace
}  // namespace leaksift::report
