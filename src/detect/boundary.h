// Boundaries: whether a match stands on its own or is part of something larger.
#pragma once

#include "pattern/pattern.h"

#include <cstddef>
#include <string_view>

namespace leaksift::detect {

/// True if text[begin, end) may be a value under `boundary` (see patterns/README.md). `lone`
/// demands in addition that no group of digits stands one space away, as in a longer spaced number:
/// for spaced shapes that prove little by themselves.
bool stands_alone(pattern::Boundary boundary, std::string_view text, std::size_t begin,
                  std::size_t end, bool lone);

}  // namespace leaksift::detect
