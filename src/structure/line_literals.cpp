#include "structure/line_literals.h"

#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::structure {
namespace {

constexpr std::size_t kLeastLiteralPairs = 2;
constexpr std::size_t kLeastLiteralRows = 2;
constexpr std::size_t kLongestRowHead = 48;
constexpr std::size_t kMostHeads = 16;

constexpr bool in(char c, std::string_view set) {
  for (const char other : set) {
    if (c == other) return true;
  }
  return false;
}

constexpr bool is_literal_word_byte(char c) {
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool is_bracket(char c) {
  return c == '{' || c == '[' || c == '(';
}

constexpr bool is_head_byte(char c) {
  return is_literal_word_byte(c) || in(c, " .!:@&*<>");
}

// What stands before the first bracket of a line, without the space before it: empty, or the name
// of what is called or made.
struct RowHead {
  std::size_t begin = 0;
  std::size_t bracket = 0;  ///< npos if there is none, or something else before it.
};

RowHead row_head(std::string_view line) {
  RowHead head;
  head.begin = skip_blanks(line, 0);
  const std::size_t limit = std::min(line.size(), head.begin + kLongestRowHead);
  for (head.bracket = head.begin; head.bracket < limit; ++head.bracket) {
    if (is_bracket(line[head.bracket])) return head;
    if (!is_head_byte(line[head.bracket])) break;
  }
  head.bracket = line.npos;
  return head;
}

// Whether a line ends as a row does.
bool ends_row(std::string_view line) {
  while (!line.empty() && in(line.back(), " \t,;")) line.remove_suffix(1);
  return !line.empty() && (line.back() == '}' || line.back() == ']' || line.back() == ')');
}

std::string_view text_of(std::string_view line, const RowHead& head) {
  return line.substr(head.begin, head.bracket - head.begin);
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Reads the pairs of a row from left to right.
class PairReader {
 public:
  /// From its bracket on.
  PairReader(std::string_view line, std::size_t bracket) : line_(line), at_(bracket) {}

  /// The next pair; false at the end of the line.
  bool next(Range& key, Range& value) {
    while (true) {
      skip(" \t,{[(]}):;");
      if (at_ >= line_.size()) return false;
      key = token();
      if (!skip_arrow()) continue;
      skip(" \t");
      if (at_ >= line_.size()) return false;
      if (in(line_[at_], "{[(")) continue;
      value = token();
      return true;
    }
  }

 private:
  void skip(std::string_view set) {
    while (at_ < line_.size() && in(line_[at_], set)) ++at_;
  }

  // What is in quotes, or a word with what belongs to numbers and dates; at least one byte.
  Range token() {
    const char quote = line_[at_];
    if (!in(quote, "'\"")) {
      const std::size_t begin = at_++;
      while (at_ < line_.size() && (is_literal_word_byte(line_[at_]) || in(line_[at_], ".-+/")))
        ++at_;
      return {begin, at_};
    }
    const std::size_t begin = ++at_;
    while (at_ < line_.size() && line_[at_] != quote) at_ += line_[at_] == '\\' ? 2 : 1;
    const std::size_t end = std::min(at_, line_.size());
    at_ = end + 1;
    return {begin, end};
  }

  // "=>", ":" or "=" between a key and its value.
  bool skip_arrow() {
    skip(" \t");
    if (at_ >= line_.size() || !in(line_[at_], ":=")) return false;
    const bool arrow = line_.substr(at_, 2) == "=>";
    const bool other = line_.substr(at_, 2) == "==" || line_.substr(at_, 2) == "::";
    at_ += arrow || other ? 2 : 1;
    return !other;
  }

  std::string_view line_;
  std::size_t at_;
};

// The keys of a row, parted by newlines; empty if it is none.
std::string keys_of(std::string_view line, const RowHead& head) {
  if (head.bracket == line.npos) return {};
  PairReader reader(line, head.bracket);
  std::string keys;
  std::size_t pairs = 0;
  bool quoted = false;
  for (Range key, value; reader.next(key, value); ++pairs) {
    const std::string_view name = line.substr(key.begin, key.end - key.begin);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_literal_word_byte)) return {};
    keys.append(name).append("\n");
    quoted = quoted || (value.begin > 0 && in(line[value.begin - 1], "'\""));
  }
  return pairs >= kLeastLiteralPairs && quoted ? keys : std::string();
}

using RowHeads = std::set<std::string, std::less<>>;

class Literals {
 public:
  explicit Literals(RowHeads heads) : heads_(std::make_shared<const RowHeads>(std::move(heads))) {}

  static std::string_view format() { return "literals"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    out.end_record(0);
    const RowHead head = row_head(line);
    if (head.bracket == line.npos || !heads_->contains(text_of(line, head))) return;
    const std::size_t begin = line.find_first_not_of(" \t{[(", head.bracket);
    if (begin == line.npos) return;
    out.begin_record();
    out.value(begin, line.size(), "row");
  }

 private:
  std::shared_ptr<const RowHeads> heads_;  ///< Those of rows.
};

/// Rows of the same keys.
struct Rows {
  std::size_t count = 0;
  RowHeads heads{};
};

}  // namespace

std::unique_ptr<Parser> sniff_literals(const Sample& sample) {
  std::map<std::string, Rows> found;
  for (const std::string_view line : sample.lines()) {
    if (!ends_row(line)) continue;
    const RowHead head = row_head(line);
    const std::string keys = keys_of(line, head);
    if (keys.empty()) continue;
    Rows& rows = found[keys];
    ++rows.count;
    if (rows.heads.size() < kMostHeads) rows.heads.emplace(text_of(line, head));
  }
  RowHeads heads;
  for (const auto& [keys, rows] : found) {
    if (rows.count >= kLeastLiteralRows) heads.insert(rows.heads.begin(), rows.heads.end());
  }
  if (heads.empty()) return nullptr;
  heads.emplace();
  return line_parser(Literals(std::move(heads)), sample);
}

}  // namespace leaksift::structure
