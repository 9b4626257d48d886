// ISO 3166-1 alpha-2 country codes.
#pragma once

#include <string_view>

namespace leaksift::validate {

/// Whether two capital letters are an assigned ISO 3166-1 code, or XK (Kosovo), which banks use.
bool is_country(std::string_view code) noexcept;

}  // namespace leaksift::validate
