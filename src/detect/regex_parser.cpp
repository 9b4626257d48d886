// Reads an expression into its tree.
#include "detect/regex_syntax.h"

#include <algorithm>
#include <string>
#include <utility>

namespace leaksift::detect {
namespace {

ByteSet range(unsigned char first, unsigned char last) {
  ByteSet set;
  for (unsigned value = first; value <= last; ++value) set.set(value);
  return set;
}

ByteSet digits() {
  return range('0', '9');
}

ByteSet spaces() {
  ByteSet set;
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) set.set(static_cast<unsigned char>(c));
  return set;
}

ByteSet fold_case(ByteSet set) {
  for (unsigned upper = 'A'; upper <= 'Z'; ++upper) {
    const unsigned lower = upper | 0x20U;
    if (set.test(upper) || set.test(lower)) set.set(upper).set(lower);
  }
  return set;
}

// A recursive-descent parser. The first error stops it: `error_` is set and every function returns
// at once.
class Parser {
 public:
  Parser(std::string_view text, bool caseless) : text_(text), caseless_(caseless) {}

  base::Result<RegexTree> parse() {
    RegexTree tree;
    tree.root = alternation();
    if (error_.empty() && at_ < text_.size()) fail("')' without '('");
    if (!error_.empty()) return base::Error{error_};
    tree.has_group = groups_ > 0;
    if (groups_ == 1 && tree.root.kind == NodeKind::kConcat) tree.group = root_group_;
    return tree;
  }

 private:
  void fail(const std::string& message) {
    if (error_.empty()) error_ = message + " at character " + std::to_string(at_ + 1);
  }
  bool done() const { return !error_.empty() || at_ >= text_.size(); }
  bool next_is(std::string_view token) const { return text_.substr(at_).starts_with(token); }
  bool take(std::string_view token) {
    if (!next_is(token)) return false;
    at_ += token.size();
    return true;
  }

  RegexNode alternation() {
    RegexNode node{.kind = NodeKind::kAlternate};
    do {
      node.children.push_back(concatenation());
    } while (take("|"));
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  RegexNode concatenation() {
    RegexNode node{.kind = NodeKind::kConcat};
    while (!done() && !next_is("|") && !next_is(")")) {
      node.children.push_back(repeated());
      if (depth_ == 0 && is_group_) root_group_ = node.children.size() - 1;
    }
    return node;
  }

  RegexNode repeated() {
    RegexNode node = atom();
    while (!done()) {
      std::uint32_t least = 0;
      std::uint32_t most = 0;
      if (!quantifier(least, most)) break;
      is_group_ = false;
      if (node.kind == NodeKind::kAssertion) fail("a repeat of an assertion");
      take("?");  // Lazy or greedy: the set of matches is the same.
      RegexNode repeat{.kind = NodeKind::kRepeat, .least = least, .most = most};
      repeat.children.push_back(std::move(node));
      node = std::move(repeat);
    }
    return node;
  }

  bool quantifier(std::uint32_t& least, std::uint32_t& most) {
    if (take("?")) {
      least = 0;
      most = 1;
      return true;
    }
    if (next_is("*") || next_is("+")) {
      fail("an unbounded repeat: write {0,N} or {1,N} instead of * or +");
      return false;
    }
    if (!next_is("{")) return false;
    ++at_;
    if (!number(least)) return fail("'{' that is not a repeat: write \\{"), false;
    most = least;
    if (take(",") && !number(most)) return fail("an unbounded repeat: write {M,N}"), false;
    if (!take("}")) return fail("'{' without '}'"), false;
    if (least > most || most > kMaxRepeat) fail("a repeat out of range (at most 4096)");
    return error_.empty();
  }

  bool number(std::uint32_t& value) {
    const std::size_t start = at_;
    value = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      value = std::min<std::uint32_t>(value * 10 + static_cast<std::uint32_t>(text_[at_] - '0'),
                                      kMaxRepeat + 1);
      ++at_;
    }
    if (at_ > start + 1 && text_[start] == '0') {
      fail("a repeat with a zero in front, which the engines do not read alike");
    }
    return at_ > start;
  }

