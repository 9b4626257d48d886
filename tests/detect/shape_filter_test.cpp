#include "detect/shape_filter.h"

#include "detect/shape_trie.h"
#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

/// Where the candidates among the leading runs of `text` begin.
std::vector<std::size_t> candidates(const ShapeFilter& filter, std::string_view text) {
  ByteMarks marks;
  marks.mark(text);
  std::vector<ShapeCandidate> found = {{77, 1, 1}};  // What was there before must go.
  filter.find({text, marks}, false, found);
  std::vector<std::size_t> begins;
  for (const ShapeCandidate& candidate : found) {
    EXPECT_NE(candidate.kinds, 0U);
    begins.push_back(candidate.begin);
  }
  return begins;
}

TEST(ShapeFilter, TellsByDigitsWordsAndWhatStandsBefore) {
  struct Case {
    std::string shape;
    std::string text;
    std::vector<std::size_t> expected;
  };
  const std::vector<Case> cases = {
      {"NNN-NN-NNNN", "536-90-4399", {0}},
      {"NNN-NN-NNNN", "536.90.4399", {0}},  // Which separator it is the walk must tell.
      {"NNN-NN-NNNN", "536-90-43991", {}},
      {"NNN-NN-NNNN", "536-90-4399x", {}},
      {"NNN-NN-NNNN", "536-90-439", {}},
      {"NNN-NN-NNNN", "536x90-4399", {}},
      {"NNN-NN-NNNN", "12 536-90-4399 1-536-90-4399", {3, 17}},
      {"NNN-NN-NNNN", "a536-90-4399", {}},
      {"NNA", "12x 12 12xy", {0}},
      {"(NNN) NN", "(123) 45", {1}},
      {"AN", "x7 7", {1}},
      {"AAN", "x7 xx7 xxx7 _xx7", {5}},
      {"A-N", "-7 x-7 .7", {1, 5}},
      {"N", "a,7 (7 é7 _7", {2, 5, 9}},
      {std::string(20, 'N'), std::string(13, '1') + " " + std::string(20, '1'), {14}},
      {"NNNN", "", {}},
  };
  for (const Case& test : cases) {
    ShapeFilter filter;
    filter.add(test.shape);
    std::vector<std::size_t> begins = candidates(filter, "," + test.text);
    for (std::size_t& begin : begins) --begin;
    EXPECT_EQ(begins, test.expected) << test.shape << " in " << test.text;
  }
}

TEST(ShapeFilter, PassesARunThatNoByteStandsBefore) {
  ShapeFilter filter;
  filter.add("NNNN");
  EXPECT_EQ(candidates(filter, "1234 12"), (std::vector<std::size_t>{0}));
  EXPECT_EQ(candidates(filter, "12 12"), (std::vector<std::size_t>{0}));
}

TEST(ShapeFilter, PassesWhatIsJoinedOnlyIfSomeShapeMayBe) {
  const std::string text = "2024-01-02 5:30 1.25 12";
  ShapeFilter filter;
  filter.add("NN", true);
  EXPECT_EQ(candidates(filter, text), (std::vector<std::size_t>{0, 21}));
  filter.add("A-NN");  // Begins with no digits itself.
  EXPECT_EQ(candidates(filter, text), (std::vector<std::size_t>{0, 21}));
  filter.add("NN");
  EXPECT_EQ(candidates(filter, text), (std::vector<std::size_t>{0, 5, 8, 13, 18, 21}));
}

TEST(ShapeFilter, KnowsOfAHeadOnlyItsDigits) {
  ShapeFilter filter;
  filter.add_head("AA", 2);
  EXPECT_EQ(candidates(filter, "DE89 DE8 DE8x9 89 DE891x_"), (std::vector<std::size_t>{2, 20}));
}

TEST(ShapeFilter, PassesNothingWhenEmpty) {
  EXPECT_TRUE(candidates(ShapeFilter(), "536-90-4399 a1").empty());
}

/// All runs of digits, as what anything may come of.
std::vector<ShapeCandidate> all_runs(std::string_view text) {
  auto digit = [text](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  auto letter = [text](std::size_t at) {
    return (text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z';
  };
  std::vector<ShapeCandidate> runs;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (!digit(at) || (at > 0 && (digit(at - 1) || text[at - 1] == '_'))) continue;
    std::uint32_t letters = 0;
    while (letters < at && letter(at - 1 - letters)) ++letters;
    if (letters > kLongestShapeHead) continue;
    if (letters < at && digit(at - 1 - letters)) continue;
    const bool separator = at > 0 && kShapeSeparators.find(text[at - 1]) != std::string_view::npos;
    const ShapeKinds kinds = letters > 0 ? ShapeKinds{1} << (kShapeBehindLetters + letters - 1)
                             : separator ? ~ShapeKinds{0}
                                         : ShapeKinds{1} << kBareShape;
    runs.push_back({at, letters, kinds});
  }
  return runs;
}

TEST(ShapeFilter, PassesEveryRunAtWhichTheTrieFindsSomething) {
  const std::vector<std::string> shapes = {"NNN-NN-NNNN", "NN",         "NNNNNNNNN",  "A-NN.N",
                                           "NAAN-AN",     "(NN) N",     "+NN N N",    "AANNA",
                                           "N.N.N.N",     "NNNNNNNN-A", "N NN NN NA", "NN/NN"};
  ShapeTrie trie;
  for (std::uint32_t i = 0; i < shapes.size(); ++i) trie.add(i, {shapes[i], true});
  trie.add_head(99, {"AAA", 3, {{ByteSet().set(), ByteSet().set()}}});
  trie.seal();
  support::Dice dice(11);
  std::size_t hits_seen = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    while (text.size() < 150) {  // Shapes with a byte changed here and there.
      std::string piece = dice.pick(shapes);
      for (char& c : piece) {
        c = c == kShapeDigit ? '7' : c == kShapeLetter ? 'x' : c;
        if (dice.one_in(40)) c = dice.pick(std::string_view("1a_- ./"));
      }
      text += piece + dice.pick(std::vector<std::string>{" ", ",", "-", "", "\n"});
    }
    const auto passed = candidates(trie.filter(), text);
    for (const ShapeCandidate& run : all_runs(text)) {
      ByteMarks marks;
      marks.mark(text);
      std::vector<ShapeHit> hits;
      trie.match({text, marks}, run, hits);
      hits_seen += hits.size();
      EXPECT_TRUE(hits.empty() || std::binary_search(passed.begin(), passed.end(), run.begin))
          << "run at " << run.begin << " of " << text;
    }
  }
  EXPECT_GT(hits_seen, 1000U);
}

}  // namespace
}  // namespace leaksift::detect
