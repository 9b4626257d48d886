// Analyses of regexes as bytes: to analyse all takes a third of a start.
#pragma once

#include "detect/regex_analysis.h"

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Bytes from which `load` makes the same analyses, in the same build of the program. What `equip`
/// adds is not among them.
std::string save(const std::vector<RegexAnalysis>& analyses);

/// False if `bytes` are not those that `save` gave.
bool load(std::string_view bytes, std::vector<RegexAnalysis>& analyses);

}  // namespace leaksift::detect
