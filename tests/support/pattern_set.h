// The project's own patterns, loaded once per test program and kept as they were read in the folder
// for temporary files.
#pragma once

#include "base/result.h"
#include "pattern/load.h"
#include "pattern/pattern.h"
#include "support/source_dir.h"

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace leaksift::support {

/// What `result` holds; a test program that meets an error here cannot go on.
template <typename T>
T value_or_throw(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

/// A file for what this test program keeps. CTest runs every test in a process of its own; to read
/// all patterns and to compile them each time would be most of the time.
inline std::string test_cache(const std::string& what) {
  const auto folder = std::filesystem::temp_directory_path();
  return (folder / ("leaksift-tests-" + std::to_string(geteuid()) + "-" +
                    program_invocation_short_name + "-" + what))
      .string();
}

inline const pattern::PatternSet& project_patterns() {
  static const pattern::PatternSet kSet = value_or_throw(
      pattern::load({source_dir() + "/patterns"}, pattern::Examples::kAll, test_cache("patterns")));
  return kSet;
}

/// The index of the pattern with this id.
inline std::uint32_t index_of(const pattern::PatternSet& set, std::string_view id) {
  for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
    if (set.patterns[i].id == id) return i;
  }
  throw std::out_of_range("no pattern " + std::string(id));
}

}  // namespace leaksift::support
