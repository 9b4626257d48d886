// Country calling codes of ITU-T E.164.
#pragma once

#include <cstddef>
#include <string_view>

namespace leaksift::validate {

/// Whether `digits` (an international number without its '+') begins with an assigned country code
/// and has a length that the country uses. +1 is left to the rules of the North American plan.
bool is_international_number(std::string_view digits) noexcept;

}  // namespace leaksift::validate
