// Proves the examples and counter-examples of patterns.
#pragma once

#include "base/result.h"
#include "detect/database.h"
#include "pattern/pattern.h"

#include <string>
#include <vector>

namespace leaksift::scan {

struct PatternTestReport {
  std::size_t patterns = 0;
  std::size_t engines = 0;
  std::size_t texts = 0;  ///< Examples and counter-examples proved, once per engine.
  /// "patterns/us_ssn.toml:31: reference engine: expected …": one per failure.
  std::vector<std::string> failures;
};

/// Runs every example and counter-example of `set` on each engine.
base::Result<PatternTestReport> test_patterns(const pattern::PatternSet& set);

}  // namespace leaksift::scan
