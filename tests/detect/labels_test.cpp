#include "detect/labels.h"

#include "detect/digit_runs.h"
#include "support/marked_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

/// "key ssn", "label SSN", or "" for the label before the marked value.
std::string label_of(std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  const auto label = label_before(text.text, text.spans.at(0).begin);
  if (!label) return "";
  return (label->key ? "key " : "label ") + std::string(label->text);
}

/// "above SSN", "apart SSN", or "" for what a layout parts from the marked value.
std::string apart_of(std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  const auto label = label_apart(text.text, text.spans.at(0).begin);
  if (!label) return "";
  return (label->above ? "above " : "apart ") + std::string(label->text);
}

TEST(Labels, AreTheWordsRightBeforeAValue) {
  struct Case {
    std::string_view text;
    std::string_view label;
  };
  const std::vector<Case> cases = {
      {"SSN: «5»", "label SSN"},
      {"SSN:«5»", "label SSN"},
      {"SSN :  «5»", "label SSN"},
      {"SSN:\t«5»", "label SSN"},
      {"SSN #«5»", "label SSN #"},
      {"Member#: «5»", "label Member#"},
      {"see Policy # : «5»", "label see Policy #"},
      {"page #7, Ref#: «5»", "label Ref#"},
      {"Acct. #: «5»", "label Acct. #"},
      {"# «5»", ""},
      {"#: «5»", ""},
      {"Acct. No.: «5»", "label Acct. No"},
      {"get passwd in postinst. Closes: «5»", "label Closes"},
      {"* ask.c (check_new_passphrase_rules): «5»", ""},
      {"len(password) > «5»", ""},
      {"Driver's license: «5»", "label Driver's license"},
      {"ssn=«5»", "key ssn"},
      {"ssn = «5»", "label ssn"},
      {"a=1&ssn=«5»", "key ssn"},
      {"\"ssn\": \"«5»\"", "key ssn"},
      {"\"ssn\": «5»", "key ssn"},
      {"\"ssn\":[\"«5»\"", "key ssn"},
      {"{\"a\": 1, \"tax id\": \"«5»\"", "key tax id"},
      {"'ssn' => '«5»'", "key ssn"},
      {"ssn => «5»", "key ssn"},
      {"<ssn>«5»</ssn>", "key ssn"},
      {"soc_sec_no: «5»", "key soc_sec_no"},
      {"Nummer f\xc3\xbcr Steuer: «5»", "label Nummer f\xc3\xbcr Steuer"},
      {"MRN: (\"«5»\")", "label MRN"},
      {"MRN (old): «5»", "label MRN"},
      {"Date of birth (DD/MM/YYYY): «5»", "label Date of birth"},
      {"DOB(MM/DD/YYYY): «5»", "label DOB"},
      {"ln(NaN) = «5»", "label NaN"},
      {"name, SSN: «5»", "label SSN"},
      {"SSN «5»", ""},
      {"«5»", ""},
      {": «5»", ""},
      {"SSN:\n«5»", ""},
      {"</b>«5»", ""},
      {"SSN:            «5»", ""},
      {"first line\nSSN: «5»", "label SSN"},
      {"**SSN:** «5»", "label SSN"},
      {"*Member ID*: «5»", "label Member ID"},
      {"SSN: `«5»`", "label SSN"},
  };
  for (const Case& test : cases) EXPECT_EQ(label_of(test.text), test.label) << test.text;
}

