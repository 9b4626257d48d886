#include "structure/line_literals.h"

#include "structure/bytes.h"
#include "structure/line_machine.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace leaksift::structure {
namespace {

constexpr std::size_t kLeastPairs = 2;
constexpr std::size_t kLeastRows = 2;

constexpr bool in(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

constexpr bool is_word(char c) {
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Reads the pairs of a row from left to right.
class PairReader {
 public:
  explicit PairReader(std::string_view line) : line_(line) {}

  /// Whether the line begins as a row does.
  bool begins_row() {
    skip(" \t");
    return at_ < line_.size() && in(line_[at_], "{[(");
  }

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
      while (at_ < line_.size() && (is_word(line_[at_]) || in(line_[at_], ".-+/"))) ++at_;
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
  std::size_t at_ = 0;
};

// The keys of a row, parted by newlines; empty if it is none.
std::string keys_of(std::string_view line) {
  PairReader reader(line);
  const std::size_t last = line.find_last_not_of(" \t,;");
  if (!reader.begins_row() || !in(line[last], "}])")) return {};
  std::string keys;
  std::size_t pairs = 0;
  bool quoted = false;
  for (Range key, value; reader.next(key, value); ++pairs) {
    const std::string_view name = line.substr(key.begin, key.end - key.begin);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_word)) return {};
    keys.append(name).append("\n");
    quoted = quoted || (value.begin > 0 && in(line[value.begin - 1], "'\""));
  }
  return pairs >= kLeastPairs && quoted ? keys : std::string();
}

class Literals {
 public:
  static std::string_view format() { return "literals"; }
  static char terminator() { return '\n'; }
  template <class Out>
  void select(Out& out) const {
    out.select_table({});
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    out.end_record(0);
    const std::size_t begin = line.find_first_not_of(" \t{[(");
    if (!PairReader(line).begins_row() || begin == std::string_view::npos) return;
    out.begin_record();
    out.value(begin, line.size(), "row");
  }
};

}  // namespace

std::unique_ptr<Parser> sniff_literals(const Sample& sample) {
  std::map<std::string, std::size_t> rows;
  std::size_t most = 0;
  for (const std::string_view line : sample.lines()) {
    const std::string keys = keys_of(line);
    if (!keys.empty()) most = std::max(most, ++rows[keys]);
  }
  if (most < kLeastRows) return nullptr;
  using Machine = LineMachine<Literals>;
  return std::make_unique<MachineParser<Machine>>(Machine(Literals(), bom_length(sample.bytes())));
}

}  // namespace leaksift::structure
