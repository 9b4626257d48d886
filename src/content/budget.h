// Budget: what an input may still cost.
#pragma once

#include "core/limits.h"
#include "core/work_time.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// What all inputs of a scan have been decoded to. Shared by threads; which input meets the limit
/// depends on the order in which they get to it.
class DecodedTotal {
 public:
  /// Adds `count` and gives the sum.
  std::uint64_t add(std::uint64_t count) { return bytes_ += count; }

 private:
  std::atomic<std::uint64_t> bytes_ = 0;
};

/// Counts members and decoded bytes against the limits. Decoded bytes are counted for each depth on
/// its own, so that a tar.gz is not charged twice for what its gzip and its tar layer give. Once a
/// limit is passed, it stays so. Used by one thread at a time.
class Budget {
 public:
  /// `total` and `time` may be null: nothing is counted there then.
  Budget(core::Limits limits, DecodedTotal* total, const core::WorkTime* time)
      : limits_(limits), total_(total), time_(time) {}

  bool allows_depth(std::size_t depth) const { return depth < limits_.max_depth; }
  std::string depth_reason() const { return "limit: depth " + std::to_string(limits_.max_depth); }

  /// Counts a member.
  void charge_member();
  /// Looks at the clock.
  void charge_time();
  /// Counts `count` bytes decoded at `depth` from an input of `input_bytes`.
  void charge_bytes(std::size_t depth, std::uint64_t count, std::uint64_t input_bytes);

  /// The limit that was passed, such as "limit: members"; empty while none was.
  std::string_view passed() const { return passed_; }

 private:
  core::Limits limits_;
  DecodedTotal* total_;
  const core::WorkTime* time_;
  std::uint64_t members_ = 0;
  std::vector<std::uint64_t> decoded_;  ///< By depth...
  std::uint64_t most_decoded_ = 0;      ///< ...and the most of these.
  std::string_view passed_;
};

}  // namespace leaksift::content
