// What the automata say of every regex of the project is what RE2 says.
#include "detect/confirmer.h"

#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/rounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace leaksift::detect {
namespace {

using support::Dice;

/// Begin and end of a match and of its value, or zeros.
using Places = std::tuple<bool, std::size_t, std::size_t, std::size_t, std::size_t>;

Places places(bool found, const Confirmed& match) {
  if (!found) return {};
  return {true, match.begin, match.end, match.value_begin, match.value_end};
}

/// A text with a few bytes changed, left out or doubled.
std::string mutated(std::string text, Dice& dice) {
  for (std::size_t i = dice.below(3); i > 0 && !text.empty(); --i) {
    const std::size_t at = dice.below(text.size());
    switch (dice.below(4)) {
      case 0:
        text[at] = static_cast<char>(dice.below(256));
        break;
      case 1:
        text.erase(at, 1 + dice.below(3));
        break;
      case 2:
        text.insert(at, 1 + dice.below(80), text[at]);
        break;
      default:
        text[at] = " \n.,:;|@-_'\"$a1Z"[dice.below(16)];
    }
  }
  return text;
}

/// The confirmers of the fast engine and of RE2 side by side.
class BothConfirmers {
 public:
  void expect_same(const std::string& text, std::uint32_t regex, Dice& dice) {
    fast_.start();
    re2_.start();
    // Without an expression there is nothing to confirm.
    if (support::project_database().compiled().regexes[regex].by_grammar) return;
    const std::size_t begin = dice.below(text.size());
    const std::size_t end = begin + 1 + dice.below(text.size() - begin);
    Confirmed a;
    Confirmed b;
    for (const std::size_t from : {begin, std::size_t{0}}) {
      const std::size_t to = from == 0 ? text.size() : end;
      ASSERT_EQ(places(fast_.whole(text, regex, from, to, a), a),
                places(re2_.whole(text, regex, from, to, b), b))
          << what(text, regex);
      ASSERT_EQ(places(fast_.at(text, regex, from, to, a), a),
                places(re2_.at(text, regex, from, to, b), b))
          << what(text, regex);
      const bool found = fast_.find(text, regex, from, to, end, a);
      ASSERT_EQ(places(found, a), places(re2_.find(text, regex, from, to, end, b), b))
          << what(text, regex);
      matches_ += found;
    }
  }

  std::uint32_t regexes() const {
    return static_cast<std::uint32_t>(support::project_database().compiled().regexes.size());
  }
  std::size_t matches() const { return matches_; }

 private:
  static std::string what(const std::string& text, std::uint32_t regex) {
    const CompiledRegex& compiled = support::project_database().compiled().regexes[regex];
    const auto& pattern = support::project_patterns().patterns[compiled.pattern];
    return pattern.id + "/" + pattern.regexes[compiled.regex].name + " on " +
           testing::PrintToString(text);
  }

  Confirmer fast_{support::project_database().compiled()};
  Confirmer re2_{support::project_database(Engine::kRe2).compiled()};
  std::size_t matches_ = 0;
};

TEST(Confirmer, says_of_each_example_what_re2_says) {
  BothConfirmers both;
  Dice dice(1);
  std::vector<std::string> texts = support::example_texts(support::project_patterns());
  const auto values = support::example_values(support::project_patterns());
  texts.insert(texts.end(), values.begin(), values.end());
  for (const std::string& text : texts) {
    if (text.empty() || text.size() > 600) continue;
    for (std::uint32_t regex = dice.below(support::kStride); regex < both.regexes();
         regex += support::kStride) {
      ASSERT_NO_FATAL_FAILURE(both.expect_same(text, regex, dice));
    }
  }
  EXPECT_GT(both.matches(), 1000U / support::kStride);
}

TEST(Confirmer, says_of_random_texts_what_re2_says) {
  BothConfirmers both;
  Dice dice(2);
  const auto texts = support::example_texts(support::project_patterns());
  for (int round = 0; round < 40000; ++round) {
    std::string text = mutated(dice.pick(texts), dice);
    if (dice.one_in(3)) text += mutated(dice.pick(texts), dice);
    if (text.empty() || text.size() > 600) continue;
    const auto regex = static_cast<std::uint32_t>(dice.below(both.regexes()));
    ASSERT_NO_FATAL_FAILURE(both.expect_same(text, regex, dice));
  }
  EXPECT_GT(both.matches(), 500U);
}

/// A search that goes on remembers where no pivot can match; one that begins again does not.
TEST(Confirmer, finds_the_same_in_rows_of_pivots_wherever_it_begins) {
  const CompiledPatterns& compiled = support::project_database().compiled();
  Confirmer going_on(compiled);
  Confirmer anew(compiled);
  Dice dice(3);
  const std::vector<std::string> pieces = {
      "a@b.com:pass1", "ann@mail.org", "@",  "@@@@", "::", ":::::", "a:b:c:::", "$", "x.y", " ",
      "2a01:4f8::1",   "https://h/p",  "://"};
  std::size_t matches = 0;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    while (text.size() < 400) text += dice.pick(pieces);
    going_on.start();
    for (std::uint32_t regex = 0; regex < compiled.regexes.size(); ++regex) {
      if (compiled.regexes[regex].by_grammar || !going_on.finds_by_pivot(regex)) continue;
      for (std::size_t begin = 0; begin < text.size(); begin += 1 + dice.below(60)) {
        const std::size_t last_begin = std::min(text.size(), begin + dice.below(100));
        const std::size_t end = std::min(text.size(), last_begin + dice.below(300));
        Confirmed a;
        Confirmed b;
        anew.start();
        const bool found = going_on.find(text, regex, begin, end, last_begin, a);
        ASSERT_EQ(places(found, a), places(anew.find(text, regex, begin, end, last_begin, b), b))
            << text << " from " << begin;
        matches += found;
      }
    }
  }
  EXPECT_GT(matches, 1000U);
}

}  // namespace
}  // namespace leaksift::detect
