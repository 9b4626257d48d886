#include "detect/shape_trie.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

/// All hits in `text`.
std::vector<ShapeHit> hits_in(const ShapeTrie& trie, std::string_view text) {
  ByteMarks marks;
  marks.mark(text);
  std::vector<ShapeCandidate> candidates;
  trie.filter().find({text, marks}, false, candidates);
  std::vector<ShapeHit> hits;
  for (const ShapeCandidate& candidate : candidates) trie.match({text, marks}, candidate, hits);
  return hits;
}

/// "shape:value" for all hits in `text`.
std::vector<std::string> found(const std::vector<std::string>& shapes, std::string_view text) {
  ShapeTrie trie;
  for (std::uint32_t i = 0; i < shapes.size(); ++i) trie.add(i, {shapes[i], true});
  trie.seal();
  const std::vector<ShapeHit> hits = hits_in(trie, text);
  std::vector<std::string> shown;
  for (const ShapeHit& hit : hits) {
    shown.push_back(shapes.at(hit.regex) + ":" +
                    std::string(text.substr(hit.begin, hit.end - hit.begin)));
  }
  std::sort(shown.begin(), shown.end());
  return shown;
}

TEST(ShapeTrie, FindsTheShapesThatStandInAText) {
  struct Case {
    std::vector<std::string> shapes;
    std::string_view text;
    std::vector<std::string> expected;
  };
  const std::vector<Case> cases = {
      {{"NNN"}, "123", {"NNN:123"}},
      {{"NNN"}, "12", {}},
      {{"NNN"}, "1234", {}},
      {{"NNN"}, "x123", {}},
      {{"NNN"}, "123x", {}},
      {{"NNN"}, "a 123, 456.", {"NNN:123", "NNN:456"}},
      {{"NNN-NN-NNNN"}, "536-90-4399", {"NNN-NN-NNNN:536-90-4399"}},
      {{"NNN-NN-NNNN"}, "536-90-439", {}},
      {{"NNN-NN-NNNN"}, "536 90 4399", {}},
      {{"NNN", "NNN-NN"}, "536-90", {"NNN-NN:536-90", "NNN:536"}},
      {{"NN-NN"}, "12-34-56", {"NN-NN:12-34", "NN-NN:34-56"}},
      {{"AN"}, "x7", {"AN:x7"}},
      {{"AN"}, "xy7", {}},
      {{"AN"}, "0x7", {}},
      {{"AAN"}, "Q7", {}},
      {{"AA NN"}, "de 89", {"AA NN:de 89"}},
      {{"AA NN"}, "xde 89", {}},
      {{"NNA"}, "12x", {"NNA:12x"}},
      {{"NNA"}, "12xy", {}},
      {{"NANA"}, "1a2b", {"NANA:1a2b"}},
      {{"(NNN) NN"}, "(123) 45", {"(NNN) NN:(123) 45"}},
      {{"(NNN) NN"}, "x(123) 45", {"(NNN) NN:(123) 45"}},
      {{"+NN"}, "+49", {"+NN:+49"}},
      {{"+NN", "NN"}, "+49", {"+NN:+49", "NN:49"}},
      {{"+NN"}, "49", {}},
      {{"N.N"}, "1.2.3", {"N.N:1.2", "N.N:2.3"}},
      {{"N  N"}, "1  2", {"N  N:1  2"}},
      {{std::string(32, 'N')},
       "12345678901234567890123456789012",
       {std::string(32, 'N') + ":12345678901234567890123456789012"}},
      {{std::string(32, 'N')}, "123456789012345678901234567890123", {}},
      {{"NN"}, "", {}},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(found(test.shapes, test.text), test.expected)
        << test.shapes.front() << " in " << test.text;
  }
}

TEST(ShapeTrie, GivesTheLongestOfARegexLast) {
  ShapeTrie trie;
  trie.add(7, {"NN-NN", true});
  trie.add(7, {"NN", true});
  trie.add(7, {"NN-NN-NN", true});
  trie.seal();
  std::vector<ShapeHit> hits = hits_in(trie, "12-34-56");
  std::erase_if(hits, [](const ShapeHit& hit) { return hit.begin > 0; });
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_TRUE(std::is_sorted(hits.begin(), hits.end(),
                             [](const auto& a, const auto& b) { return a.end < b.end; }));
}

TEST(ShapeTrie, FindsNothingWhenEmpty) {
  EXPECT_TRUE(hits_in(ShapeTrie(), "123 a1").empty());
}

}  // namespace
}  // namespace leaksift::detect
