// Budget: what an input may still cost.
#pragma once

#include "core/limits.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// Counts members and decoded bytes against the limits. Decoded bytes are counted for each depth on
/// its own, so that a tar.gz is not charged twice for what its gzip and its tar layer give. Once a
/// limit is passed, it stays so. Used by one thread at a time.
class Budget {
 public:
  explicit Budget(core::Limits limits) : limits_(limits) {}

  bool allows_depth(std::size_t depth) const { return depth < limits_.max_depth; }
  std::string depth_reason() const { return "limit: depth " + std::to_string(limits_.max_depth); }

  /// Counts a member.
  void charge_member();
  /// Counts `count` bytes decoded at `depth` from an input of `input_bytes`.
  void charge_bytes(std::size_t depth, std::uint64_t count, std::uint64_t input_bytes);

  /// The limit that was passed, such as "limit: members"; empty while none was.
  std::string_view passed() const { return passed_; }

 private:
  core::Limits limits_;
  std::uint64_t members_ = 0;
  std::vector<std::uint64_t> decoded_;  ///< By depth.
  std::string_view passed_;
};

}  // namespace leaksift::content
