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

}  // namespace leaksift::structure
