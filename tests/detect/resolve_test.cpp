#include "detect/resolve.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

namespace leaksift::detect {
namespace {

struct Candidate {
  std::uint64_t begin;
  std::uint64_t end;
  double confidence;
  double surety;
  std::uint32_t pattern;
};

/// Resolves candidates in the given order, with `at_once` those of the same bytes as they come;
/// "pattern[begin,end)" of those that are kept.
std::vector<std::string> kept(const std::vector<Candidate>& candidates, bool at_once = false) {
  std::deque<core::Judgement> judgements;
  std::vector<core::Match> matches;
  for (const Candidate& candidate : candidates) {
    core::Match& match = matches.emplace_back();
    match.value = {candidate.begin, candidate.end};
    core::Judgement& what = judgements.emplace_back();
    what.confidence = candidate.confidence;
    what.surety = candidate.surety;
    what.pattern = candidate.pattern;
    match.what = &what;
    if (at_once) resolve_last(matches);
  }
  resolve_overlaps(matches);
  std::vector<std::string> shown;
  for (const core::Match& match : matches) {
    shown.push_back(std::to_string(match.what->pattern) + "[" + std::to_string(match.value.begin) +
                    "," + std::to_string(match.value.end) + ")");
  }
  return shown;
}

TEST(ResolveOverlaps, KeepsTheBetterOfTwo) {
  struct Case {
    const char* why;
    std::vector<Candidate> candidates;
    std::vector<std::string> expected;
  };
  const std::vector<Case> cases = {
      {"nothing to resolve", {}, {}},
      {"neighbours touch without overlapping",
       {{0, 5, 0.9, 0, 1}, {5, 9, 0.2, 0, 2}},
       {"1[0,5)", "2[5,9)"}},
      {"more confident", {{0, 9, 0.5, 9, 1}, {3, 5, 0.6, 0, 2}}, {"2[3,5)"}},
      {"longer", {{0, 9, 0.5, 0, 2}, {3, 5, 0.5, 9, 1}}, {"2[0,9)"}},
      {"of the surer regex", {{0, 9, 0.5, 1, 1}, {0, 9, 0.5, 2, 2}}, {"2[0,9)"}},
      {"smaller pattern", {{0, 9, 0.5, 1, 2}, {0, 9, 0.5, 1, 1}}, {"1[0,9)"}},
      {"earlier", {{0, 4, 0.5, 1, 1}, {3, 7, 0.5, 1, 1}}, {"1[0,4)"}},
      {"the loser of a winner frees a third",
       {{0, 4, 0.5, 1, 1}, {3, 7, 0.9, 1, 2}, {7, 9, 0.1, 1, 3}},
       {"2[3,7)", "3[7,9)"}},
      {"what only a loser barred is kept",
       {{0, 4, 0.9, 1, 1}, {3, 7, 0.5, 1, 2}, {6, 9, 0.4, 1, 3}},
       {"1[0,4)", "3[6,9)"}},
      {"a long one that is best takes all",
       {{0, 100, 0.9, 1, 1}, {3, 7, 0.5, 1, 2}, {50, 99, 0.4, 1, 3}, {99, 120, 0.8, 1, 4}},
       {"1[0,100)"}},
  };
  for (const Case& test : cases) EXPECT_EQ(kept(test.candidates), test.expected) << test.why;
}

std::vector<Candidate> random_candidates(support::Dice& dice) {
  std::vector<Candidate> candidates;
  for (std::size_t count = dice.below(30); count > 0; --count) {
    const std::uint64_t begin = dice.below(60);
    candidates.push_back({begin, begin + 1 + dice.below(dice.one_in(5) ? 40 : 8),
                          0.1 * static_cast<double>(dice.below(4)),
                          static_cast<double>(dice.below(2)),
                          static_cast<std::uint32_t>(dice.below(1000))});
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return candidates;
}

auto rank(const Candidate& candidate) {
  return std::make_tuple(-candidate.confidence,
                         -static_cast<double>(candidate.end - candidate.begin), -candidate.surety,
                         candidate.pattern, candidate.begin);
}

std::string name(const Candidate& candidate) {
  return std::to_string(candidate.pattern) + "[" + std::to_string(candidate.begin) + "," +
         std::to_string(candidate.end) + ")";
}

/// What the contract says, in the simplest words: go from best to worst, keep what is still free.
std::vector<std::string> naive(std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(),
            [](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::vector<Candidate> free;
  for (const Candidate& candidate : candidates) {
    const bool barred = std::any_of(free.begin(), free.end(), [&candidate](const auto& other) {
      return other.begin < candidate.end && candidate.begin < other.end;
    });
    if (!barred) free.push_back(candidate);
  }
  std::sort(free.begin(), free.end(),
            [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::vector<std::string> names;
  for (const Candidate& candidate : free) names.push_back(name(candidate));
  return names;
}

TEST(ResolveOverlaps, KeepsFromBestToWorstWhatIsStillFree) {
  support::Dice dice(9);
  for (int round = 0; round < 5000; ++round) {
    const std::vector<Candidate> candidates = random_candidates(dice);
    ASSERT_EQ(kept(candidates), naive(candidates)) << "round " << round;
    ASSERT_EQ(kept(candidates, true), kept(candidates)) << "round " << round;
  }
}

TEST(ResolveLast, RemovesAtMostTheLastTwoOfTheSameBytes) {
  std::vector<core::Match> matches(3);
  matches[0].value = {0, 4};
  matches[1].value = matches[2].value = {2, 6};
  const core::Judgement surer{.confidence = 0.5};
  matches[2].what = &surer;
  resolve_last(matches);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[1].what, &surer);
  resolve_last(matches);
  EXPECT_EQ(matches.size(), 2U);
}

TEST(ResolveOverlaps, DoesNotDependOnTheOrderOfEqualBeginnings) {
  support::Dice dice(10);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Candidate> candidates = random_candidates(dice);
    const auto expected = kept(candidates);
    for (std::size_t i = 1; i < candidates.size(); ++i) {
      if (candidates[i - 1].begin == candidates[i].begin) {
        std::swap(candidates[i - 1], candidates[i]);
      }
    }
    ASSERT_EQ(kept(candidates), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace leaksift::detect
