// Normal forms: what is left of a value when the ways of writing it no longer matter.
#pragma once

#include "pattern/pattern.h"

#include <cstddef>
#include <string_view>

namespace leaksift::classify {

/// Writes the normal form of `value` to `out`, which has room for as many bytes as the value, and
/// gives its length. Two values are the same if their forms are equal.
///
/// kDigits keeps ASCII digits; kAlnum keeps ASCII letters, upper-cased, and digits; kLower
/// lower-cases ASCII; kWords keeps words (letters, digits and all that is not ASCII), lower-cased,
/// with single spaces between; kNone keeps every byte. A form that would be empty is the value
/// itself, so that values without a letter or digit are not all one.
std::size_t write_normalized(char* out, std::string_view value, pattern::Normalize form);

}  // namespace leaksift::classify
