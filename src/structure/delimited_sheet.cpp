#include "structure/delimited_sheet.h"

#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/delimited_line.h"
#include "structure/field_judge.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::size_t kLeastFields = 3;
/// Bytes within which the name of a field ends, with what frames it.
constexpr std::size_t kLongestName = 80;

/// Cells between bars, of which the outer ones may be missing; they begin with no space.
template <class Give>
void each_barred_cell(std::string_view line, Give give) {
  std::size_t at = line.find_first_not_of(" \t");
  if (at < line.size() && line[at] == '|') ++at;
  for (std::uint32_t column = 0; at < line.size(); ++column) {
    const std::size_t end = std::min(line.find('|', at), line.size());
    const std::size_t begin = line.find_first_not_of(" \t", at);
    if (begin < end) give(begin, end, column, core::Encoding::kPlain);
    at = end + 1;
  }
}

/// Stands for the lists of Markdown among delimiters...
constexpr char kColon = ':';
/// ...and for leaders, rows of dots.
constexpr char kLeader = '.';
constexpr std::string_view kLeastLeader = "...";

/// The names of fields have no digits, dots or brackets; items about issues and files do.
constexpr bool is_field_name_byte(char c) {
  return is_letter(c) || c == ' ' || c == '-' || c == '_' || c == '/' || c == '\'';
}

/// What frames the name and the value of an item.
constexpr bool is_frame(char c) {
  return c == '*' || c == '_' || is_blank(c);
}

std::size_t skip_frame(std::string_view line, std::size_t at) {
  while (at < line.size() && is_frame(line[at])) ++at;
  return at;
}

/// Where what an item says begins, or one that begins with a name in bold; npos in other lines.
std::size_t item_begin(std::string_view line) {
  std::size_t mark = 0;
  while (mark < line.size() && (line[mark] == ' ' || line[mark] == '\t' || line[mark] == '>'))
    ++mark;
  const std::string_view text = line.substr(mark, 2);
  const bool item = text == "- " || text == "* " || text == "+ ";
  if (!item && text != "**" && text != "__") return line.npos;
  return skip_frame(line, mark + 1);
}

/// The two cells of such a line.
template <class Give>
void each_listed_cell(std::string_view line, Give give) {
  const std::size_t begin = item_begin(line);
  if (begin >= line.size()) return;
  std::size_t colon = begin;
  while (colon < line.size() && (is_field_name_byte(line[colon]) || is_frame(line[colon]))) ++colon;
  if (colon == begin || colon == line.size() || line[colon] != kColon) return;
  std::size_t end = colon;
  while (is_frame(line[end - 1])) --end;
  if (end - begin > kLongestName) return;
  give(begin, end, 0U, core::Encoding::kPlain);
  const std::size_t value = skip_frame(line, colon + 1);
  if (value < line.size()) give(value, line.size(), 1U, core::Encoding::kPlain);
}

/// The two cells of a line with a leader between: "Name: ........ Ann".
template <class Give>
void each_led_cell(std::string_view line, Give give) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t leader = line.find(kLeastLeader, begin);
  if (leader > kLongestName) return;
  std::size_t end = leader;
  while (end > begin && (line[end - 1] == ' ' || line[end - 1] == ':')) --end;
  if (end > begin) give(begin, end, 0U, core::Encoding::kPlain);
  const std::size_t value = line.find_first_not_of(". \t", leader);
  if (value < line.size()) give(value, line.size(), 1U, core::Encoding::kPlain);
}

template <class Give>
void split(std::string_view line, char delimiter, Give give) {
  if (delimiter == kColon) return each_listed_cell(line, give);
  if (delimiter == kLeader) return each_led_cell(line, give);
  return delimiter == '|' ? each_barred_cell(line, give) : each_cell(line, delimiter, give);
}

/// A line of two cells, or of one or none if `value` is empty.
struct SheetField {
  std::string_view name;
  std::string_view value;
  bool other = false;  ///< There are more cells.
};

SheetField field_of(std::string_view line, char delimiter) {
  SheetField field;
  split(line, delimiter, [&](auto begin, auto end, auto column, auto) {
    std::string_view cell = line.substr(begin, end - begin);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    if (column == 0) field.name = cell;
    if (column == 1) field.value = cell;
    field.other = field.other || (column > 1 && !cell.empty());
  });
  return field;
}

/// The rule below the header of a table.
bool is_table_rule(const SheetField& field) {
  return !field.name.empty() && field.name.find_first_not_of(":-=+") == std::string_view::npos;
}

class Sheet {
 public:
  Sheet(char delimiter, const FieldJudge& judge) : delimiter_(delimiter), judge_(&judge) {}

