// The named character references of HTML that occur in data.
#pragma once

#include <string_view>

namespace leaksift::structure {

/// The character that `&name;` stands for, or 0. Knows the five of XML 1.0, section 4.6, those of
/// HTML 4.01, section 24.2 (Latin-1), and common punctuation of HTML. Case matters.
char32_t entity(std::string_view name);

}  // namespace leaksift::structure
