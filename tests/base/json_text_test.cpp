#include "base/json_text.h"

#include "base/utf8.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace leaksift::base {
namespace {

std::string json(std::string_view text) {
  std::string out = "before";
  append_json(out, text);
  EXPECT_EQ(out.substr(0, 6), "before");
  return out.substr(6);
}

TEST(JsonText, WritesTextThatNeedsNoEscape) {
  EXPECT_EQ(json(""), R"("")");
  EXPECT_EQ(json("a"), R"("a")");
  EXPECT_EQ(json("plain ASCII of more than eight bytes ~"),
            R"("plain ASCII of more than eight bytes ~")");
  EXPECT_EQ(json("Zoë 東京 \U0001f600"), "\"Zoë 東京 \U0001f600\"");
}

TEST(JsonText, EscapesEveryControlCharacter) {
  for (int c = 0; c < 0xa0; ++c) {
    if (c >= 0x20 && c < 0x7f) continue;
    std::string text =
        c < 0x80 ? std::string(1, static_cast<char>(c)) : std::string{'\xc2', static_cast<char>(c)};
    char expected[8];
    std::snprintf(expected, sizeof expected, "\\u%04x", c);
    const std::string_view named = "\b\f\n\r\t";
    const std::size_t at = c == 0 || c >= 0x80 ? named.npos : named.find(static_cast<char>(c));
    const std::string escape =
        at == named.npos ? expected : std::string("\\") + std::string_view("bfnrt")[at];
    EXPECT_EQ(json(text), '"' + escape + '"') << c;
    EXPECT_EQ(json("abcdefghij" + text + "klmnopqrst"), "\"abcdefghij" + escape + "klmnopqrst\"")
        << c;
  }
}

// A byte that needs care is seen at each place of the eight that are looked at together.
TEST(JsonText, EscapesAtEveryPositionOfAWord) {
  for (std::size_t at = 0; at < 24; ++at) {
    for (const char* special : {"\"", "\\", "\x1f", "\x7f"}) {
      std::string text(24, 'x');
      text[at] = special[0];
      const std::string escape = special[0] == '"'      ? "\\\""
                                 : special[0] == '\\'   ? "\\\\"
                                 : special[0] == '\x1f' ? "\\u001f"
                                                        : "\\u007f";
      EXPECT_EQ(json(text), '"' + std::string(at, 'x') + escape + std::string(23 - at, 'x') + '"');
    }
  }
}

TEST(JsonText, EscapesLineSeparators) {
  EXPECT_EQ(json("a\u2028b\u2029c"), R"("a\u2028b\u2029c")");
}

TEST(JsonText, GivesOtherBytesInBase64) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"\xff", "/w=="},
      {"caf\xe9", "Y2Fm6Q=="},
      {"\xff\xfe\xfd", "//79"},
      {"a long plain beginning\x80", "YSBsb25nIHBsYWluIGJlZ2lubmluZ4A="},
      {"\xc0\x80", "wIA="},              // overlong NUL
      {"\xc1\xbf", "wb8="},              // overlong DEL
      {"\xe0\x9f\xbf", "4J+/"},          // overlong U+07FF
      {"\xed\xa0\x80", "7aCA"},          // surrogate U+D800
      {"\xf0\x8f\xbf\xbf", "8I+/vw=="},  // overlong U+FFFF
      {"\xf4\x90\x80\x80", "9JCAgA=="},  // U+110000
      {"\xe2\x82", "4oI="},              // cut short
      {"\xc3(", "wyg="},
  };
  for (const auto& [text, base64] : table) {
    EXPECT_EQ(json(text), R"({"bytes":")" + base64 + R"("})");
  }
}

TEST(JsonText, StaysWithinItsBound) {
  for (std::size_t size = 0; size < 40; ++size) {
    for (const char c : {'a', '\x01', '"', '\xff'}) {
      EXPECT_LE(json(std::string(size, c)).size(), json_bound(size));
    }
  }
}

TEST(Utf8, DecodesTheBordersOfEachLength) {
  const std::vector<std::pair<std::string, char32_t>> table = {{"\x7f", 0x7f},
                                                               {"\xc2\x80", 0x80},
                                                               {"\xdf\xbf", 0x7ff},
                                                               {"\xe0\xa0\x80", 0x800},
                                                               {"\xed\x9f\xbf", 0xd7ff},
                                                               {"\xee\x80\x80", 0xe000},
                                                               {"\xef\xbf\xbf", 0xffff},
                                                               {"\xf0\x90\x80\x80", 0x10000},
                                                               {"\xf4\x8f\xbf\xbf", 0x10ffff}};
  for (const auto& [text, value] : table) {
    const CodePoint point = decode_utf8(text, 0);
    EXPECT_EQ(point.value, value);
    EXPECT_EQ(point.length, text.size());
  }
}

}  // namespace
}  // namespace leaksift::base
