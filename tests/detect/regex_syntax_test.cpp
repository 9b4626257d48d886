#include "detect/regex_syntax.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

RegexTree tree_of(std::string_view expression, bool caseless = false) {
  const auto tree = parse_regex(expression, caseless);
  EXPECT_TRUE(tree.ok()) << expression << ": " << (tree.ok() ? "" : tree.error().message);
  return tree.ok() ? *tree : RegexTree{};
}

ByteSet set_of(std::string_view bytes) {
  ByteSet set;
  for (const char c : bytes) set.set(static_cast<unsigned char>(c));
  return set;
}

TEST(RegexSyntax, RefusesWhatTheEnginesDoNotShareAndSaysWhere) {
  struct Case {
    std::string_view expression;
    std::string_view message;
  };
  const std::vector<Case> cases = {
      {"a*", "an unbounded repeat: write {0,N} or {1,N} instead of * or + at character 2"},
      {R"(\d+)", "an unbounded repeat: write {0,N} or {1,N} instead of * or + at character 3"},
      {"a{2,}", "an unbounded repeat: write {M,N} at character 5"},
      {"a{x}", "'{' that is not a repeat: write \\{ at character 3"},
      {"a{2", "'{' without '}' at character 4"},
      {"a{3,2}", "a repeat out of range (at most 4096)"},
      {"a{4097}", "a repeat out of range (at most 4096)"},
      {"a{02}", "a repeat with a zero in front, which the engines do not read alike"},
      {"a{0,02}", "a repeat with a zero in front, which the engines do not read alike"},
      {"a{99999999999999999999}", "a repeat out of range (at most 4096)"},
      {"(a", "'(' without ')'"},
      {"a)", "')' without '(' at character 2"},
      {"[a", "'[' without ']'"},
      {"[", "'[' without ']'"},
      {"[z-a]", "a range in the wrong order"},
      {R"([a-\d])", "a range that ends in a class"},
      {"[[:digit:]]", "a POSIX class: write the ranges out"},
      {R"([\b])", "\\b in a class"},
      {R"(a\)", "a backslash at the end"},
      {R"((a)\1)", "the escape \\1, which the engines do not read alike"},
      {R"(\p{L})", "the escape \\p, which the engines do not read alike"},
      {R"(\v)", "the escape \\v, which the engines do not read alike"},
      {R"(\xg0)", "\\x without two hex digits"},
      {R"(\x4)", "\\x without two hex digits"},
      {"(?=a)", "a group that is neither"},
      {"(?!a)", "a group that is neither"},
      {"(?<=a)b", "a group that is neither"},
      {"(?<n>a)", "a group that is neither"},
      {"(?P<n>a)", "a group that is neither"},
      {R"(\b{2})", "a repeat of an assertion"},
      {"^?", "a repeat of an assertion"},
  };
  for (const Case& test : cases) {
    const auto tree = parse_regex(test.expression, false);
    ASSERT_FALSE(tree.ok()) << test.expression;
    EXPECT_EQ(tree.error().message.substr(0, test.message.size()), test.message)
        << test.expression << ": " << tree.error().message;
    EXPECT_NE(tree.error().message.find(" at character "), std::string::npos) << test.expression;
  }
}

// Which letters beyond ASCII have two cases depends on the engine, so without case a class holds
// all of these bytes or none.
TEST(RegexSyntax, RefusesSomeBytesBeyondAsciiWithoutCase) {
  for (const std::string_view expression : {"\xe9", R"(\xe9)", R"([a-\xe6\d]{2,4}-[^\x00-\x20])",
                                            R"([^\xe9])", R"(a(?:[\x80-\xfe]|b))"}) {
    EXPECT_FALSE(parse_regex(expression, true).ok()) << expression;
    EXPECT_TRUE(parse_regex(expression, false).ok()) << expression;
  }
  for (const std::string_view expression : {R"([^a\x00-\x20])", R"([\x80-\xff]{1,3})", "."}) {
    EXPECT_TRUE(parse_regex(expression, true).ok()) << expression;
  }
}

TEST(RegexSyntax, KnowsWidthAlphabetAndGroup) {
  struct Case {
    std::string_view expression;
    std::uint64_t width;
    std::string_view alphabet;
    bool has_group;
  };
  const std::vector<Case> cases = {
      {"", 0, "", false},
      {"abc", 3, "abc", false},
      {R"(\d{3}-\d{2}-\d{4})", 11, "0123456789-", false},
      {"a|bcd|ef", 3, "abcdef", false},
      {"(a|)b", 2, "ab", true},
      {"(?:ab){2,4}c?", 9, "abc", false},
      {"(?:a{10}){10}", 100, "a", false},
      {"a{0}b", 1, "ab", false},
      {"a{2,3}?", 3, "a", false},
      {R"(\bx\b)", 1, "x", false},
      {"[a-c-]", 1, "abc-", false},
      {"[]a]", 1, "]a", false},
      {R"([\]\-x])", 1, "]-x", false},
      {R"(\x41\x2d\x2D)", 3, "A-", false},
      {R"(\.\/\-)", 3, "./-", false},
      {"(?:(x))", 1, "x", true},
  };
  for (const Case& test : cases) {
    const RegexTree tree = tree_of(test.expression);
    EXPECT_EQ(width_of(tree.root).most, test.width) << test.expression;
    EXPECT_EQ(alphabet(tree.root), set_of(test.alphabet)) << test.expression;
    EXPECT_EQ(tree.has_group, test.has_group) << test.expression;
  }
}

