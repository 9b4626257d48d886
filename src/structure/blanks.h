// Blanks within a line: spaces and tabs.
#pragma once

#include <cstddef>
#include <string_view>

namespace leaksift::structure {

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// The offset of the first byte from `at` on that is no blank, or the line's length.
constexpr std::size_t skip_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && is_blank(line[at])) ++at;
  return at;
}

/// Without blanks at both ends.
constexpr std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace leaksift::structure
