// Where leaksift keeps things that nobody names on the command line: patterns and caches.
#pragma once

#include "detect/database.h"
#include "pattern/pattern.h"

#include <string>
#include <vector>

namespace leaksift::cli {

/// The folder of the built-in patterns: $LEAKSIFT_PATTERNS if that is set; else
/// ../share/leaksift/patterns beside the folder of the executable, where installing puts it; else
/// the one in the source tree that the program was built from.
std::string built_in_patterns();

/// The built-in folder, then `added`: the folders to hand to pattern::load.
std::vector<std::string> pattern_folders(const std::vector<std::string>& added);

/// The file for what was read of the patterns in `folders`, below $XDG_CACHE_HOME or ~/.cache (XDG
/// Base Directory Specification), whose folder is made, for the user alone. Empty if there is no
/// such folder and none can be made.
std::string patterns_cache(const std::vector<std::string>& folders);

/// The file beside it for the compiled form of `patterns`. Each choice of types and engine has a
/// file of its own.
std::string database_cache(const pattern::PatternSet& patterns, detect::Engine engine);

}  // namespace leaksift::cli
