// The project's own patterns, compiled once per test program and kept compiled in the folder for
// temporary files.
#pragma once

#include "detect/database.h"
#include "support/pattern_set.h"

#include <string>

namespace leaksift::support {

/// The database of all the project's patterns on `engine`.
inline const detect::Database& project_database(detect::Engine engine = detect::Engine::kFast) {
  auto build = [engine] {
    const std::string cache = test_cache(std::to_string(static_cast<int>(engine)) + ".cache");
    return value_or_throw(detect::Database::build(project_patterns(), engine, cache));
  };
  if (engine == detect::Engine::kReference) {
    static const detect::Database kReference = build();
    return kReference;
  }
  if (engine == detect::Engine::kRe2) {
    static const detect::Database kRe2 = build();
    return kRe2;
  }
  static const detect::Database kFast = build();
  return kFast;
}

}  // namespace leaksift::support
