#include "content/mail_decode.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {
namespace {

/// How many bytes have an origin.
std::size_t mapped(const MappedBytes& bytes) {
  std::size_t sum = 0;
  for (const MappedBytes::Run& run : bytes.runs) {
    EXPECT_EQ(run.bytes % run.width, 0u);
    sum += run.bytes;
  }
  return sum;
}

/// What lines give; those that are none stand in brackets.
std::string undo_base64(const std::vector<std::string>& lines) {
  Base64Decoder decoder;
  MappedBytes out;
  for (const std::string& line : lines) {
    if (!decoder.take(line, out)) out.put("[" + line + "]", 1, 1);
  }
  decoder.finish(out);
  EXPECT_EQ(mapped(out), out.bytes.size());
  return out.bytes;
}

TEST(MailDecode, Base64IsUndoneAndOtherLinesAreLeft) {
  const std::string full = "VGhpcyBpcyBhIGxpbmUgb2YgZXhhY3RseSBmb3J0eS1maXZlIGJ5dGVz";
  const std::pair<std::vector<std::string>, std::string> cases[] = {
      {{}, ""},
      {{"", "  "}, ""},
      {{"SGVsbG8="}, "Hello"},
      {{"SGVs", "bG8=", ""}, "Hello"},
      {{"SG", "Vsb", "G8=  \r"}, "Hello"},  // Quanta across lines.
      {{"SGVsbG8"}, "Hello"},               // Cut before its padding.
      {{"SGVsb"}, "Hel"},                   // Six bits are no byte.
      {{"SGVs", "536-90-4399", "bG8="},
       "Hel[536-90-4399]lo"},  // The alphabet for URLs is not read.
      {{"SGVs", "call 536-90-4399", "bG8="}, "Hel[call 536-90-4399]lo"},
      {{"SGVs", "536904399", "bG8="}, "Hel[536904399]lo"},
      {{"SGVs bG8="}, "[SGVs bG8=]"},
      {{"SG=Vs"}, "[SG=Vs]"},
      {{"SGVsbG8=", "unsubscribe", "--", full},
       "Hello[unsubscribe][--]This is a line of exactly "
       "forty-five bytes"},
  };
  for (const auto& [lines, expected] : cases) {
    EXPECT_EQ(undo_base64(lines), expected) << testing::PrintToString(lines);
  }
}

std::string undo_printable(std::string_view text, std::size_t piece) {
  QuotedPrintableDecoder decoder;
  MappedBytes out;
  for (std::size_t at = 0; at < text.size(); at += piece) decoder.take(text.substr(at, piece), out);
  decoder.finish(out);
  EXPECT_EQ(mapped(out), out.bytes.size());
  std::size_t origins = 0;
  for (const MappedBytes::Run& run : out.runs) {
    origins += run.bytes == 0 ? run.length : run.bytes * run.length;
  }
  EXPECT_EQ(origins, text.size());
  return out.bytes;
}

TEST(MailDecode, QuotedPrintableIsUndoneHoweverItIsCut) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"plain\r\ntext", "plain\r\ntext"},
      {"a=3Db =c3=BC", "a=b \xc3\xbc"},
      {"536-90-=\r\n4399=\n!", "536-90-4399!"},
      {"soft =  \t\r\nbreak", "soft break"},
      {"=", "="},
      {"=4", "=4"},
      {"=4=41", "=4A"},
      {"==41", "=A"},
      {"=G1 =1G =\rx = y", "=G1 =1G =\rx = y"},
      {"x=0Ay", "x\ny"},
  };
  for (const auto& [text, expected] : cases) {
    for (const std::size_t piece : {1u, 2u, 3u, 100u}) {
      EXPECT_EQ(undo_printable(text, piece), expected) << text << " in pieces of " << piece;
    }
  }
}

TEST(MailDecode, UuencodeIsUndoneLineByLine) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"#0V%T", "Cat"}, {"#0V%T\r\n", "Cat"}, {"!80", "a"},         {"`", ""},  {" ", ""},
      {"$0V%T", "[]"},  {"#0V%T0V%T", "[]"},  {"lower case", "[]"}, {"", "[]"}, {"#0V%\x7f", "[]"},
  };
  for (const auto& [line, expected] : cases) {
    std::string out;
    if (!decode_uuencoded(line, out)) out = "[]";
    EXPECT_EQ(out, expected) << line;
  }
  EXPECT_EQ(uuencoded_name("begin 644 my list.csv"), "my list.csv");
  EXPECT_EQ(uuencoded_name("begin 0755 a"), "a");
  for (const char* other :
       {"begin", "begin 6 a", "begin 64444 a", "begin 689 a", "begin the day"}) {
    EXPECT_EQ(uuencoded_name(other), "") << other;
  }
}

}  // namespace
}  // namespace leaksift::content
