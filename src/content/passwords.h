// Passwords: what is tried on encrypted members.
#pragma once

#include <string>
#include <vector>

namespace leaksift::content {

/// In the order in which they are tried. They are secrets: no message and no report holds them.
using Passwords = std::vector<std::string>;

}  // namespace leaksift::content
