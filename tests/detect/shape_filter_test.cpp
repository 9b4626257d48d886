#include "detect/shape_filter.h"

#include "detect/shape_trie.h"
#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

/// Where the candidates among the leading runs of `text` begin.
std::set<std::size_t> candidates(const ShapeFilter& filter, std::string_view text) {
  ByteMarks marks;
  marks.mark(text);
  std::set<std::size_t> begins;
  filter.for_each_candidate(marks, false, [&](std::size_t run, std::size_t length) {
    EXPECT_EQ(length, std::min(text.find_first_not_of("0123456789", run), text.size()) - run);
    begins.insert(run);
  });
  return begins;
}

TEST(ShapeFilter, TellsByDigitsWordsAndWhatStandsBefore) {
  struct Case {
    std::string shape;
    std::string_view text;
    std::set<std::size_t> expected;
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
      {std::string(20, 'N'), std::string(14, '1') + " " + std::string(20, '1'), {15}},
      {"NNNN", "", {}},
  };
  for (const Case& test : cases) {
    ShapeFilter filter;
    filter.add(test.shape);
    EXPECT_EQ(candidates(filter, test.text), test.expected) << test.shape << " in " << test.text;
  }
}

TEST(ShapeFilter, KnowsOfAHeadOnlyItsDigits) {
  ShapeFilter filter;
  filter.add_head("AA", 2);
  EXPECT_EQ(candidates(filter, "DE89 DE8 DE8x9 89 DE891x_"), (std::set<std::size_t>{2, 20}));
}

TEST(ShapeFilter, PassesNothingWhenEmpty) {
  EXPECT_TRUE(candidates(ShapeFilter(), "536-90-4399 a1").empty());
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
    ByteMarks marks;
    marks.mark(text);
    const auto passed = candidates(trie.filter(), text);
    for_each_leading_run(marks, false, [&](std::size_t run, std::size_t length) {
      std::vector<ShapeHit> hits;
      trie.match(text, run, length, hits);
      hits_seen += hits.size();
      EXPECT_TRUE(hits.empty() || passed.contains(run)) << "run at " << run << " of " << text;
    });
  }
  EXPECT_GT(hits_seen, 1000U);
}

}  // namespace
}  // namespace leaksift::detect
