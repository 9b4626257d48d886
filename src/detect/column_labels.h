// Labels above the values of a column, as in forms and in tables that people read.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace leaksift::detect {

/// What two blanks or more, or the ends of its line, part from the rest of the text. Offsets.
struct TextColumn {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin == end; }
};

/// A value is at most so far from the begin of the label above it, in bytes.
inline constexpr std::size_t kMaxHeadingReach = 3072;

/// The column that ends right before `end` if it may head others: one of several on its line, which
/// holds no number of three digits or more. Else empty.
///   Employee Name     Date of Birth    Dept
///   Ann Lee           12/05/1990       44
TextColumn heading_before(std::string_view text, std::size_t end);

/// The column that stands over the value at `value`, of the line that ends at `end` before it;
/// empty if none does. Nothing if that line is not one of several columns, so that its last words
/// count.
///   SSN:          EIN:
///   219-09-1234   41-5472860
std::optional<TextColumn> column_above(std::string_view text, std::size_t end, std::size_t value);

/// Goes down from the heading `head` over what stands below it, and calls `visit(column)` for each
/// until that returns false. A column stands below another if they share a place of their lines,
/// counted in characters. A blank line ends the table, but for one below its header; so may a rule.
template <class Visit>
void visit_below(std::string_view text, TextColumn head, Visit&& visit);

namespace column_labels {

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< At its line feed, or the text's end.
};
/// Places of a line, in characters.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The line that the byte at `at`, or the text's end there, belongs to. No line is looked at beyond
/// kMaxHeadingReach bytes to either side.
Line line_around(std::string_view text, std::size_t at);
/// Whether it holds nothing but blanks and what rules are made of.
bool is_blank_or_rule(std::string_view text, Line line);
Span span_of(std::string_view text, Line line, TextColumn column);
/// The first column of a line that shares a place with `span`; empty if none does.
TextColumn column_at(std::string_view text, Line line, Span span);

}  // namespace column_labels

template <class Visit>
void visit_below(std::string_view text, TextColumn head, Visit&& visit) {
  using namespace column_labels;
  Line line = line_around(text, head.begin);
  const Span span = span_of(text, line, head);
  bool any = false;
  for (bool blank = false; line.end < text.size();) {
    line = line_around(text, line.end + 1);
    if (line.end > head.begin + kMaxHeadingReach) return;
    if (is_blank_or_rule(text, line)) {
      if (any || blank) return;
      blank = true;
      continue;
    }
    any = true;
    const TextColumn column = column_at(text, line, span);
    if (!column.empty() && !visit(column)) return;
  }
}

}  // namespace leaksift::detect
