// Assessor: what was found and what was not covered, over a whole scan.
#pragma once

#include "assess/blob_tally.h"
#include "core/summary.h"
#include "pattern/pattern.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace leaksift::assess {

inline constexpr std::size_t kMostWorstFiles = 10;
inline constexpr std::size_t kMostWorstColumns = 50;
inline constexpr std::size_t kMostGaps = 100;

/// Counts over a whole scan in constant memory: a DistinctCounter per type, the worst files and
/// columns and the first gaps. Used by one thread, in the order of the report.
class Assessor {
 public:
  /// `patterns` must outlive it.
  explicit Assessor(const pattern::PatternSet& patterns);
  ~Assessor();
  Assessor(const Assessor&) = delete;
  Assessor& operator=(const Assessor&) = delete;

  /// Ends a blob whose blocks have counted `tally`: fills `file.findings` and counts the line.
  /// `columns` are those of the tally. `member` is true for members of containers, whose bytes and
  /// status do not count towards the totals. Inputs that were never opened and the outcomes of
  /// containers are lines without findings. A line that was not scanned whole, or makes the scan
  /// incomplete, is a gap.
  void close(core::FileLine& file, const BlobShard& tally,
             const std::vector<core::ColumnLine>& columns, bool member);
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
