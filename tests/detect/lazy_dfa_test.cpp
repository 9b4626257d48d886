#include "detect/lazy_dfa.h"

#include "support/random_text.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

RegexProgram program_of(std::string_view expression) {
  const auto tree = parse_regex(expression, false);
  EXPECT_TRUE(tree.ok()) << expression;
  auto program = RegexProgram::build({&tree->root});
  EXPECT_TRUE(program.has_value()) << expression;
  return program ? *program : RegexProgram();
}

RegexProgram program_of_all(const std::vector<std::string>& expressions) {
  std::vector<RegexTree> trees;
  std::vector<const RegexNode*> roots;
  for (const std::string& expression : expressions) {
    trees.push_back(*parse_regex(expression, false));
  }
  for (const RegexTree& tree : trees) roots.push_back(&tree.root);
  auto program = RegexProgram::build_all(roots);
  EXPECT_TRUE(program.has_value());
  return program ? *program : RegexProgram();
}

/// The longest match at the front of `text`, or "none".
std::string longest(LazyDfa& dfa, std::string_view text, bool whole_words = false) {
  std::size_t length = 0;
  const auto says = dfa.longest(text, text.size(), whole_words, length);
  if (says == LazyDfa::Says::kUnknown) return "unknown";
  return says == LazyDfa::Says::kYes ? std::string(text.substr(0, length)) : "none";
}

TEST(LazyDfa, the_longest_match_counts_whatever_the_order_of_branches) {
  const RegexProgram program = program_of("a|ab|abc{0,3}?");
  LazyDfa dfa(program);
  EXPECT_EQ(longest(dfa, "abcccc"), "abccc");
  EXPECT_EQ(longest(dfa, "abd"), "ab");
  EXPECT_EQ(longest(dfa, "b"), "none");
  EXPECT_EQ(longest(dfa, ""), "none");
}

TEST(LazyDfa, a_whole_word_is_followed_by_no_word_byte) {
  const RegexProgram program = program_of("a{1,3}(?: b)?");
  LazyDfa dfa(program);
  EXPECT_EQ(longest(dfa, "a bc", true), "a");
  EXPECT_EQ(longest(dfa, "a b", true), "a b");
  EXPECT_EQ(longest(dfa, "aaaa", true), "none");
}

TEST(LazyDfa, an_expression_may_match_nothing) {
  const RegexProgram program = program_of("a{0,2}");
  LazyDfa dfa(program);
  EXPECT_EQ(longest(dfa, "b"), "");
  EXPECT_EQ(dfa.matches(""), LazyDfa::Says::kYes);
  EXPECT_EQ(dfa.matches("aaa"), LazyDfa::Says::kNo);
}

TEST(LazyDfa, says_whether_just_one_front_matches) {
  const RegexProgram program = program_of("a{1,2}(?:b|bc)?:?");
  LazyDfa dfa(program);
  std::size_t length = 0;
  EXPECT_EQ(dfa.only_front("a:x", length), LazyDfa::Says::kNo);  // "a" and "a:".
  EXPECT_EQ(dfa.only_front("ax", length), LazyDfa::Says::kYes);
  EXPECT_EQ(length, 1U);
  EXPECT_EQ(dfa.only_front("x", length), LazyDfa::Says::kNo);
  EXPECT_EQ(dfa.only_front("", length), LazyDfa::Says::kNo);
  const RegexProgram maybe = program_of("(?:ab)?");
  LazyDfa empty(maybe);
  EXPECT_EQ(empty.only_front("ax", length), LazyDfa::Says::kYes);
  EXPECT_EQ(length, 0U);
}

TEST(LazyDfa, of_several_expressions_all_that_match_are_told_in_order) {
  struct Case {
    std::string_view text;
    std::vector<RegexProgram::NodeId> matching;
  };
  const RegexProgram program =
      program_of_all({"[0-9]{9}", "[0-9]{3}-?[0-9]{6}", "[0-9-]{10}", "x?"});
  LazyDfa dfa(program);
  const std::vector<Case> cases = {
      {"123456789", {0, 1}}, {"123-456789", {1, 2}}, {"", {3}}, {"12345678", {}}, {"x", {3}},
      {"1234567890", {2}}};
  for (int round = 0; round < 2; ++round) {
    for (const Case& test : cases) {
      const auto matching = dfa.all_matching(test.text);
      ASSERT_TRUE(matching.has_value()) << test.text;
      EXPECT_EQ(std::vector(matching->begin(), matching->end()), test.matching) << test.text;
    }
  }
}

TEST(LazyDfa, says_of_texts_side_by_side_what_it_says_of_each) {
  const RegexProgram program =
      program_of_all({"[0-9]{3}-[0-9]{2}", "[a-z]{1,9}", "[a-z0-9.]{1,9}@[a-z]{1,5}"});
  const LazyDfa::Texts first = {"123-45", "abc", "", "x.1@abc"};
  const LazyDfa::Texts second = {"12-345", "abc@", "abcdefghijkl", "a@b"};
  LazyDfa dfa(program);
  LazyDfa apart(program);
  for (int round = 0; round < 3; ++round) {
    for (const LazyDfa::Texts& texts : {first, second}) {
      const LazyDfa::Ends ends = dfa.walk_all(texts);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto found = dfa.matching_at(ends, i, texts[i]);
        const auto expected = apart.all_matching(texts[i]);
        ASSERT_TRUE(found.has_value() && expected.has_value()) << texts[i];
        EXPECT_TRUE(std::equal(found->begin(), found->end(), expected->begin(), expected->end()))
            << texts[i];
      }
    }
  }
}

TEST(LazyDfa, has_no_program_for_assertions_and_for_too_many_nodes) {
  for (const std::string_view expression : {"a\\bb", "(?:[ab]{1,500}c){1,100}"}) {
    const auto tree = parse_regex(expression, false);
    ASSERT_TRUE(tree.ok());
    EXPECT_FALSE(RegexProgram::build({&tree->root}).has_value()) << expression;
  }
}

// This expression has a state for every set of places of 'a' within 14 bytes: far more than are
// kept.
TEST(LazyDfa, forgets_its_states_and_never_says_what_is_wrong) {
  const std::string expression = "[ab]{0,300}a[ab]{14}";
  const RegexProgram program = program_of(expression);
  LazyDfa dfa(program);
  const re2::RE2 re2(expression);
  support::Dice dice(3);
  int unknown = 0;
  int known = 0;
  for (int round = 0; round < 9000; ++round) {
    std::string text(dice.below(60), 'a');
    for (char& c : text) c = dice.one_in(2) ? 'a' : 'b';
    const auto says = dfa.matches(text);
    (says == LazyDfa::Says::kUnknown ? unknown : known) += 1;
    if (says == LazyDfa::Says::kUnknown) continue;
    ASSERT_EQ(says == LazyDfa::Says::kYes, re2::RE2::FullMatch(text, re2)) << text;
  }
  EXPECT_GT(unknown, 0);
  EXPECT_GT(known, 100);
}

}  // namespace
}  // namespace leaksift::detect