  RegexNode atom() {
    is_group_ = false;
    if (take("(")) return group();
    if (take("[")) return bytes(char_class());
    if (take("^") || take("$")) return {.kind = NodeKind::kAssertion};
    if (take("\\b") || take("\\B") || take("\\A") || take("\\z"))
      return {.kind = NodeKind::kAssertion};
    if (take(".")) return bytes(~range('\n', '\n'));
    if (take("\\")) return bytes(escape());
    return bytes(ByteSet().set(static_cast<unsigned char>(text_[at_++])));
  }

  RegexNode bytes(const ByteSet& set) {
    const std::size_t beyond_ascii = (set >> 128).count();
    if (caseless_ && beyond_ascii != 0 && beyond_ascii != 128) {
      fail("some bytes beyond ASCII without regard to case, which the engines do not read alike");
    }
    return {.kind = NodeKind::kBytes, .bytes = caseless_ ? fold_case(set) : set};
  }

  RegexNode group() {
    if (take("?:")) return inner();
    if (take("?i)")) {
      caseless_ = true;
      return {};
    }
    if (take("?m)")) return {};
    if (next_is("?")) {
      fail("a group that is neither (…), (?:…), (?i) nor (?m)");
      return {};
    }
    ++groups_;
    RegexNode node = inner();
    is_group_ = true;
    return node;
  }

  RegexNode inner() {
    ++depth_;
    RegexNode node = alternation();
    --depth_;
    if (!take(")")) fail("'(' without ')'");
    is_group_ = false;
    return node;
  }

  // The set of an escape; `at_` stands behind the backslash.
  ByteSet escape() {
    if (done()) return fail("a backslash at the end"), ByteSet();
    const char c = text_[at_++];
    switch (c) {
      case 'd':
        return digits();
      case 'D':
        return ~digits();
      case 'w':
        return word_bytes();
      case 'W':
        return ~word_bytes();
      case 's':
        return spaces();
      case 'S':
        return ~spaces();
      case 't':
        return range('\t', '\t');
      case 'n':
        return range('\n', '\n');
      case 'r':
        return range('\r', '\r');
      case 'f':
        return range('\f', '\f');
      case 'x':
        return hex();
      default:
        break;
    }
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      fail(std::string("the escape \\") + c + ", which the engines do not read alike");
    }
    return ByteSet().set(static_cast<unsigned char>(c));
  }

  ByteSet hex() {
    unsigned value = 0;
    for (int digit = 0; digit < 2; ++digit) {
      const std::size_t found = done()
                                    ? std::string_view::npos
                                    : std::string_view("0123456789abcdefABCDEF").find(text_[at_]);
      if (found == std::string_view::npos) return fail("\\x without two hex digits"), ByteSet();
      value = value * 16 + static_cast<unsigned>(found > 15 ? found - 6 : found);
      ++at_;
    }
    return ByteSet().set(value);
  }

  ByteSet char_class() {
    const bool negated = take("^");
    ByteSet set;
    bool first = true;
    while (!done() && (first || !next_is("]"))) {
      first = false;
      if (next_is("[:")) fail("a POSIX class: write the ranges out");
      const ByteSet low = class_item();
      if (low.count() == 1 && next_is("-") && !next_is("-]") && at_ + 1 < text_.size()) {
        ++at_;
        set |= class_range(low, class_item());
      } else {
        set |= low;
      }
    }
    if (!take("]")) fail("'[' without ']'");
    if (caseless_) set = fold_case(set);
    return negated ? ~set : set;
  }

  ByteSet class_item() {
    if (take("\\")) {
      if (take("b")) return fail("\\b in a class"), ByteSet();
      return escape();
    }
    return ByteSet().set(static_cast<unsigned char>(text_[at_++]));
  }

  ByteSet class_range(const ByteSet& low, const ByteSet& high) {
    if (high.count() != 1) return fail("a range that ends in a class"), ByteSet();
    const auto first = static_cast<unsigned char>(low._Find_first());
    const auto last = static_cast<unsigned char>(high._Find_first());
    if (first > last) return fail("a range in the wrong order"), ByteSet();
    return range(first, last);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool caseless_;
  std::size_t groups_ = 0;
  std::size_t depth_ = 0;  ///< How many parentheses are open.
  bool is_group_ = false;  ///< What was read last is a capture group and no more.
  std::optional<std::size_t> root_group_;
  std::string error_;
};

}  // namespace

base::Result<RegexTree> parse_regex(std::string_view expression, bool caseless) {
  return Parser(expression, caseless).parse();
}

}  // namespace leaksift::detect
