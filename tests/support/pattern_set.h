// The project's own patterns, loaded and compiled once per test program (and kept compiled
// in the folder for temporary files).
#pragma once

#include "base/result.h"
#include "detect/database.h"
#include "pattern/load.h"
#include "pattern/pattern.h"

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>

namespace leaksift::support {

/// What `result` holds; a test program that meets an error here cannot go on.
template <typename T>
T value_or_throw(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

inline const pattern::PatternSet& project_patterns() {
  static const pattern::PatternSet kSet =
      value_or_throw(pattern::load({std::string(LEAKSIFT_SOURCE_DIR) + "/patterns"}));
  return kSet;
}

/// The database of all the project's patterns on `engine`.
inline const detect::Database& project_database(detect::Engine engine = detect::Engine::kFast) {
  // CTest runs every test in a process of its own; compiling takes seconds each time.
  auto build = [engine] {
    const std::string cache =
        (std::filesystem::temp_directory_path() / "leaksift-tests-").string() +
        std::to_string(geteuid()) + "-" + std::to_string(static_cast<int>(engine)) + ".cache";
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

/// The index of the pattern with this id.
inline std::uint32_t index_of(const pattern::PatternSet& set, std::string_view id) {
  for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
    if (set.patterns[i].id == id) return i;
  }
  throw std::out_of_range("no pattern " + std::string(id));
}

}  // namespace leaksift::support
