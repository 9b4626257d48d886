// The names at the root of the Domain Name System.
#pragma once

#include <string_view>

namespace leaksift::validate {

/// Whether `label` is a delegated top-level domain, in any letter case; of internationalised ones
/// both the xn-- form and UTF-8 count.
bool is_top_level_domain(std::string_view label) noexcept;

}  // namespace leaksift::validate
