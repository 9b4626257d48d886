#include "structure/line_php_dump.h"

#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::size_t kMaxDepth = 64;

/// The key of a member.
struct DumpKey {
  std::string_view name;  ///< Empty if the line has none.
  std::size_t value = 0;  ///< Behind the arrow, and the space behind that.
};

/// "[ssn] => ", "[\"ssn\":protected]=>", at the front of a line but for blanks.
DumpKey key_of(std::string_view line) {
  std::size_t begin = skip_blanks(line, 0);
  if (begin == line.size() || line[begin] != '[') return {};
  const std::size_t close = line.find(']', begin);
  if (close == line.npos || close - begin > kMaxNameLength) return {};
  std::size_t arrow = close + 1;
  if (line.substr(arrow).starts_with(" =>")) ++arrow;
  if (!line.substr(arrow).starts_with("=>")) return {};
  std::string_view name = line.substr(begin + 1, close - begin - 1);
  if (name.starts_with('"')) name = name.substr(1, name.find('"', 1) - 1);
  name = name.substr(0, name.find(':'));
  const std::size_t value = arrow + 2;
  return {name, value < line.size() && line[value] == ' ' ? value + 1 : value};
}

bool is_index(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_digit);
}

/// Whether a line opens an array or object: "(", "array(2) {", "object(User)#1 (2) {".
bool opens(std::string_view text) {
  if (text == "(") return true;
  return text.ends_with('{') && (text.starts_with("array(") || text.starts_with("object("));
}
bool closes(std::string_view text) {
  return text == ")" || text == "}";
}

/// What is a value at the front of a line of var_dump(): string(3) "abc", int(5), float(0.5).
struct Value {
  std::size_t begin = 0;
  std::size_t end = 0;
};
Value dumped_value(std::string_view line) {
  const std::size_t from = skip_blanks(line, 0);
  const std::string_view text = line.substr(from);
  if (text.starts_with("string(")) {
    const std::size_t quote = line.find(") \"", from);
    if (quote == line.npos) return {};
    const std::size_t begin = quote + 3;
    // Texts may hold quotes; the last one on the line closes it.
    return {begin, line.ends_with('"') ? std::max(begin, line.size() - 1) : line.size()};
  }
  if (!text.starts_with("int(") && !text.starts_with("float(")) return {};
  const std::size_t begin = line.find('(', from) + 1;
  return {begin, std::min(line.find(')', begin), line.size())};
}

/// Without blanks and a tag in front: pages show dumps in <pre>.
std::string_view dumped_text(std::string_view line) {
  constexpr std::string_view kTag = "<pre>";
  line.remove_prefix(skip_blanks(line, 0));
  if (line.starts_with(kTag)) line.remove_prefix(kTag.size());
  return line;
}

bool is_empty_value(std::string_view text) {
  return text == "NULL" || text.starts_with("bool(");
}

class PhpDump {
 public:
  static std::string_view format() { return "php-dump"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (const DumpKey key = key_of(line); !key.name.empty()) {
      key_ = key.name;
      const std::string_view text = line.substr(std::min(key.value, line.size()));
      has_values_ = has_values_ || !(text.empty() || text == "Array" || text.ends_with(" Object"));
      return give(key.value, line.size(), out);
    }
    const std::string_view text = dumped_text(line);
    if (opens(text)) {
      open(out);
    } else if (closes(text)) {
      close(line.size(), out);
    } else if (!key_.empty()) {
      const Value value = dumped_value(line);
      give(value.begin, value.end, out);
      has_values_ = true;
    }
  }

 private:
  /// The value of the latest key, if there is one. Elements of a list are called after it.
  template <class Out>
  void give(std::size_t begin, std::size_t end, Out& out) {
    if (begin >= end || !out.record_open()) return;
    out.value(begin, end, is_index(key_) && !open_.empty() ? open_.back() : key_);
  }

  /// An element of a list is a record, unless the list belongs to what has values itself.
  template <class Out>
  void open(Out& out) {
    if (open_.size() == kMaxDepth) return;
    const bool list = is_index(key_) && !(out.record_open() && has_values_);
    if (open_.empty() || list) {
      out.begin_record();
      record_depth_ = open_.size() + 1;
      has_values_ = false;
    }
    open_.push_back(is_index(key_) && !open_.empty() ? open_.back() : key_);
    key_.clear();
  }

  template <class Out>
  void close(std::size_t at, Out& out) {
    if (open_.size() <= record_depth_) out.end_record(at);
    if (!open_.empty()) open_.pop_back();
    key_.clear();
  }

  std::string key_;                ///< Of the latest member.
  std::vector<std::string> open_;  ///< Keys of the arrays and objects that are open.
  std::size_t record_depth_ = 0;   ///< How many were when the record began, itself included.
  bool has_values_ = false;        ///< The record has.
};

}  // namespace

std::unique_ptr<Parser> sniff_php_dump(const Sample& sample) {
  constexpr std::size_t kLeastMembers = 2;
  const std::string_view first = dumped_text(sample.first_line());
  const bool may_be = first.starts_with("Array") || first.ends_with(" Object") || opens(first) ||
                      first.find('[') != first.npos;
  if (!may_be) return nullptr;
  std::size_t members = 0;
  std::size_t others = 0;
  for (const std::string_view line : sample.lines()) {
    const std::string_view text = dumped_text(line);
    const bool member = !key_of(line).name.empty();
    members += member ? 1 : 0;
    const bool fits = member || opens(text) || closes(text) || text == "Array" ||
                      text.ends_with(" Object") || is_empty_value(text) ||
                      dumped_value(line).end > 0;
    others += fits ? 0 : 1;
  }
  if (members < kLeastMembers || too_many(others, 40, sample)) return nullptr;
  return line_parser(PhpDump(), sample);
}

}  // namespace leaksift::structure
