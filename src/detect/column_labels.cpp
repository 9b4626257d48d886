#include "detect/column_labels.h"

#include "detect/label_ends.h"
#include "detect/label_layout.h"

#include <algorithm>
#include <optional>

namespace leaksift::detect {
namespace column_labels {
namespace {

bool is_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_character));
}

// The column whose first byte is at `begin`.
TextColumn column_from(std::string_view text, Line line, std::size_t begin) {
  std::size_t end = begin;
  while (end < line.end && !begins_column_gap(text, end) && !ends_line(text[end])) ++end;
  while (end > begin && text[end - 1] == ' ') --end;
  return {begin, end};
}

// The first column at or behind `at`; empty if there is none.
TextColumn next_column(std::string_view text, Line line, std::size_t at) {
  while (at < line.end && (text[at] == ' ' || ends_line(text[at]))) ++at;
  return at < line.end ? column_from(text, line, at) : TextColumn();
}

// The line around `at`, if it is as short as headers are.
std::optional<Line> header_around(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestHeader = 240;
  const std::size_t first = at - std::min(at, kLongestHeader);
  const std::size_t last = std::min(text.size(), at + kLongestHeader + 1);
  Line line = {at, at};
  while (line.begin > first && text[line.begin - 1] != '\n') --line.begin;
  while (line.end < last && text[line.end] != '\n') ++line.end;
  const bool cut = line.begin > 0 && text[line.begin - 1] != '\n';
  return cut || line.end - line.begin > kLongestHeader ? std::nullopt : std::optional(line);
}

bool has_long_number(std::string_view text, Line line) {
  constexpr std::size_t kLongNumber = 3;
  std::size_t digits = 0;
  for (std::size_t at = line.begin; at < line.end && digits < kLongNumber; ++at) {
    digits = is_digit(text[at]) ? digits + 1 : 0;
  }
  return digits == kLongNumber;
}

}  // namespace

Line line_around(std::string_view text, std::size_t at) {
  const std::size_t first = at - std::min(at, kMaxHeadingReach);
  const std::size_t last = std::min(text.size(), at + kMaxHeadingReach);
  Line line = {at, at};
  while (line.begin > first && text[line.begin - 1] != '\n') --line.begin;
  while (line.end < last && text[line.end] != '\n') ++line.end;
  return line;
}

bool is_blank_or_rule(std::string_view text, Line line) {
  return text.substr(line.begin, line.end - line.begin).find_first_not_of(" \t\r-=_+|") ==
         std::string_view::npos;
}

Span span_of(std::string_view text, Line line, TextColumn column) {
  const std::size_t begin = characters(text.substr(line.begin, column.begin - line.begin));
  return {begin, begin + characters(text.substr(column.begin, column.end - column.begin))};
}

TextColumn column_at(std::string_view text, Line line, Span span) {
  TextColumn column = next_column(text, line, line.begin);
  for (; !column.empty(); column = next_column(text, line, column.end)) {
    const Span places = span_of(text, line, column);
    if (places.begin >= span.end) return {};
    if (places.end > span.begin) return column;
  }
  return column;
}

}  // namespace column_labels

std::optional<TextColumn> column_above(std::string_view text, std::size_t end, std::size_t value) {
  using namespace column_labels;
  const auto line = end > 0 ? header_around(text, end - 1) : std::nullopt;
  const auto below = line ? header_around(text, value) : std::nullopt;
  if (!below) return std::nullopt;
  const TextColumn first = next_column(text, *line, line->begin);
  if (first.empty() || next_column(text, *line, first.end).empty()) return std::nullopt;
  const std::size_t value_end = column_from(text, *below, value).end;
  return column_at(text, *line, span_of(text, *below, {value, std::max(value_end, value + 1)}));
}

TextColumn heading_before(std::string_view text, std::size_t end) {
  using namespace column_labels;
  const auto line = end > 0 ? header_around(text, end - 1) : std::nullopt;
  if (!line || has_long_number(text, *line)) return {};
  TextColumn found;
  std::size_t columns = 0;
  for (TextColumn column = next_column(text, *line, line->begin); !column.empty();
       column = next_column(text, *line, column.end)) {
    ++columns;
    if (column.end == end) found = column;
  }
  return columns > 1 ? found : TextColumn();
}

}  // namespace leaksift::detect
