#include "detect/boundary.h"

#include "support/marked_text.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

using pattern::Boundary;

bool alone(Boundary boundary, std::string_view marked, bool lone = false) {
  const support::MarkedText text = support::unmark(marked);
  return stands_alone(boundary, text.text, text.spans.at(0).begin, text.spans.at(0).end, lone);
}

struct NumberCase {
  std::string_view text;
  bool alone;
  std::string_view reason;
};

TEST(Boundary, NumbersStandAloneUnlessPartOfSomethingLarger) {
  const std::vector<NumberCase> cases = {
      {"«536904399»", true, "the whole text"},
      {"id «536904399» end", true, "between spaces"},
      {"«536904399»,", true, "before a comma"},
      {"(«536904399»)", true, "in brackets"},
      {"\"«536904399»\"", true, "in quotes"},
      {"It is «536904399».", true, "at the end of a sentence"},
      {"«536904399».\nNext", true, "a full stop before a newline"},
      {"ssn=«536904399»&x", true, "a parameter"},
      {"ssn:«536904399»", true, "right behind a label"},
      {"a - «536904399» - b", true, "between spaced dashes"},
      {"x«536904399»", false, "a letter before"},
      {"«536904399»x", false, "a letter behind"},
      {"_«536904399»", false, "an underscore before"},
      {"9«536904399»", false, "a longer number"},
      {"«536904399»1", false, "a longer number"},
      {"0.«536904399»", false, "the fraction of a decimal"},
      {"SSN....«536904399»", true, "behind a leader"},
      {"1..«536904399»", false, "a range"},
      {".«536904399»", false, "a fraction without its zero"},
      {"«536904399».25", false, "the whole part of a decimal"},
      {"7,«536904399».0,x", true, "a whole number as pandas writes it beside gaps"},
      {"about «536904399».0 m", false, "a measure"},
      {"7,«536904399».0.1,x", false, "a version in a cell"},
      {"7,-«536904399».0,x", false, "a negative number"},
      {"1.2.«536904399»", false, "a dotted version"},
      {"10.«536904399».1", false, "a dotted number"},
      {"3f2b8c1e-«536904399»-a1", false, "a group of a UUID"},
      {"a9-«536904399»", false, "a serial"},
      {"«536904399»-7", false, "a longer dashed number"},
      {"«536904399»-beef", false, "a UUID whose next group is letters"},
      {"well-«536904399»", true, "behind a hyphenated word"},
      {"«536904399»-old", true, "before a hyphenated word"},
      {"$«536904399»", false, "money"},
      {"+«536904399»", false, "a phone number in international form"},
      {"«536904399»%", false, "a percentage"},
      {"«536904399»@mail.example", false, "the name of a mailbox"},
      {"12:«30»", false, "a time"},
      {"12:«30:15»", false, "a time"},
      {"12:«536904399»", true, "a record number before a colon"},
      {"https://shop.example/orders/«536904399»/items", false, "a URL's path"},
      {"/orders/«536904399»", false, "a path"},
      {"/srv/data/«536904399».csv", false, "the name of a file"},
      {"https://shop.example/?ssn=«536904399»", true, "a query"},
      {"n/a/«536904399»", false, "two slashes make a path"},
      {"m/«536904399»", true, "one slash is a separator"},
      {"/«536904399»/", false, "between slashes"},
      {"IPV4/UDP/«92.28.73.180»/5060", true, "where a connection ends"},
      {"«536904399»/items", false, "the first part of a path"},
      {"«536904399»/657975432", true, "two numbers with a slash between"},
      {"uzz-minimized-subset-fuzzer-«5072358514753536»", false, "the end of a name of many words"},
      {"jane-doe-ssn-«536904399»", true, "words that may name whom it is of"},
      {"ssn-no-«536904399»", true, "two words"},
      {"MOVV $-«536904399», R4", false, "a negative number"},
      {"abs(-«536904399»)", false, "another"},
      {"\n-«536904399»", true, "an item of a list"},
      {"served: 3.33.2, «3.33.4.2» and", false, "another version of the same before"},
      {"«3.33.4.2» 3.38.0", false, "and behind"},
      {"c1-.9 2.83-2.12 «3.51.98.32» 2.03.5 3.1", false, "the path of a drawing"},
      {"0.003 «81.2.69.142» 0.5", true, "between decimals"},
      {"81.2.69.140, «81.2.69.142», 81.2.69.143", true, "between addresses"},
      {"7.2.1 «81.2.69.142»", true, "behind a version of something else"},
  };
  for (const NumberCase& test : cases) {
    EXPECT_EQ(alone(Boundary::kNumber, test.text), test.alone) << test.text << ": " << test.reason;
  }
}