TEST(Labels, StandAboveTheValueInForms) {
  const std::string indent(32, ' ');
  const std::string far(41, ' ');
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {"SSN:\n«5»", "above SSN"},
      {"Date of Birth\n«5»", "above Date of Birth"},
      {"Date of Birth\r\n  «5»", "above Date of Birth"},
      {"Date of birth (DD/MM/YYYY)\n«5»", "above Date of birth"},
      {"2. PATIENT'S BIRTH DATE:\n\n«5»", "above 2. PATIENT'S BIRTH DATE"},
      {"Member #\n«5»", "above Member #"},
      {"Member No.\n«5»", "above Member No"},
      {"calls the member.\n«5»", ""},
      {"of birth\n\n\n«5»", ""},
      {"SSN\n" + indent + "«5»", "above SSN"},
      {"SSN\n" + far + "«5»", ""},
      {"SSN\n5 «5»", ""},
      {"12345678\n«5»", ""},
      {"a log's line, which is much too long to be but a label, ends with the word SSN\n«5»", ""},
  };
  for (const auto& [text, label] : cases) EXPECT_EQ(apart_of(text), label) << text;
}

TEST(Labels, StandBeforeMarkup) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"<td>SSN</td><td>«5»</td>", "apart SSN"},
      {"<TD>SSN:</TD>\n  <td align=\"right\"><b>«5»</b>", "apart SSN"},
      {"<b>SSN:</b> «5»", "apart SSN"},
      {"<dt>Date of birth</dt><dd>«5»</dd>", "apart Date of birth"},
      {"SSN<br/>«5»", "apart SSN"},
      {"<td>SSN</td><td></td><td>«5»", "apart SSN"},
      {"<th>SSN</th></tr><tr><td>«5»", ""},
      {"<th>SSN</th><th>«5»", ""},
      {"a <code>password</code> «5»", ""},
      {"SSN <ssn>«5»</ssn>", ""},
      {"SSN a->b>«5»", ""},
  };
  for (const auto& [text, label] : cases) EXPECT_EQ(apart_of(text), label) << text;
}

TEST(Labels, ReachBackNoFartherThanTheyMay) {
  const std::string text = std::string(500, 'x') + ": ";
  const auto label = label_before(text, text.size());
  ASSERT_TRUE(label);
  EXPECT_LE(label->text.size(), kMaxLabelReach);
}

TEST(Labels, EndBeforeTheValueWhateverTheTextIs) {
  const std::string_view bytes = ":=#>\"' x/-.[(\n";
  for (const char a : bytes) {
    for (const char b : bytes) {
      for (const char c : bytes) {
        const std::string text{a, b, c};
        const auto label = label_before(text, text.size());
        if (!label) continue;
        EXPECT_GE(label->text.data(), text.data());
        EXPECT_LE(label->text.data() + label->text.size(), text.data() + text.size());
        EXPECT_EQ(label->text.find_first_not_of("x .#"), std::string_view::npos)
            << testing::PrintToString(text);
      }
    }
  }
}

/// The value behind the mark's begin, in brackets if it must fill its quotes.
std::string value_of(std::string_view marked, std::size_t limit = 256) {
  const support::MarkedText text = support::unmark(marked);
  const std::size_t begin = value_begin(text.text, text.spans.at(0).begin);
  const ValueRegion region = value_region(text.text, begin, limit);
  const std::string value = text.text.substr(region.begin, region.end - region.begin);
  return region.quoted ? "[" + value + "]" : value;
}

TEST(Labels, ValuesGoToTheirQuoteOrToWhatEndsThem) {
  struct Case {
    std::string_view text;
    std::string_view value;
  };
  const std::vector<Case> cases = {
      {"SSN:«» 536-90-4399", "536-90-4399"},
      {"SSN:«»536-90-4399\nnext", "536-90-4399"},
      {"SSN:«» 536 90 4399  DOB", "536 90 4399"},
      {"\"ssn\":«» \"536904399\", \"x\": 1", "[536904399]"},
      {"'ssn' =«»> '536904399'", "[536904399]"},
      {"pw:«» 'it\"s'", "[it\"s]"},
      {"ssn=«»536904399&x=1", "536904399"},
      {"ssn=«»536904399;x", "536904399"},
      {"ssn=«»536904399|x", "536904399"},
      {"<ssn>«»536904399</ssn>", "536904399"},
      {"{ssn:«» 536904399}", "536904399"},
      {"ssn=«»536904399\tx", "536904399"},
      {"ssn=«»\"unclosed", "unclosed"},
      {"ssn=«»", ""},
      {"ssn:«» \n 536904399", "536904399"},
      {"ssn:«»\r\n\r\n536904399\nx", "536904399"},
      {"ssn:«»\n\n\n536904399", ""},
      {"**ssn:«»** 536904399", "536904399"},
      {"pw:«» `5#6` x", "[5#6]"},
      {"pw:«» ***5", "***5"},
      {"ssn:«»\"\"", "[]"},
  };
  for (const Case& test : cases) EXPECT_EQ(value_of(test.text), test.value) << test.text;
}

