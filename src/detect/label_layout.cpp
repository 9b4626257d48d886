#include "detect/label_layout.h"

#include "base/ascii.h"
#include "detect/word_bytes.h"
#include "validate/ascii.h"

#include <algorithm>
#include <array>

namespace leaksift::detect {
namespace {

constexpr std::size_t kLongestTag = 96;
constexpr std::size_t kLongestLabelLine = 72;
constexpr std::size_t kMostIndent = 32;
constexpr std::size_t kMostLineEnds = 2;

// What stands in one of these is apart from what stands in the next, which it may name. An item of
// a list names none.
constexpr std::array<std::string_view, 10> kCells = {"td", "th",  "dt",    "dd", "p",
                                                     "br", "div", "label", "h4", "span"};
// How text looks.
constexpr std::array<std::string_view, 10> kLooks = {"b",    "strong", "i",      "em",    "u",
                                                     "font", "code",   "center", "small", "tt"};

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// A tag of a layout.
struct Tag {
  std::size_t begin = 0;
  bool cell = false;
  bool heading = false;
};

// The tag that the byte before `end` ends.
std::optional<Tag> tag_before(std::string_view text, std::size_t end) {
  if (end == 0 || text[end - 1] != '>') return std::nullopt;
  const std::size_t stop = end - std::min(end, kLongestTag);
  std::size_t at = end - 1;
  while (at > stop && text[at - 1] != '<' && text[at - 1] != '>') --at;
  if (at == stop || text[at - 1] != '<') return std::nullopt;
  Tag tag = {at - 1};
  at += text[at] == '/';
  std::size_t name_end = at;
  while (is_letter(text[name_end]) || is_digit(text[name_end])) ++name_end;
  const std::string_view name = text.substr(at, name_end - at);
  tag.cell = base::is_one_of_caseless(name, kCells);
  tag.heading = validate::equal_caseless(name, "th");
  if (!tag.cell && !base::is_one_of_caseless(name, kLooks)) return std::nullopt;
  return tag;
}

std::size_t back_over_blanks(std::string_view text, std::size_t end) {
  const std::size_t stop = end - std::min(end, kMostIndent);
  while (end > stop && is_blank(text[end - 1])) --end;
  return end;
}

// Where the end of a line begins that ends at `end`, or `end`.
std::size_t line_end_before(std::string_view text, std::size_t end) {
  if (end > 0 && text[end - 1] == '\n') --end;
  if (end > 0 && text[end - 1] == '\r') --end;
  return end;
}

// Whether the line that ends at `end` is as short as one that is but a label.
bool is_short_line(std::string_view text, std::size_t end) {
  const std::size_t reach = std::min(end, kLongestLabelLine);
  return reach == end || text.substr(end - reach, reach).find('\n') != std::string_view::npos;
}

// Where blanks and the ends of lines begin that end at `end`.
std::size_t lines_before(std::string_view text, std::size_t end) {
  for (std::size_t lines = 0; lines < kMostLineEnds; ++lines) {
    const std::size_t line = back_over_blanks(text, end);
    const std::size_t before = line_end_before(text, line);
    if (before == line) break;
    end = before;
  }
  return back_over_blanks(text, end);
}

}  // namespace

std::optional<Layout> layout_before(std::string_view text, std::size_t end) {
  const std::size_t stop = end - std::min(end, kMaxLayout);
  Layout layout = {lines_before(text, end)};
  auto tag = tag_before(text, layout.begin);
  if (!tag) {
    layout.parts = Layout::Parts::kLine;
    const bool line = spans_line_end(text, layout.begin, end) && is_short_line(text, layout.begin);
    return line ? std::optional(layout) : std::nullopt;
  }
  for (std::size_t headings = 0; tag; tag = tag_before(text, layout.begin)) {
    // "<th>Name</th><th>Phone</th>": what heads a column is no value of what heads the one before.
    headings += tag->heading;
    if (headings == 2) return std::nullopt;
    layout.begin = lines_before(text, tag->begin);
    if (layout.begin < stop) return std::nullopt;
    if (tag->cell) layout.parts = Layout::Parts::kCell;
  }
  return layout;
}

bool begins_layout(std::string_view text, std::size_t at) {
  return ends_line(text[at]) ? is_short_line(text, at) : tag_before(text, at + 1).has_value();
}

std::size_t behind_line_end(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  for (std::size_t lines = 0; lines <= kMostLineEnds; ++lines) {
    const std::size_t stop = std::min(text.size(), at + kMostIndent);
    while (at < stop && is_blank(text[at])) ++at;
    if (at == text.size() || !ends_line(text[at])) break;
    if (lines == kMostLineEnds) return begin;
    at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  }
  return at;
}

bool spans_line_end(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view gap = text.substr(begin, end - begin);
  return std::any_of(gap.begin(), gap.end(), [](char c) { return ends_line(c); });
}

}  // namespace leaksift::detect
