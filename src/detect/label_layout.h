// What parts a label from its value besides a separator: markup, the end of a line, and columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leaksift::detect {

/// The layout between a label and its value: tags of HTML that say nothing of what they hold, as in
/// `<td>DOB</td><td>5` or `<b>SSN:</b> 5`, or the end of the label's line, as in forms ("Date of
/// birth", and "5" below).
struct Layout {
  enum class Parts : std::uint8_t {
    kLooks,   ///< Nothing: the text only looks different, so that a colon must part them.
    kCell,    ///< Cells, entries, paragraphs.
    kLine,    ///< The end of a line alone: the label stands above.
    kColumn,  ///< Two blanks or more, a tab, or a sign between blanks.
  };

  std::size_t begin = 0;  ///< Where it begins, and the label or its colon ends.
  Parts parts = Parts::kLooks;
};

/// No layout is longer than this.
inline constexpr std::size_t kMaxLayout = 192;

/// The layout that ends at `end`, if there is one: tags of cells and of how text looks, with blanks
/// and ends of lines between; or else the end of a short line, at most one empty line, and blanks.
/// Of a table's rows none, for what stands in another row is another's label.
std::optional<Layout> layout_before(std::string_view text, std::size_t end);
/// Whether the byte at `at`, a '>' or one that ends a line, may be of a layout: costs little.
bool begins_layout(std::string_view text, std::size_t at);
/// Whether two blanks at `at` can part a label from its value: "DL number    33417488".
constexpr bool begins_column_gap(std::string_view text, std::size_t at) {
  return text.substr(at, 2) == "  ";
}
constexpr bool ends_line(char c) {
  return c == '\n' || c == '\r';
}
/// Where what follows begins: `begin`, or behind blanks, the end of a line and at most one empty
/// one, if only blanks stand before it.
std::size_t behind_line_end(std::string_view text, std::size_t begin);
/// Whether text[begin, end) holds the end of a line.
bool spans_line_end(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace leaksift::detect
