#include "detect/labels.h"

#include "support/marked_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
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

/// "above SSN", "aside SSN", "apart SSN", or "" for what a layout parts from the marked value.
std::string apart_of(std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  const auto label = label_apart(text.text, text.spans.at(0).begin);
  if (!label) return "";
  return (label->above ? "above " : label->aside ? "aside " : "apart ") + std::string(label->text);
}

TEST(Labels, MayStandBesideTheValueWithNothingBetween) {
  const auto beside = [](std::string_view marked, unsigned count) {
    const support::MarkedText text = support::unmark(marked);
    return std::string(words_before(text.text, text.spans.at(0).begin, count));
  };
  EXPECT_EQ(beside("sent Part no. «5»", 2), "Part no");
  EXPECT_EQ(beside("the case number is «5»", 2), "case number");
  EXPECT_EQ(beside("Order «5»", 1), "Order");
  EXPECT_EQ(beside("Order «5»", 2), "");
  EXPECT_EQ(beside("Order: «5»", 1), "");
  EXPECT_EQ(beside("«5»", 1), "");
  EXPECT_EQ(beside("is «5»", 1), "is");
}

TEST(Labels, AreTheWordsRightBeforeAValue) {
  struct Case {
    std::string text;
    std::string_view label;
  };
  const std::vector<Case> cases = {
      {"SSN: «5»", "label SSN"},
      {"ssn := \"«5»\"", "label ssn"},
      {"ssn:=«5»", "key ssn"},
      {"ssn ||= '«5»'", "label ssn"},
      {"ssn ?= «5»", "label ssn"},
      {"ssn == «5»", ""},
      {"ssn != «5»", ""},
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
      {"SSN:            «5»", "label SSN"},
      {"SSN           : «5»", "label SSN"},
      {"SSN:" + std::string(49, ' ') + "«5»", ""},
      {"first line\nSSN: «5»", "label SSN"},
      {"**SSN:** «5»", "label SSN"},
      {"*Member ID*: «5»", "label Member ID"},
      {"SSN: `«5»`", "label SSN"},
  };
  for (const Case& test : cases) EXPECT_EQ(label_of(test.text), test.label) << test.text;
}

TEST(Labels, StandAboveTheValueInForms) {
  const std::string indent(32, ' ');
  const std::string far(81, ' ');
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
      {"SSN  «5»", "aside SSN"},
      {"9. Date of birth (mm/dd/yyyy)       «5»", "aside 9. Date of birth"},
      {"Sex M   Acct #   «5»", "aside Acct #"},
      {"SSN «5»", ""},
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

/// For the address sanitizer: behind the text is nothing that may be read.
TEST(Labels, MayEndTheText) {
  constexpr std::string_view kText = "the date of birth";
  const std::vector<char> bytes(kText.begin(), kText.end());
  EXPECT_FALSE(label_apart({bytes.data(), bytes.size()}, bytes.size()).has_value());
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

}  // namespace
}  // namespace leaksift::detect
