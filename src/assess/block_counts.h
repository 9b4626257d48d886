// BlockCounts: what one block holds of each type in each of its columns.
#pragma once

#include "assess/blob_tally.h"
#include "core/finding.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leaksift::assess {

/// Takes findings in at little more than the cost of writing down their identities, and counts them
/// by the block: values of one kind (type and column) after the other, so that the tables they are
/// looked up in stay in the cache. One per worker; reused from block to block.
class BlockCounts {
 public:
  /// Forgets the block before.
  void start();
  /// Counts a finding. How many of its type there are so far in its column or, if it has none,
  /// outside of columns: 1 for the first.
  std::size_t add(const core::Judgement& what, const core::Countable& finding) {
    Kind& kind = kind_of(what.column, what.pattern);
    if (!kind.is_like_last(what.confidence, finding.sensitivity)) {
      kind.sum_up();
      kind.confidence = what.confidence;
      kind.sensitivity = finding.sensitivity;
    }
    kind.counts.identities.push_back(finding.identity);
    return kind.counts.identities.size();
  }
  /// Adds all to `shard`. `columns`: the counts of each column, null for those that are not kept.
  void pour(const std::vector<ColumnTally*>& columns, BlobShard& shard);

 private:
  struct Kind {
    std::uint32_t column = 0;  ///< core::kNoRecord: outside of columns.
    std::uint32_t next = 0;    ///< The kind that came after it last time: rows are alike.
    TypeCounts counts;
    /// Of the finding before. Most share them, so that they are counted by runs.
    double confidence = 0.0;
    core::Sensitivity sensitivity = core::Sensitivity::kPublic;
    std::size_t summed_up = 0;  ///< Findings in runs that have ended.

    bool is_like_last(double of_confidence, core::Sensitivity of_sensitivity) const {
      return confidence == of_confidence && sensitivity == of_sensitivity;
    }
    /// Counts the run that ends.
    void sum_up();
    bool is(std::uint32_t of_column, std::uint32_t type) const {
      return column == of_column && counts.type == type;
    }
  };

  Kind& kind_of(std::uint32_t column, std::uint32_t type) {
    if (kind_count_ > 0) {
      const std::uint32_t next = kinds_[last_].next;
      if (kinds_[next].is(column, type)) return kinds_[last_ = next];
    }
    return look_up(column, type);
  }
  Kind& look_up(std::uint32_t column, std::uint32_t type);
  std::uint32_t& slot_of(std::uint32_t column, std::uint32_t type);
  void grow();

  std::vector<Kind> kinds_;  ///< The first kind_count_ are of this block.
  std::size_t kind_count_ = 0;
  std::uint32_t last_ = 0;            ///< The kind of the finding before.
  std::vector<std::uint32_t> slots_;  ///< Numbers of kinds from 1; a power of two, half full.
};

}  // namespace leaksift::assess
