// Sets of patterns as bytes: to read the files they come from takes a third of a start.
#pragma once

#include "pattern/pattern.h"

#include <string>
#include <string_view>

namespace leaksift::pattern {

/// Bytes from which `load` makes the same set, in the same build of the program.
std::string save(const PatternSet& set);

/// False if `bytes` are not those that `save` gave.
bool load(std::string_view bytes, PatternSet& set);

}  // namespace leaksift::pattern
