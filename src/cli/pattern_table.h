// How patterns are shown to a person.
#pragma once

#include "pattern/pattern.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace leaksift::cli {

/// A table of id, category, sensitivity and title with a heading, one pattern for each line of at
/// most `width` columns; longer titles end in "…".
std::string pattern_table(const pattern::PatternSet& set, std::size_t width);

/// All that is known about one pattern, wrapped at `width` columns.
std::string describe(const pattern::Pattern& pattern, std::size_t width);

}  // namespace leaksift::cli
