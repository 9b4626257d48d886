// leaksift patterns: list, show, check, test.
#pragma once

#include "cli/options.h"

namespace leaksift::cli {

/// Each returns the exit status: kSuccess, or kUsage if a pattern is unknown, broken or not proved.
int list_patterns(const PatternOptions& options);
int show_pattern(const PatternOptions& options);
int check_patterns(const PatternOptions& options);
int test_patterns(const PatternOptions& options);

}  // namespace leaksift::cli