TEST(Labels, ValuesAreNoLongerThanTheLimit) {
  EXPECT_EQ(value_of("x:«» 123456789", 4), "1234");
  EXPECT_EQ(value_of("x:«» \"123456789\"", 4), "1234")
      << "cut, so that it need not fill its quotes";
  EXPECT_EQ(value_of("x:«» \"1234\"", 4), "[1234]");
}

/// Where labelled values may begin in `text`, for a pattern whose field is "secret word".
std::vector<std::size_t> label_ends(std::string_view text) {
  static const pattern::PatternSet* const set = [] {
    auto* made =
        new pattern::PatternSet;  // NOLINT(cppcoreguidelines-owning-memory): for all tests.
    pattern::Pattern pattern;
    pattern.regexes.emplace_back().anchor = pattern::Anchor::kLabel;
    pattern.context.fields = {"secret word", "se\u00f1a", "secret number"};
    made->patterns.push_back(std::move(pattern));
    made->vocabulary.abbreviations["wd"] = "word";
    return made;
  }();
  static const LabelFinder finder(*set);
  ByteMarks marks;
  marks.mark(text);
  std::vector<std::size_t> ends;
  finder.find(text, 0, text.size(), marks.separators, ends);
  std::erase_if(ends, [text](std::size_t end) { return !finder.may_name(text, end); });
  return ends;
}

TEST(LabelFinder, FindsSeparatorsBehindWordsThatNameATypeAndFewOthers) {
  const std::vector<std::pair<std::string_view, std::vector<std::size_t>>> cases = {
      {"secret word: x", {12}},
      {"SECRET WORD=x", {12}},
      {"secretword=x", {11}},
      {"a wd:", {5}},
      {"wd:", {3}},
      {"d:", {}},
      {"ord:", {}},
      {"sord: a cord=", {}},
      {"\"word\": x", {7}},
      {"[word] \t=", {9}},
      {"word      :", {}},  // Too far away.
      {"word).:", {}},
      {"word.): word.\" = ", {7, 16}},
      {"word2: word12# word123>", {6, 14}},
      {"se\u00f1a: x", {6}},
      {"w.d.: x", {5}},
      {"w.o.r.d=", {8}},
      {"wor.d=", {}},
      {"secret #: x", {8, 9}},
      {"secret. #: x", {10}},
      {"secret# x", {7}},
      {"# x\n;#: x", {}},
      {"12:30:45 http://a/#1 <b>", {}},
      {"<td>word</td><td>x", {13, 17}},
      {"<b>word:</b>x <b>x</b>", {8, 12}},
      {"secret word\nx\r\nsecret number\r\n", {12, 29}},
      {"", {}},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(label_ends(text), expected) << text;
}

TEST(LabelFinder, LooksOnlyWhereItIsAsked) {
  const std::string_view text = "wd: wd: wd: wd:";
  ByteMarks marks;
  marks.mark(text.substr(4));
  pattern::PatternSet set;
  set.patterns.emplace_back().regexes.emplace_back().anchor = pattern::Anchor::kLabel;
  set.patterns.back().context.fields = {"wd"};
  std::vector<std::size_t> ends = {77};
  LabelFinder(set).find(text, 4, 11, marks.separators, ends);
  EXPECT_EQ(ends, (std::vector<std::size_t>{7, 11}));
}

}  // namespace
}  // namespace leaksift::detect
