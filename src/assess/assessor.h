// Assessor: counts what was found and what was not covered.
#pragma once

#include "core/finding.h"
#include "core/summary.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace leaksift::assess {

inline constexpr std::size_t kMostWorstFiles = 10;
inline constexpr std::size_t kMostGaps = 100;

/// The counts of one block, gathered by a worker without locks.
struct BlockCounts {
  struct Value {
    std::uint32_t type = 0;
    core::Sensitivity sensitivity = core::Sensitivity::kInternal;
    std::uint64_t identity = 0;
  };
  std::vector<Value> values;  ///< One per finding, in order.

  void clear() { values.clear(); }
  void add(const core::Finding& finding) {
    values.push_back({finding.pattern, finding.sensitivity, finding.identity});
  }
};

/// Counts over a whole scan in constant memory: a DistinctCounter per type, the worst files and the
/// first gaps. Used by one thread, in the order of the report.
class Assessor {
 public:
  explicit Assessor(std::size_t types);
  ~Assessor();
  Assessor(const Assessor&) = delete;
  Assessor& operator=(const Assessor&) = delete;

  /// Adds the findings of a block to the current blob.
  void add(const BlockCounts& counts);
  /// Ends the current blob: fills `file.findings` and counts the line. `member` is true for members
  /// of containers, whose bytes and status do not count towards the totals. Inputs that were never
  /// opened and the outcomes of containers are lines without findings. A line that was not scanned
  /// whole, or makes the scan incomplete, is a gap.
  void close(core::FileLine& file, bool member);
  /// The most sensitive finding so far; kPublic if none.
  core::Sensitivity worst() const;
  std::uint64_t findings() const;
  /// All but `seconds` and `stopped_by`, which the caller knows. complete is false if any line was
  /// incomplete. Files that are equally bad are in the order of their paths' bytes.
  core::Summary summary() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leaksift::assess
