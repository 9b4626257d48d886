// ByteRow: bytes in a row, the first of which is sought by itself.
#pragma once

#include "detect/regex_syntax.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// What may stand at each place of a row, of one byte at the first: the end of a line and the five
/// digits of a postcode. Hyperscan finds literals of two bytes and more at the speed of the longest
/// that all expressions hold, so that a few with a single certain byte would slow down all others.
using ByteRow = std::vector<ByteSet>;

/// Appends to `ends` the offset behind each row in `text`, ascending.
void find_rows(const ByteRow& row, std::string_view text, std::vector<std::uint32_t>& ends);

}  // namespace leaksift::detect
