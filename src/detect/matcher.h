// Matcher: finds the values of all patterns in a block.
#pragma once

#include "core/block.h"
#include "core/match.h"
#include "core/record.h"
#include "detect/column_profiles.h"
#include "detect/database.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace leaksift::detect {

inline const ColumnProfiles kNoProfiles;

enum class Reach : std::uint8_t { kOwned, kZone };

/// The mutable half of matching: scratch space, buffers, what is remembered of field names. One per
/// thread; `database` and the patterns behind it must outlive it.
class Matcher {
 public:
  explicit Matcher(const Database& database);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  /// The matches of at least `min_confidence` that begin in the owned part of `block`, or with
  /// kZone also a match's length before and behind it, ascending and disjoint. They depend on the
  /// bytes around them alone, not on where blocks begin or end. The result stays valid until the
  /// next call; views in it until `block` or `records` go.
  std::span<const core::Match> match(const core::Block& block, const core::RecordIndex& records,
                                     double min_confidence, Reach reach = Reach::kOwned,
                                     const ColumnProfiles& profiles = kNoProfiles);

  /// What the columns of a blob hold, judged by its first rows: `records` are those of `text`.
  ColumnProfiles profile(std::string_view text, const core::RecordIndex& records);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leaksift::detect
