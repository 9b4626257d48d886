#include "structure/line_binlog.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace leaksift::structure {

namespace {

constexpr std::string_view kRowMark = "### ";

/// The quoted name of the table of an event, or empty if the line begins none.
std::string_view table_of(std::string_view line) {
  static constexpr std::array<std::string_view, 3> kEvents = {"### INSERT INTO `", "### UPDATE `",
                                                              "### DELETE FROM `"};
  if (!line.starts_with(kRowMark)) return {};
  for (const std::string_view event : kEvents) {
    if (line.starts_with(event)) return line.substr(event.size() - 1);
  }
  return {};
}

/// The number of a value's column, or empty if the line has none. `value`: where it begins.
std::string_view column_of(std::string_view line, std::size_t& value) {
  constexpr std::string_view kFront = "###   @";
  if (!line.starts_with(kFront)) return {};
  std::size_t end = kFront.size();
  while (end < line.size() && is_digit(line[end])) ++end;
  if (end == kFront.size() || end == line.size() || line[end] != '=') return {};
  value = end + 1;
  return line.substr(kFront.size(), end - kFront.size());
}

/// Where the text ends that begins at `begin`, behind its quote.
std::size_t end_of_text(std::string_view line, std::size_t begin) {
  for (std::size_t at = begin; at < line.size(); ++at) {
    if (line[at] == '\'') return at;
    if (line[at] == '\\') ++at;
  }
  return line.size();
}

class Binlog {
 public:
  static std::string_view format() { return "binlog"; }
  template <class Out>
  void select(Out& out) const {
    out.select_table(table_);
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (!line.starts_with(kRowMark)) {
      // What has begun may still be a mark.
      if (!kRowMark.starts_with(line)) out.end_record(0);
      return;
    }
    if (const std::string_view table = table_of(line); !table.empty()) {
      out.end_record(0);
      table_ = table;
      std::erase(table_, '`');
      out.select_table(table_);
      out.begin_record();
      return;
    }
    std::size_t begin = 0;
    const std::string_view number = column_of(line, begin);
    if (number.empty() || !out.record_open()) return;
    const std::string column = "column_" + std::string(number);
    if (begin < line.size() && line[begin] == '\'') {
      out.value(begin + 1, end_of_text(line, begin + 1), column, core::Encoding::kSql);
    } else {
      out.value(begin, std::min(line.find(' ', begin), line.size()), column);
    }
  }

 private:
  std::string table_;  ///< Of the open record.
};

}  // namespace

std::unique_ptr<Parser> sniff_binlog(const Sample& sample) {
  const char first = sample.first_line().empty() ? '\0' : sample.first_line()[0];
  if (first != '#' && first != '/') return nullptr;
  bool event = false;
  std::size_t values = 0;
  std::size_t begin = 0;
  for (const std::string_view line : sample.lines()) {
    event = event || !table_of(line).empty();
    values += column_of(line, begin).empty() ? 0 : 1;
  }
  if (!event || values < 3) return nullptr;
  return line_parser(Binlog(), sample);
}

}  // namespace leaksift::structure
