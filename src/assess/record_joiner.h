// RecordJoiner: joins the findings of a block into records, and counts them by column.
#pragma once

#include "assess/blob_tally.h"
#include "assess/combinations.h"
#include "assess/region_finder.h"
#include "core/block.h"
#include "core/finding.h"
#include "core/record.h"
#include "core/record_line.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::assess {

/// The rules of records, compiled once for all threads. `set` must outlive it.
struct RecordJudge {
  explicit RecordJudge(const pattern::PatternSet& set);
  RegionFinder regions;
  Combinations combinations;
  std::vector<bool> is_address;  ///< By type.
};

/// Names a finding of the blob: all that its id is made of.
struct FindingRef {
  std::uint32_t type = 0;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// What is known of one record: all of it, or what one block holds of it.
struct RecordPart {
  core::RecordLine line;         ///< Ids, combinations and region are filled when it is to be told.
  std::vector<FindingRef> refs;  ///< Findings whose ids `line` does not hold yet.
  RegionEvidence region;
  bool login = false;
  bool opens = false;   ///< The record begins in this block's owned part; else line.offset and
                        ///< line.line are unknown.
  bool closes = false;  ///< It ends in it; else line.length is unknown.
  /// Number of the gravest combination, or Combinations::kNone; set by judge().
  std::uint32_t combination = Combinations::kNone;

  std::uint64_t begin = 0;  ///< Of the record in the blob's text, as in core::Block: names it.
  std::uint64_t end = 0;    ///< Of the record in the blob's own bytes, if it closes.
  void add(const core::Finding& finding, bool with_ref);
  /// Takes in a part of the same record from a later block. Neither has refs.
  void append(const RecordPart& later);
  /// What must be known of a whole record to count it: combination and region.
  void judge(const RecordJudge& judge);
  /// What else must be known to tell it: the order of its types, and all combinations.
  void complete(const RecordJudge& judge);
  void reset();
};

/// One per worker; reused from block to block. Per block: start, add each finding in order, finish.
class RecordJoiner {
 public:
  /// `lines`: records will be told, so that it is kept which findings they have.
  RecordJoiner(const RecordJudge& judge, bool lines) : judge_(judge), lines_(lines) {}

  /// Counts the records and cells that begin in the block's owned part. All must stay until finish.
  void start(const core::Block& block, const core::RecordIndex& records, BlobShard& shard);
  /// `value`: what the finding says.
  void add(const core::Finding& finding, std::string_view value);
  /// Counts the records that lie wholly in the owned part. Those and the parts of records that
  /// reach beyond it are then in parts(), by their ends; the parts of those that are not closed
  /// come last.
  void finish();
  /// Records that hold findings (only if they will be told), and parts of such that may do so
  /// elsewhere. Valid until start.
  std::vector<RecordPart*>& parts() { return order_; }

 private:
  void read_cells();
  void open_crossing_records();
  RecordPart& part_of(std::uint32_t record);
  std::uint64_t line_of(std::int64_t begin);
  bool owns(std::int64_t at) const {
    return at >= static_cast<std::int64_t>(block_->own_begin) &&
           at < static_cast<std::int64_t>(block_->own_end);
  }
  bool closes(const core::Record& record) const;

  const RecordJudge& judge_;
  const bool lines_;
  const core::Block* block_ = nullptr;
  const core::RecordIndex* records_ = nullptr;
  BlobShard* shard_ = nullptr;
  std::unordered_map<std::string, ColumnRole> roles_;  ///< By name of a column.
  std::vector<ColumnRole> role_of_column_;
  std::vector<ColumnTally*> tallies_;       ///< By column.
  std::vector<RegionEvidence> regions_;     ///< By record.
  std::vector<bool> logins_;                ///< By record.
  std::vector<std::uint32_t> part_number_;  ///< By record: its number in parts_ from 1, or 0.
  std::vector<RecordPart> parts_;
  std::size_t part_count_ = 0;
  std::vector<RecordPart*> order_;
  std::int64_t counted_ = 0;  ///< Lines are counted up to here...
  std::uint64_t line_ = 1;    ///< ...which is in this line.
};

}  // namespace leaksift::assess
