// Formats that are known, but not opened: so that a report can say what it does not cover.
#pragma once

#include "content/magic.h"

#include <string_view>

namespace leaksift::content {

/// The closed or encrypted format that content with this `prefix` is in; null if none. Content
/// that is text or shows what it holds by its bytes is in none.
const Format* find_closed_format(std::string_view prefix);

}  // namespace leaksift::content
