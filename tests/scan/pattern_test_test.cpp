#include "scan/pattern_test.h"

#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {
namespace {

/// A pattern whose only example and counter-example are the given ones.
pattern::PatternSet badge(std::string_view text, std::vector<core::Span> spans,
                          std::string_view counterexample) {
  pattern::PatternSet set;
  pattern::Pattern& badge = set.patterns.emplace_back();
  badge.id = "badge";
  badge.file = "badge.toml";
  pattern::Regex& regex = badge.regexes.emplace_back();
  regex.name = "plain";
  regex.expression = R"(B\d{4})";
  regex.confidence = 0.6;
  regex.validator = validate::find("none");
  pattern::Example& example = badge.examples.emplace_back();
  example.text = text;
  example.spans = std::move(spans);
  example.line = 12;
  pattern::Example& other = badge.counterexamples.emplace_back();
  other.text = counterexample;
  other.line = 34;
  return set;
}

std::vector<std::string> failures(const pattern::PatternSet& set) {
  const auto report = support::value_or_throw(test_patterns(set));
  EXPECT_EQ(report.engines, 3U);
  EXPECT_EQ(report.texts, 6U);
  EXPECT_EQ(report.patterns, 1U);
  return report.failures;
}

TEST(PatternTest, IsContentWhenAllIsAsMarked) {
  EXPECT_TRUE(failures(badge("badge B1234 of", {{6, 11}}, "badge 1234")).empty());
}

TEST(PatternTest, SaysWhatIsMissingTooMuchOrTooUnsureOnEachEngine) {
  struct Case {
    pattern::PatternSet set;
    std::string_view where;
    std::string_view message;
  };
  pattern::PatternSet unsure = badge("badge B1234 of", {{6, 11}}, "x");
  unsure.patterns[0].examples[0].level = core::Level::kHigh;
  const std::vector<Case> cases = {
      {badge("badge C1234 of", {{6, 11}}, "x"), "badge.toml:12: ", "«C1234» is not found"},
      {badge("B1234 B9999", {{0, 5}}, "x"), "badge.toml:12: ",
       "«B9999» at confidence 0.60 (regex plain, shape:plain) should not be found"},
      {badge("B1234", {{0, 5}}, "see B7777"), "badge.toml:34: ", "«B7777» at confidence 0.60"},
      {unsure,
       "badge.toml:12: ", "«B1234» at confidence 0.60 (regex plain, shape:plain) is below high"},
  };
  for (const Case& test : cases) {
    const auto found = failures(test.set);
    ASSERT_EQ(found.size(), 3U) << test.message;
    for (const std::string& failure : found) {
      EXPECT_EQ(failure.substr(0, test.where.size()), test.where);
      EXPECT_NE(failure.find(test.message), std::string::npos) << failure;
    }
  }
}

TEST(PatternTest, FailsOnAPatternThatDoesNotCompile) {
  pattern::PatternSet set = badge("B1234", {{0, 5}}, "x");
  set.patterns[0].regexes[0].expression = "B+";
  EXPECT_FALSE(test_patterns(set).ok());
}

}  // namespace
}  // namespace leaksift::scan
