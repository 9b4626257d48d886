#include "content/archives.h"
#include "content/rtf_text.h"

#include <gtest/gtest.h>

namespace leaksift::content {
namespace {

/// The text, however the bytes come.
std::string plain_text(const std::string& rtf) {
  std::string whole;
  RtfText().take(rtf, whole);
  for (const std::size_t size : {1u, 3u}) {
    RtfText text;
    std::string out;
    for (std::size_t at = 0; at < rtf.size(); at += size) text.take(rtf.substr(at, size), out);
    EXPECT_EQ(out, whole);
  }
  return whole;
}

TEST(Rtf, JoinsWhatIsFormattedApart) {
  EXPECT_EQ(
      plain_text(
          "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 SSN: 536-\\b 90\\b0 -{\\i 4399}\\par\r\nx}"),
      "SSN: 536-90-4399\nx");
}

TEST(Rtf, RowsOfTablesAreLinesWithTabs) {
  EXPECT_EQ(
      plain_text("{\\rtf1\\trowd\\pard\\intbl Name\\par more\\cell SSN\\cell\\row\\pard x\\par}"),
      "Name more\tSSN\t\nx\n");
}

TEST(Rtf, UndoesWhatIsEscaped) {
  EXPECT_EQ(plain_text("{\\rtf1 a\\{b\\}\\\\ M\\'fcller 5\\_6\\~7\\emdash\\u8364?{\\uc2\\u233 "
                       "??}\\u-10179?\\u-8704?}"),
            "a{b}\\ Müller 5-6 7—€é😀");
}

TEST(Rtf, PassesOverWhatIsNotForReaders) {
  EXPECT_EQ(plain_text(
                "{\\rtf1{\\info{\\author Wilma Krantz}}{\\*\\generator x;}{\\pict\\wmetafile8 00ff}"
                "{\\*\\bin3 }}}{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt y}}"
                "{\\*\\annotation why}"),
            "\nWilma KrantzHYPERLINK \"x\"y\nwhy");
}

TEST(Rtf, SaysThatObjectsAreNotRead) {
  const auto all = testing::expand_file("{\\rtf1 a{\\object{\\*\\objdata 0105}}\\par}");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].bytes, "a\n");
  EXPECT_EQ(all[1].format, "rtf");
  EXPECT_EQ(all[1].reason, "rtf: embedded objects are not read");
  EXPECT_EQ(testing::expand_file("{\\rtf1 \\bin9999 536-90-4399}").back().reason,
            "rtf: binary data has no end");
}

TEST(Rtf, AnyNestingEnds) {
  EXPECT_EQ(plain_text("{\\rtf1 a" + std::string(5000, '{') + "b" + std::string(6000, '}') + "c"),
            "abc");
}

}  // namespace
}  // namespace leaksift::content
