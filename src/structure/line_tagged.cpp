#include "structure/line_tagged.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/cell_writer.h"
#include "structure/copy_on_write.h"
#include "structure/delimited_line.h"
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
/// Those behind are not read.
constexpr std::size_t kMostCells = 256;

/// The tag that a line begins with, the delimiter behind it, or alone if that is allowed; empty if
/// there is none.
std::string_view row_tag(std::string_view line, char delimiter, bool alone = false) {
  std::size_t length = 0;
  while (length < line.size() && (base::is_upper(line[length]) || is_digit(line[length]))) ++length;
  const bool ends = length == line.size() ? alone : line[length] == delimiter;
  const bool stands = ends && length > 0 && length <= kLongestRowTag && base::is_upper(line[0]);
  return stands ? line.substr(0, length) : std::string_view();
}

class Tagged {
 public:
  explicit Tagged(char delimiter) : delimiter_(delimiter) {}

  static std::string_view format() { return "tagged"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.starts_with('!')) return read_header(line.substr(1));
    out.end_record(0);
    const std::string_view tag = row_tag(line, delimiter_);
    if (tag.empty()) return;
    const TableRegister::Number table = tables_.number_of(std::string(tag));
    out.select_table(tables_.name(table));
    out.begin_record(0, tables_.next_record(table));
    if constexpr (!Out::kSilent) {
      const auto named = names_.read().find(table);
      const Names* const names = named == names_.read().end() ? nullptr : &named->second;
      each_cell(line, delimiter_, [&](auto begin, auto end, auto column, auto encoding) {
        if (column == 0 || column >= kMostCells) return;
        const bool known = names != nullptr && column < names->size() && !(*names)[column].empty();
        out.value(begin, end, known ? (*names)[column] : numbered_->names[column], encoding);
      });
    }
  }

 private:
  using Names = std::vector<std::string>;  ///< Of columns, the tag's the first.

  void read_header(std::string_view line) {
    const std::string_view tag = row_tag(line, delimiter_);
    if (tag.empty()) return;
    const TableRegister::Number table = tables_.number_of(std::string(tag));
    if (table == TableRegister::kOthers) return;
    Names names;
    each_cell(line, delimiter_, [&](auto begin, auto end, auto column, auto) {
      if (column >= kMostCells) return;
      names.resize(column + 1);
      names[column] = line.substr(begin, std::min(end - begin, kMaxNameLength));
    });
    names_.write()[table] = std::move(names);
  }

  char delimiter_;
  TableRegister tables_;
  CopyOnWrite<std::unordered_map<TableRegister::Number, Names>> names_;  ///< By table.
  SharedHeading numbered_ = numbered_heading(kMostCells);                ///< Of all other columns.
};

/// How many cells stand behind the tag of a row.
std::size_t width_of_row(std::string_view row, char delimiter) {
  std::size_t width = 0;
  std::size_t read = 0;
  each_cell(row, delimiter, [&](auto, auto end, auto column, auto) {
    width = column;
    read = end;
  });
  const auto empty =
      std::count(row.begin() + static_cast<std::ptrdiff_t>(read), row.end(), delimiter);
  return width + static_cast<std::size_t>(empty);
}

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
      if (!header) ++widths_[tag][width_of_row(line, delimiter)];
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
  if (!base::is_upper(first[0]) && first[0] != '#') return nullptr;
  for (const char delimiter : kTagDelimiters) {
    if (TagStatistics(sample, delimiter).are_rows()) return line_parser(Tagged(delimiter), sample);
  }
  return nullptr;
}

}  // namespace leaksift::structure
