// ColumnProfiles: what the values of columns say as a whole.
#pragma once

#include "core/record.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leaksift::detect {

/// The type that the values of a column are, and how much surer that makes each of them.
struct ColumnProfile {
  std::uint32_t pattern = 0;
  double log_odds = 0.0;
  /// What such a column is called: it is read as if this were its name. Owned by the patterns.
  std::string_view meaning;
};

/// By column: those whose values as a whole say what they are.
class ColumnProfiles {
 public:
  /// Null if nothing is known of the column.
  const ColumnProfile* find(const core::Column& column) const;
  void add(const core::Column& column, ColumnProfile profile);
  bool empty() const { return profiles_.empty(); }

 private:
  std::unordered_map<std::string, ColumnProfile> profiles_;  ///< By table and name.
};

}  // namespace leaksift::detect
