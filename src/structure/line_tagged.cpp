#include "structure/line_tagged.h"

#include "structure/bytes.h"
#include "structure/copy_on_write.h"
#include "structure/line_parser.h"
#include "structure/sample.h"
#include "structure/table_register.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::array<char, 6> kTagDelimiters = {'\t', '|', '^', '~', ';', ','};
constexpr std::size_t kLongestRowTag = 8;
constexpr std::size_t kMostCells = 256;
/// Of the columns that rows name.
constexpr std::size_t kMaxNamedTags = 64;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// The tag that a line begins with, the delimiter behind it, or alone if that is allowed; empty if
/// there is none.
std::string_view row_tag(std::string_view line, char delimiter, bool alone = false) {
  std::size_t length = 0;
  while (length < line.size() && (is_capital(line[length]) || is_digit(line[length]))) ++length;
  const bool ends = length == line.size() ? alone : line[length] == delimiter;
  const bool stands = ends && length > 0 && length <= kLongestRowTag && is_capital(line[0]);
  return stands ? line.substr(0, length) : std::string_view();
}

/// Calls `visit(begin, end, encoding, column)` for each cell behind the tag, which is column 1.
template <class Visit>
void each_cell_behind(std::string_view line, std::size_t begin, char delimiter, Visit visit) {
  for (std::size_t column = 2; begin <= line.size() && column <= kMostCells; ++column) {
    std::size_t from = begin;
    std::size_t to = std::min(line.find(delimiter, begin), line.size());
    core::Encoding encoding = core::Encoding::kPlain;
    if (from < line.size() && line[from] == '"') {
      ++from;
      for (to = line.find('"', from); to + 1 < line.size() && line[to + 1] == '"';) {
        encoding = core::Encoding::kDoubled;
        to = line.find('"', to + 2);
      }
      to = std::min(to, line.size());
    }
    visit(from, to, encoding, column);
    begin = std::min(line.find(delimiter, to), line.size()) + 1;
  }
}

class Tagged {
 public:
  explicit Tagged(char delimiter) : delimiter_(delimiter) {}

  static std::string_view format() { return "tagged"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.starts_with('!')) return read_header(line.substr(1));
    const std::string_view tag = row_tag(line, delimiter_);
    if (tag.empty()) return out.end_record(0);
    const TableRegister::Number table = tables_.number_of(std::string(tag));
    out.end_record(0);
    out.select_table(tables_.name(table));
    out.begin_record(0, tables_.next_record(table));
    if constexpr (!Out::kSilent) {
      const auto named = names_.read().find(std::string(tag));
      const auto* const names = named == names_.read().end() ? nullptr : &named->second;
      std::string name;
      each_cell_behind(
          line, tag.size() + 1, delimiter_,
          [&](std::size_t begin, std::size_t end, core::Encoding encoding, std::size_t column) {
            if (begin == end) return;
            const bool known = names != nullptr && column - 2 < names->size();
            name = known ? (*names)[column - 2] : std::string();
            if (name.empty()) name = "column_" + std::to_string(column);
            out.value(begin, end, name, encoding);
          });
    }
  }

 private:
  /// Names of columns by their tag.
  using Names = std::unordered_map<std::string, std::vector<std::string>>;

  void read_header(std::string_view line) {
    const std::string_view tag = row_tag(line, delimiter_);
    if (tag.empty()) return;
    std::vector<std::string> names;
    each_cell_behind(
        line, tag.size() + 1, delimiter_,
        [&](std::size_t begin, std::size_t end, core::Encoding, std::size_t) {
          names.emplace_back(line.substr(begin, std::min(end - begin, kMaxNameLength)));
        });
    const Names& known = names_.read();
    if (known.size() >= kMaxNamedTags && !known.contains(std::string(tag))) return;
    names_.write()[std::string(tag)] = std::move(names);
  }

  char delimiter_;
  TableRegister tables_;
  CopyOnWrite<Names> names_;
};

/// Counts of a sample's rows, taken apart at one delimiter.
class TagStatistics {
 public:
  TagStatistics(const Sample& sample, char delimiter) {
    for (const std::string_view line : sample.lines()) {
      if (line[0] == '#') continue;
      ++lines_;
      const bool header = line[0] == '!';
      const std::string_view tag = row_tag(line.substr(header ? 1 : 0), delimiter, true);
      if (tag.empty()) {
        if (too_many(++others_, 10, sample)) return;
        continue;
      }
      ++rows_;
      headers_ += header ? 1 : 0;
      std::size_t width = 0;
      each_cell_behind(
          line, tag.size() + 1, delimiter,
          [&width](std::size_t, std::size_t, core::Encoding, std::size_t) { ++width; });
      if (!header) ++widths_[tag][width];
    }
  }

  bool are_lists() const { return headers_ > 0 && rows_ > headers_ && is_share(rows_, lines_, 90); }

  bool are_rows() const {
    const std::size_t tags = widths_.size();
    if (tags < 2 || tags * 3 > rows_ * 2 || !is_share(rows_, lines_, 90)) return false;
    std::size_t even = 0;
    std::size_t most = 0;
    std::size_t narrowest = kMostCells;
    std::size_t widest = 0;
    for (const auto& [tag, widths] : widths_) {
      const auto mode =
          std::max_element(widths.begin(), widths.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; });
      even += mode->second;
      if (mode->first >= kLeastWidth) most = std::max(most, mode->second);
      narrowest = std::min(narrowest, mode->first);
      widest = std::max(widest, mode->first);
    }
    return most >= kLeastRows && narrowest < widest && is_share(even, rows_, 80);
  }

 private:
  static constexpr std::size_t kLeastRows = 3;
  static constexpr std::size_t kLeastWidth = 2;

  std::size_t lines_ = 0;
  std::size_t rows_ = 0;
  std::size_t headers_ = 0;
  std::size_t others_ = 0;
  std::map<std::string_view, std::map<std::size_t, std::size_t>> widths_;  ///< By tag.
};

}  // namespace

std::unique_ptr<Parser> sniff_tagged(const Sample& sample) {
  const std::string_view first = sample.first_line();
  if (first.empty()) return nullptr;
  if (first[0] == '!' && !row_tag(first.substr(1), '\t').empty()) {
    return TagStatistics(sample, '\t').are_lists() ? line_parser(Tagged('\t'), sample) : nullptr;
  }
  if (!is_capital(first[0]) && first[0] != '#') return nullptr;
  for (const char delimiter : kTagDelimiters) {
    if (TagStatistics(sample, delimiter).are_rows()) return line_parser(Tagged(delimiter), sample);
  }
  return nullptr;
}

}  // namespace leaksift::structure
