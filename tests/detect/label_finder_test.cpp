#include "detect/label_finder.h"

#include "detect/digit_runs.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

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
  const std::vector<std::pair<std::string, std::vector<std::size_t>>> cases = {
      {"secret word: x", {12}},
      {"SECRET WORD=x", {12}},
      {"word := x", {6, 7}},
      {"word ||= x", {8}},
      {"secretword=x", {11}},
      {"a wd:", {5}},
      {"wd:", {3}},
      {"d:", {}},
      {"ord:", {}},
      {"sord: a cord=", {}},
      {"\"word\": x", {7}},
      {"[word] \t=", {8, 9}},
      {"word - x, word \u2013 x, word-x - x", {7, 19}},
      {"word ... x  word..x", {9}},
      {"word\tx - y", {5}},
      {"word      :", {6, 11}},
      {"word    x  y", {6}},
      {"some  x", {}},
      {"word" + std::string(41, ' ') + ":", {6}},  // The colon is too far away.
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
