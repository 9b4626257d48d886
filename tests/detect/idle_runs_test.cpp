#include "detect/idle_runs.h"

#include "detect/compiled.h"
#include "support/database.h"
#include "support/random_text.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace leaksift::detect {
namespace {

using Name = std::tuple<std::uint32_t, std::uint32_t, double>;

std::vector<Name> names_in(std::string_view text, double least, IdleRuns& idle) {
  ByteMarks marks;
  marks.mark(text);
  std::vector<Name> names;
  support::project_database().compiled().names.find(
      text, 0, text.size(), marks, {}, least, idle,
      [&](const FoundName& name) { names.emplace_back(name.begin, name.end, name.log_odds); });
  return names;
}

TEST(IdleRuns, AreKnownWhereAllThatDecidedStandsAgain) {
  const std::string filler(60, '.');
  const std::string text =
      filler + "; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML)" + filler + filler;
  const std::size_t pair = text.find("Mac");
  IdleRuns idle;
  idle.use_for(0.0);
  std::size_t seen = 0;
  EXPECT_FALSE(idle.knows(text, pair, seen));
  const std::size_t end = text.find("AppleWebKit");
  idle.learn(text, pair, pair + 8, {text.find("; "), end, false});
  EXPECT_TRUE(idle.knows(text, pair, seen));
  EXPECT_EQ(seen, pair + 8);
  std::string other = text;
  other[end] = 'a';
  EXPECT_TRUE(idle.knows(other, pair, seen));
  other[end - 1] = '_';
  EXPECT_FALSE(idle.knows(other, pair, seen));
  idle.use_for(1.0);
  EXPECT_FALSE(idle.knows(text, pair, seen));
}

TEST(IdleRuns, AreNotLearnedIfTheDecisionIsOutOfSight) {
  const std::string text = std::string(400, '.');
  const std::vector<DecidingBytes> cases = {
      {0, 210, false}, {190, 400, false}, {190, 210, true}, {100, 210, false}};
  for (const DecidingBytes& deciding : cases) {
    IdleRuns idle;
    std::size_t seen = 0;
    idle.learn(text, 200, 205, deciding);
    EXPECT_FALSE(idle.knows(text, 200, seen)) << deciding.begin << " to " << deciding.end;
  }
}

/// A memory that has seen thousands of texts finds the same names as one that has seen none.
TEST(IdleRuns, BearOnTheTimeAlone) {
  support::Dice dice(37);
  const std::vector<std::string> pieces = {"Ann",
                                           "Lee",
                                           "Mac",
                                           "OS",
                                           "X",
                                           "Intel",
                                           "van",
                                           "de",
                                           "J.",
                                           "Smith",
                                           "JOHN",
                                           "O'Brien",
                                           "Jr.",
                                           "Dr.",
                                           "Dear",
                                           "Sincerely",
                                           "and",
                                           "said",
                                           "Sons",
                                           "Park",
                                           "\u00c9",
                                           "Jos\u00e9",
                                           "the",
                                           "10_15",
                                           "Jean-Luc",
                                           "MD",
                                           "Mr",
                                           "signed by",
                                           "ann.lee@x.org",
                                           "Gecko)",
                                           "McDonald",
                                           "\"",
                                           "Nguyen",
                                           "Street",
                                           "A"};
  const std::vector<std::string> joints = {" ",  " ", " ",  " ",  " ",  ", ",  ". ", "; ",
                                           ": ", "-", " (", "\"", " <", "'s ", "  ", "\n"};
  auto idle = std::make_unique<IdleRuns>();
  std::size_t names = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text(60, '.');
    const std::size_t words = 4 + dice.below(6);
    for (std::size_t i = 0; i < words; ++i) {
      text += dice.pick(joints);
      text += dice.pick(pieces);
    }
    text += std::string(100, '.');
    IdleRuns fresh;
    const double least = round < 2000 ? 0.0 : -2.0;
    const auto expected = names_in(text, least, fresh);
    ASSERT_EQ(names_in(text, least, *idle), expected) << text;
    names += expected.size();
  }
  EXPECT_GT(names, 1000U);
}

}  // namespace
}  // namespace leaksift::detect