TEST(RegexSyntax, knows_which_child_is_the_group_if_it_stands_once_in_every_match) {
  struct Case {
    std::string_view expression;
    std::optional<std::size_t> group;
  };
  const std::vector<Case> cases = {
      {"ab(c|d{2})e", 2}, {"(x)", 0},     {"(?i)(x)y", 1}, {"a(?:b)(c)", 2},  {"a(b)?", {}},
      {"a(b){1}", {}},    {"(a)(b)", {}}, {"a|(b)", {}},   {"a(?:b(c))", {}}, {"a(?:b|(c))d", {}},
      {"(a(b)c)d", {}},   {"abc", {}},    {"(a)b|c", {}},  {"a(?:(b))c", {}}, {"[(]x(y)[)]", 2},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(tree_of(test.expression).group, test.group) << test.expression;
  }
}

TEST(RegexSyntax, SaturatesTheWidthOfNestedRepeats) {
  const std::string nested = "(?:(?:(?:(?:(?:a{4096}){4096}){4096}){4096}){4096}){4096}";
  EXPECT_GE(width_of(tree_of(nested).root).most, 1ULL << 32);
}

TEST(RegexSyntax, ReadsClassesAsBytes) {
  struct Case {
    std::string_view expression;
    std::string_view in;
    std::string_view out;
  };
  const std::vector<Case> cases = {
      {".", "a \xff\r", "\n"},
      {R"(\s)", " \t\n\f\r", "\va"},
      {R"(\S)", "a\v\xa0", " \t\n"},
      {R"(\w)", "azAZ09_", "-\xe9"},
      {R"(\W)", "- \xe9", "a0_"},
      {R"(\D)", "a\n", "0"},
      {"[^a-c]", "d\n", "abc"},
      {R"([^\d.])", "a", "5."},
      {R"([\x80-\xff])", "\x80\xff", "a"},
  };
  for (const Case& test : cases) {
    const ByteSet set = alphabet(tree_of(test.expression).root);
    EXPECT_EQ(set & set_of(test.in), set_of(test.in)) << test.expression;
    EXPECT_TRUE((set & set_of(test.out)).none()) << test.expression;
  }
}

TEST(RegexSyntax, FoldsCaseWhereAsked) {
  EXPECT_EQ(alphabet(tree_of("aZ[k-l]", true).root), set_of("aAzZkKlL"));
  EXPECT_EQ(alphabet(tree_of("(?i)ab").root), set_of("aAbB"));
  const ByteSet not_k = alphabet(tree_of("[^k]", true).root);
  EXPECT_TRUE((not_k & set_of("kK")).none());
}

TEST(RegexSyntax, KnowsTheEdgesOfMatches) {
  struct Case {
    std::string_view expression;
    std::string_view front;
    bool front_empty;
    std::string_view back;
    bool back_empty;
    bool word_front;
    bool word_back;
  };
  const std::vector<Case> cases = {
      {"abc", "a", false, "c", false, true, true},
      {"a?b", "ab", false, "b", false, true, true},
      {"a?", "a", true, "a", true, false, false},
      {"(?:ab|-c)d?", "a-", false, "bcd", false, false, true},
      {R"(\ba\b)", "a", false, "a", false, true, true},
      {R"(\+?1)", "+1", false, "1", false, false, true},
      {"1[=.]{0,2}", "1", false, "1=.", false, true, false},
      {"(?:|a)(?:b|)", "ab", true, "ab", true, false, false},
  };
  for (const Case& test : cases) {
    const RegexNode root = tree_of(test.expression).root;
    EXPECT_EQ(edge_of(root, Side::kFront).bytes, set_of(test.front)) << test.expression;
    EXPECT_EQ(edge_of(root, Side::kFront).empty, test.front_empty) << test.expression;
    EXPECT_EQ(edge_of(root, Side::kBack).bytes, set_of(test.back)) << test.expression;
    EXPECT_EQ(edge_of(root, Side::kBack).empty, test.back_empty) << test.expression;
    EXPECT_EQ(is_word_like(root, Side::kFront), test.word_front) << test.expression;
    EXPECT_EQ(is_word_like(root, Side::kBack), test.word_back) << test.expression;
  }
}

}  // namespace
}  // namespace leaksift::detect
