// Slot: a place in the order of the report.
#pragma once

#include "assess/blob_tally.h"
#include "assess/record_joiner.h"
#include "base/text_buffer.h"
#include "core/summary.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leaksift::scan {

/// A piece of a block's lines.
struct SlotEntry {
  std::uint32_t length = 0;  ///< Bytes of it in Slot::lines.
  std::uint64_t sample = 0;  ///< What it is a sample of; 0: it is told in any case.
  const static std::uint32_t kNoPart = ~std::uint32_t{0};
  std::uint32_t part = kNoPart;  ///< Not a line, but this part of a record that ends here.
  std::uint32_t gap = kNoPart;   ///< Not a line, but this one of Slot::gaps.
};

/// The findings of a block, or the line that ends a blob. Made by the thread that reads, filled by
/// the worker that scans, taken by the thread that writes.
struct Slot {
  bool done = false;               ///< Guarded by the Feed's mutex.
  base::TextBuffer lines;          ///< Findings and records of a block, formatted...
  std::vector<SlotEntry> entries;  ///< ...and what they are; in order.
  /// Parts of records that reach beyond the block. Those that end in it have an entry.
  std::vector<assess::RecordPart> parts;
  std::uint64_t findings = 0;
  std::uint64_t bytes = 0;  ///< Owned bytes of the block.
  /// What is encoded in the block and was not read to its end. Each has an entry.
  std::vector<core::FileLine> gaps;
  std::string error;  ///< Why the block was not scanned to its end; empty if it was.
  /// Of the block's blob.
  std::shared_ptr<const core::Provenance> provenance;

  std::optional<core::FileLine> file;        ///< Set: the slot ends a blob.
  bool member = false;                       ///< Of a container; see Assessor::close.
  std::shared_ptr<assess::BlobTally> tally;  ///< What its blocks have counted; may be null.
};

}  // namespace leaksift::scan
