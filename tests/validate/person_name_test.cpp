#include "support/random_text.h"
#include "support/rounds.h"
#include "validate/ascii.h"
#include "validate/rules.h"

#include <gtest/gtest.h>

#include <array>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::validate {
namespace {

using support::Dice;

constexpr std::string_view kPunctuation = "'-.`";

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = to_lower(c);
  return result;
}

// A word between spaces, without a comma, punctuation at its ends and anything else: empty if it
// cannot stand in a name.
std::string word_of_name(std::string token) {
  int letters = 0;
  int humps = 0;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool letter = is_letter(token[i]) || is_beyond_ascii(token[i]);
    if (!letter && kPunctuation.find(token[i]) == std::string_view::npos) return {};
    letters += letter ? 1 : 0;
    humps += i > 0 && is_upper(token[i]) && is_lower(token[i - 1]) ? 1 : 0;
  }
  if (letters == 0 || humps >= 2) return {};
  token.erase(0, token.find_first_not_of(kPunctuation));
  token.erase(token.find_last_not_of(kPunctuation) + 1);
  return lower(token);
}

// The rules of names, word by word, with the few words of the lists that are in the texts below.
Outcome judge_name_plainly(std::string text) {
  if (trim(text).size() > 100) return Outcome::kInvalid;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at - 1] == ',' && (is_letter(text[at]) || is_beyond_ascii(text[at])))
      text.insert(at, " ");
  }
  std::istringstream tokens(text);
  std::vector<std::string> words;
  int commas = 0;
  bool long_enough = false;
  for (std::string token; tokens >> token;) {
    if (token.back() == ',') {
      token.pop_back();
      ++commas;
    }
    const std::string word = word_of_name(token);
    if (word.empty() || word == "null" || word == "varchar") return Outcome::kInvalid;
    if (word == "dr" || word == "jr") continue;
    words.push_back(word);
    std::size_t letters = 0;
    for (const char c : word) letters += kPunctuation.find(c) == std::string_view::npos ? 1 : 0;
    long_enough = long_enough || letters >= 2;
  }
  if (words.empty() || words.size() > 6 || !long_enough || commas > 2) return Outcome::kInvalid;
  const bool sample =
      (words.front() == "john" && words.back() == "doe") ||
      (commas > 0 && words.front() == "doe" && words.size() > 1 && words[1] == "john");
  return sample ? Outcome::kPlaceholder : Outcome::kValid;
}

std::string word(Dice& dice) {
  static constexpr std::array<std::string_view, 9> kKnown = {"John", "DOE",     "doe",  "Dr.", "jr",
                                                             "null", "VarChar", "john", "Doe,"};
  static constexpr std::array<std::size_t, 10> kSizes = {1, 2, 3, 5, 6, 8, 9, 15, 17, 33};
  if (dice.one_in(3)) return std::string(dice.pick(kKnown));
  std::string text;
  const std::string_view letters = dice.one_in(3) ? "bBqxzX-'.`\xc3" : "bqxz";
  for (std::size_t size = dice.pick(kSizes); text.size() < size;) text += dice.pick(letters);
  text[0] = dice.one_in(8) ? text[0] : 'Q';
  return text + (dice.one_in(9) ? "," : "");
}

TEST(PersonName, IsJudgedLikeRulesWrittenPlainly) {
  static constexpr std::array<std::string_view, 6> kSpaces = {" ", " ", " ", " ", "  ", "\t"};
  Dice dice(20261126);
  std::array<int, 3> seen{};
  for (int round = 0; round < support::rounds(200000); ++round) {
    std::string text;
    for (std::size_t left = 1 + dice.below(4 + 3 * dice.below(2)); left > 0; --left) {
      text += word(dice);
      if (left > 1 || dice.one_in(20)) text += dice.pick(kSpaces);
    }
    if (dice.one_in(4)) text[dice.below(text.size())] = dice.pick(std::string_view("7, Bb-\n\0_"));
    const Outcome expected = judge_name_plainly(text);
    ++seen[static_cast<std::size_t>(expected)];
    ASSERT_EQ(rules::person_name(text).outcome, expected) << text;
  }
  for (const int count : seen) EXPECT_GT(count, support::rounds(1000));
}

}  // namespace
}  // namespace leaksift::validate
