// ColumnProfiles: what the values of columns say as a whole.
#pragma once

#include "core/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leaksift::detect {

/// What a column is by the values in it, or by the other names of its table.
struct ColumnProfile {
  /// The type that its values are, if they say so...
  std::optional<std::uint32_t> pattern;
  double log_odds = 0.0;  ///< ...and how much surer that makes each of them.
  std::string meaning;    ///< It is read as if this were its name.
};

/// By column: those whose values as a whole say what they are.
class ColumnProfiles {
 public:
  /// Null if nothing is known of the column.
  const ColumnProfile* find(const core::Column& column) const;
  /// The first one added of a column stays.
  void add(const core::Column& column, const ColumnProfile& profile);
  void replace(const core::Column& column, const ColumnProfile& profile);
  bool empty() const { return profiles_.empty(); }

 private:
  std::unordered_map<std::string, ColumnProfile> profiles_;  ///< By table and name.
};

}  // namespace leaksift::detect
