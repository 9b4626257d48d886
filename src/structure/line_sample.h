// The first lines of a blob, by which line formats are recognised.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// So many lines are enough to judge a format by.
inline constexpr std::size_t kSampledLines = 400;

/// The first lines of `prefix` that are not blank, without byte order mark and newlines, at most
/// kSampledLines; not the last one if it may go on. Empty where a NUL stands in the prefix: that is
/// no text. Views into `prefix`.
std::vector<std::string_view> sample_lines(std::string_view prefix, bool complete);

/// The first of them, or empty: most blobs show by it that they are something else, and the rest
/// need not be taken apart.
std::string_view first_line(std::string_view prefix, bool complete);

/// Whether `part` is at least `percent` of `whole`, which is not 0.
constexpr bool is_share(std::size_t part, std::size_t whole, std::size_t percent) {
  return whole != 0 && part * 100 >= whole * percent;
}

}  // namespace leaksift::structure
