// The project's own patterns, loaded once per test program.
#pragma once

#include "base/result.h"
#include "pattern/load.h"
#include "pattern/pattern.h"
#include "support/source_dir.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::support {

/// What `result` holds; a test program that meets an error here cannot go on.
template <typename T>
T value_or_throw(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

inline const pattern::PatternSet& project_patterns() {
  static const pattern::PatternSet kSet =
      value_or_throw(pattern::load({source_dir() + "/patterns"}));
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