  std::string_view format() const {
    if (delimiter_ == kLeader) return "form";
    return delimiter_ == kColon ? "markdown" : delimited_format(delimiter_);
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (delimiter_ == kColon && line.starts_with('#')) out.end_record(0);
    const SheetField field = field_of(line, delimiter_);
    if (field.value.empty() || is_table_rule(field)) return;
    const bool known = judge_->names_field(field.name);
    if (field.name == first_name_) out.end_record(0);
    if (!out.record_open()) {
      if (!known) return;
      first_name_ = field.name;
      out.begin_record();
    }
    if constexpr (!Out::kSilent) {
      split(line, delimiter_, [&](auto begin, auto end, auto column, auto encoding) {
        if (column > 0) out.value(begin, end, known ? field.name : std::string_view(), encoding);
      });
    }
  }

 private:
  char delimiter_;
  const FieldJudge* judge_;  ///< Outlives all parsers.
  std::string first_name_;   ///< Of the record.
};

/// Whether a delimiter stands in half of the first lines; one of Markdown, anywhere. Most texts
/// show by this that they are something else.
bool stands_in_lines(const Sample& sample, char delimiter) {
  constexpr std::ptrdiff_t kFirstLines = 16;
  if (delimiter == '|' || delimiter == kColon) {
    return sample.bytes().find(delimiter) != std::string_view::npos;
  }
  if (delimiter == kLeader) return sample.bytes().find(kLeastLeader) != std::string_view::npos;
  const std::vector<std::string_view>& lines = sample.lines();
  const auto first = std::min(kFirstLines, std::ssize(lines));
  const auto with =
      std::count_if(lines.begin(), lines.begin() + first, [delimiter](std::string_view line) {
        return line.substr(0, kLongestName).find(delimiter) != std::string_view::npos;
      });
  return with * 2 >= first;
}

/// The lines of two cells of a sample in which most lines are such; else nothing.
std::vector<SheetField> sheet_fields(const Sample& sample, char delimiter) {
  std::vector<SheetField> fields;
  if (!stands_in_lines(sample, delimiter)) return fields;
  std::size_t titles = 0;
  std::size_t others = 0;
  for (const std::string_view line : sample.lines()) {
    if (delimiter == kColon && item_begin(line) == line.npos) continue;
    const SheetField field = field_of(line, delimiter);
    if ((field.value.empty() && !field.other) || is_table_rule(field)) {
      ++titles;
    } else if (!field.name.empty() && !field.value.empty() && !field.other) {
      fields.push_back(field);
    } else if (too_many(++others, 10, sample)) {
      return {};
    }
  }
  // Text may stand around a table with bars.
  const bool dense = delimiter == '|' || delimiter == kColon ||
                     is_share(fields.size(), fields.size() + titles, 60);
  return dense && is_share(fields.size(), fields.size() + others, 90) ? fields
                                                                      : std::vector<SheetField>();
}

/// Each name is asked of once: the items of a list often have all the same one.
bool is_sheet(const std::vector<SheetField>& fields, const FieldJudge& judge) {
  if (fields.size() < kLeastFields) return false;
  // "email,password" heads a table, whatever stands below it.
  if (judge.names_field(fields.front().name) && judge.names_field(fields.front().value)) {
    return false;
  }
  std::map<std::string_view, bool> names;
  for (const SheetField& field : fields) names.emplace(field.name, false);
  if (names.size() < 2) return false;
  for (auto& [name, known] : names) known = judge.names_field(name);
  std::size_t known = 0;
  std::size_t others = 0;
  for (const SheetField& field : fields) {
    const bool is_field = names[field.name] && !judge.names_field(field.value);
    ++(is_field ? known : others);
    if (is_share(others, fields.size(), 41)) return false;
  }
  const auto known_names =
      std::count_if(names.begin(), names.end(), [](const auto& name) { return name.second; });
  return known >= kLeastFields && known_names > 1;
}

}  // namespace

std::unique_ptr<Parser> sniff_sheet(const Sample& sample) {
  if (sample.judge() == nullptr) return nullptr;
  const auto fits = [&sample](char delimiter) {
    return is_sheet(sheet_fields(sample, delimiter), *sample.judge());
  };
  constexpr std::array kOthers = {kColon, kLeader};
  const auto* delimiter = std::find_if(kUsualDelimiters.begin(), kUsualDelimiters.end(), fits);
  if (delimiter == kUsualDelimiters.end()) {
    delimiter = std::find_if(kOthers.begin(), kOthers.end(), fits);
    if (delimiter == kOthers.end()) return nullptr;
  }
  return line_parser(Sheet(*delimiter, *sample.judge()), sample);
}

}  // namespace leaksift::structure