TEST(Boundary, SpacedNumbersMustStandAloneOnlyWhenAsked) {
  const std::vector<NumberCase> cases = {
      {"«536 90 4399» 12", false, "a group of digits behind"},
      {"12 «536 90 4399»", false, "a group of digits before"},
      {"5C2E «536 90 4399»", false, "a group of hexadecimal digits before"},
      {"«536 90 4399» 56F7", false, "and behind"},
      {"FEED «536 90 4399» 5c2e", true, "words"},
      {"4500 4e00 «536 90 4399»", false, "groups of hexadecimal digits in lower case before"},
      {"«536 90 4399» 7b00 8400", false, "and behind"},
      {"A56F7 «536 90 4399» 56F78", false, "digits behind another word's letters"},
      {"1 «536 90 4399»", true, "a single digit, as of a list"},
      {"no 12, «536 90 4399»", true, "digits behind a comma"},
      {"«536 90 4399»  12", true, "two spaces: columns"},
      {"«536 90 4399»\n12", true, "the next line"},
  };
  for (const NumberCase& test : cases) {
    EXPECT_EQ(alone(Boundary::kNumber, test.text, true), test.alone) << test.text << test.reason;
    EXPECT_TRUE(alone(Boundary::kNumber, test.text, false)) << test.text;
  }
}

TEST(Boundary, WordsNeedNoWordByteBesideThem) {
  const std::vector<NumberCase> cases = {
      {"«AB12»", true, "the whole text"},
      {"x.«AB12».y", true, "dots"},
      {"/a/«AB12»/b", true, "slashes"},
      {"$«AB12»", true, "a sign"},
      {"x«AB12»", false, "a letter before"},
      {"«AB12»_", false, "an underscore behind"},
      {"0«AB12»", false, "a digit before"},
      {"\xc3\xa9«AB12»", true, "a byte beyond ASCII"},
      {"Dx+«AB12»", false, "a piece of base64"},
      {"«AB12»+g4Aq", false, "and before another"},
      {"my+«AB12»", true, "a word of a query"},
      {"+«AB12»", true, "a sign before"},
      {"Jx7/k9Qw+Zr4Tn2Lm8/«AB12»", false, "base64 up to a slash"},
      {"/Reports2024/Q4/«AB12»/x", true, "folders"},
      {"a«-AB»", false, "a letter before"},
      {"\n«AB12»\n", true, "newlines"},
  };
  for (const NumberCase& test : cases) {
    EXPECT_EQ(alone(Boundary::kWord, test.text), test.alone) << test.text << ": " << test.reason;
    EXPECT_TRUE(alone(Boundary::kNone, test.text)) << test.text;
  }
}

TEST(Boundary, ThePrefixOfALiteralIsNoPartOfItsValue) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"(1, «N'ann@b.co»')", "ann@b.co"}, {"«_utf8mb4'ann@b.co»',", "ann@b.co"},
      {"«o'brien@b.co»", "o'brien@b.co"}, {"'«o'brien@b.co»'", "o'brien@b.co"},
      {"«ann@b.co»'", "ann@b.co"},        {"(«'ann@b.co»'", "'ann@b.co"},
      {"«N'.a@b.co»'", "N'.a@b.co"},      {"«N'»'", "N'"},
  };
  for (const auto& [marked, value] : cases) {
    const support::MarkedText text = support::unmark(marked);
    const auto& span = text.spans.at(0);
    const std::size_t begin = behind_prefix(text.text, span.begin, span.end);
    EXPECT_EQ(text.text.substr(begin, span.end - begin), value) << marked;
  }
}

}  // namespace
}  // namespace leaksift::detect
