// Lane: one input on its way through the scan: its blobs, their blocks, and what became of it.
#pragma once

#include "content/expander.h"
#include "core/block.h"
#include "core/summary.h"
#include "core/work_time.h"
#include "scan/block_reader.h"
#include "scan/scan.h"
#include "scan/slot.h"
#include "source/walker.h"
#include "structure/cursor.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

namespace leaksift::scan {

/// A block to be scanned, and where its results go. Reused from block to block.
struct Job {
  core::Block block;
  structure::Cursor cursor;
  std::shared_ptr<const core::Provenance> provenance;
  std::shared_ptr<BlobColumns> columns;      ///< Of its blob; null for plain text.
  std::shared_ptr<assess::BlobTally> tally;  ///< Of its blob.
  std::shared_ptr<core::WorkTime> time;      ///< Of its input.
  std::shared_ptr<Slot> slot;
};

/// Yields the blocks of one input in order. Used by one thread at a time.
class Lane {
 public:
  /// `total` counts for all lanes. `stop` may be null; see source::open. So may `fields`; see
  /// BlockReader.
  Lane(source::Input input, const ScanConfig& config, content::DecodedTotal& total,
       const std::atomic<int>* stop, const structure::FieldJudge* fields = nullptr);

  /// kLines: no block yet, but many lines of blobs that have none.
  enum class Got : std::uint8_t { kBlock, kLines, kEnd };
  /// Reads the next block into `job` and appends its slot to `slots`, together with the slots of
  /// blobs that end before it. kEnd when the input is exhausted; slots may have been appended then
  /// too.
  Got next(Job& job, std::deque<std::shared_ptr<Slot>>& slots);

  /// Ends what is under way, unread from here on for this reason: appends its lines to `slots`.
  void cut(const std::string& reason, std::deque<std::shared_ptr<Slot>>& slots);

  const source::Input& input() const { return input_; }

 private:
  Got read_on(Job& job, std::deque<std::shared_ptr<Slot>>& slots);
  bool open(std::deque<std::shared_ptr<Slot>>& slots);
  void end_blob(std::deque<std::shared_ptr<Slot>>& slots);
  void end_item(std::deque<std::shared_ptr<Slot>>& slots);
  core::FileLine line_of_item() const;

  const ScanConfig& config_;
  content::DecodedTotal& total_;
  const std::atomic<int>* stop_;
  const structure::FieldJudge* fields_;
  source::Input input_;
  std::shared_ptr<const core::Provenance> provenance_;
  std::shared_ptr<core::WorkTime> time_;
  bool opened_ = false;
  std::unique_ptr<content::Expander> expander_;
  content::Item item_;
  std::unique_ptr<BlockReader> reader_;
  std::shared_ptr<assess::BlobTally> tally_;  ///< Of the blob that is being read.
};

}  // namespace leaksift::scan
