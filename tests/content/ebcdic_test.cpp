#include "content/ebcdic.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace leaksift::content {
namespace {

constexpr std::string_view kText =
    "1001 Wilma Krantz, 12 Elm Street, born 1970-03-04; paid [yes]\n";

/// `text` with each character as the first byte of the page that gives it.
std::string encode(std::string_view text, const EbcdicPage& page) {
  std::string out;
  for (const char c : text) {
    const auto at = std::find(page.latin1.begin(), page.latin1.end(), static_cast<std::uint8_t>(c));
    out.push_back(static_cast<char>(at - page.latin1.begin()));
  }
  return out;
}

/// "SSN [1] paid" and more, as iconv writes it in IBM037 (brackets BA BB) and IBM1047 (AD BD).
std::string published(char open, char close) {
  std::string bytes;
  for (int i = 0; i < 10; ++i) {
    bytes += "\xe2\xe2\xd5\x40";
    bytes += open;
    bytes += '\xf1';
    bytes += close;
    bytes += "\x40\x97\x81\x89\x84\x4b\x15\xf2\xf3\xf4\x25";
  }
  return bytes;
}

TEST(Ebcdic, IsKnownByItsBytes) {
  for (const bool page_1047 : {false, true}) {
    const std::string bytes = page_1047 ? published('\xad', '\xbd') : published('\xba', '\xbb');
    const EbcdicPage* const page = find_ebcdic(bytes);
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->name, page_1047 ? "ebcdic-1047" : "ebcdic-037");
    EXPECT_EQ(page->latin1[0xf1], '1');
  }
}

TEST(Ebcdic, IsKnownByTextWithAccents) {
  const EbcdicPage& page = *find_ebcdic(published('\xad', '\xbd'));
  std::string text;
  for (int i = 0; i < 9; ++i) text += "name,ssn\nJos\xe9 Mu\xf1oz,12\nJ\xfcrgen M\xfcller,345678\n";
  ASSERT_NE(find_ebcdic(encode(text, page)), nullptr);
}

TEST(Ebcdic, IsNotSeenInOtherContent) {
  support::Dice dice(1);
  std::string noise(40000, '\0');
  for (char& c : noise) c = static_cast<char>(dice.below(256));
  std::string plain;
  std::string russian;
  std::string packed;
  for (int i = 0; i < 50; ++i) {
    plain += kText;
    russian +=
        "\xd0\x9f\xd0\xb5\xd1\x82\xd1\x80 \xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd\xd0\xbe\xd0\xb2, ";
    packed += "\xcf\xc5\xd4\xd2 \xc9\xd7\xc1\xce\xcf\xd7 ";  // KOI8-R.
  }
  for (const std::string& other :
       {noise, plain, russian, packed, std::string(500, '@'), std::string(500, '\xf0')}) {
    EXPECT_EQ(find_ebcdic(other), nullptr) << other.substr(0, 20);
  }
  EXPECT_EQ(find_ebcdic(""), nullptr);
}

TEST(Ebcdic, IsKnownAlthoughSomeFieldsAreBinary) {
  const EbcdicPage& page = *find_ebcdic(published('\xad', '\xbd'));
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += encode(kText, page) + std::string("\x01\x23\x4c\0\x99", 5);
  ASSERT_NE(find_ebcdic(bytes), nullptr);
  EXPECT_EQ(find_ebcdic(bytes)->name, "ebcdic-1047");
  EXPECT_EQ(find_ebcdic(bytes.substr(0, 63)), nullptr);
}

}  // namespace
}  // namespace leaksift::content
