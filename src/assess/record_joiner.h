// RecordJoiner: joins the findings of a block into records, and counts them by column.
#pragma once

#include "assess/blob_tally.h"
#include "assess/block_counts.h"
#include "assess/combinations.h"
#include "assess/part_names.h"
#include "assess/region_finder.h"
#include "assess/type_sets.h"
#include "base/newlines.h"
#include "core/block.h"
#include "core/finding.h"
#include "core/record.h"
#include "core/record_line.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace leaksift::assess {

/// The rules of records, compiled once for all threads. `set` must outlive it.
struct RecordJudge {
  explicit RecordJudge(const pattern::PatternSet& set);
  RegionFinder regions;
  Combinations combinations;
  PartNames parts;
  std::vector<char> is_address;  ///< By type, 0 or 1: a byte is looked up sooner than a bit.
};

/// What is known of one record: all of it, or what one block holds of it.
struct RecordPart {
  core::RecordLine line;  ///< Combinations and region are filled when it is to be told.
  RegionEvidence region;
  bool login = false;
  bool opens = false;   ///< The record begins in this block's owned part; else line.offset and
                        ///< line.line are unknown.
  bool closes = false;  ///< It ends in it; else line.length is unknown.
  /// Number of the gravest combination, or Combinations::kNone; set by judge().
  std::uint32_t combination = Combinations::kNone;

  std::uint64_t begin = 0;  ///< Of the record in the blob's text, as in core::Block: names it.
  std::uint64_t end = 0;    ///< Of the record in the blob's own bytes, if it closes.
  /// Takes in a part of the same record from a later block.
  void append(const RecordPart& later);
  /// What must be known of a whole record to count it: combination and region.
  void judge(const RecordJudge& judge);
  /// What else must be known to tell it: the order of its types, and all combinations.
  void complete(const RecordJudge& judge);
};

/// A record within another that PartNames says to be a part of it has no line and no count of its
/// own: its findings, and what it says of the region, are those of the record around it.
///
/// One per worker; reused from block to block. Per block: start, add all findings in order, finish;
/// then it tells of the block's records until the next start. Findings are numbered from 0.
class RecordJoiner {
 public:
  /// `lines`: records will be told. `samples`: so many findings of each kind (type and column) in a
  /// block will be told.
  RecordJoiner(const RecordJudge& judge, bool lines, std::size_t samples);

  /// Counts the records and cells that begin in the block's owned part. All must stay until the
  /// next start. `matches`: those of the block, each of which is a finding.
  void start(const core::Block& block, const core::RecordIndex& records,
             std::span<const core::Match> matches, BlobShard& shard);
  /// Counts the next findings.
  void add(std::span<const core::Countable> findings);
  /// Counts the records that lie wholly in the owned part, and everything else in the shard.
  void finish();

  /// The numbers of the first `samples` findings of each kind, ascending.
  const std::vector<std::uint32_t>& samples() const { return samples_; }

  /// Records that end in the owned part: the wholes of those that hold findings (only if they will
  /// be told), and the last parts of others. By their ends; of equal ends the inner first.
  struct Ended {
    std::uint32_t record = 0;      ///< Index into RecordIndex::records.
    std::uint32_t part = kNoPart;  ///< Index into parts(), if it began in an earlier block.
    static constexpr std::uint32_t kNoPart = ~std::uint32_t{0};
  };
  const std::vector<Ended>& ended() const { return ended_; }
  /// Parts of records that reach beyond the owned part, without the ids of their findings.
  struct Crossing {
    std::uint32_t record = 0;
    RecordPart part;
  };
  std::vector<Crossing>& parts() { return parts_; }

  /// Offset in the blob.
  std::uint64_t end_of(std::uint32_t record) const {
    return block_->offset + static_cast<std::uint64_t>(records_->records[record].end);
  }
  /// The gravest combination of what the block holds of the record.
  std::uint32_t combination_of(std::uint32_t record) const {
    return sets_[tallies_[record].set].gravest;
  }
  /// Fills in what is known of a record but for the ids of its findings. Of whole records the names
  /// are joined.
  void describe(std::uint32_t record, RecordPart& part);
  /// Calls `visit` with the number of each finding of a record, in order, until it gives false.
  template <typename Visit>
  void for_each_finding(std::uint32_t record, Visit visit) const {
    for (std::uint32_t run = tallies_[record].first_run; run != Run::kNone; run = runs_[run].next) {
      for (std::uint32_t number = runs_[run].begin; number < runs_[run].end; ++number) {
        if (!visit(number)) return;
      }
    }
  }

 private:
  /// Findings of a record that follow each other: all that it has, if none of another record lies
  /// between. The runs of a record are a chain.
  struct Run {
    std::uint32_t begin = 0;  ///< Number of the first finding.
    std::uint32_t end = 0;
    std::uint32_t next = kNone;
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  };
  /// What the block holds of a record.
  struct Tally {
    std::uint32_t set = TypeSets::kEmpty;
    std::uint32_t findings = 0;
    std::uint32_t first_run = Run::kNone;
    std::uint32_t last_run = Run::kNone;
    core::Sensitivity sensitivity = core::Sensitivity::kPublic;
    bool crosses = false;  ///< Reaches beyond the owned part; listed in crossing_.
  };

  void find_owners();
  bool is_part(const core::Record& record, const core::Record& around) const;
  /// The record that a record is a part of; itself if it is none.
  std::uint32_t owner_of(std::uint32_t record) const {
    return owners_.empty() ? record : owners_[record];
  }
  void read_cells();
  void judge_columns();
  void count_rows();
  void find_crossing_records();
  void mark_crossing(std::uint32_t record);
  void join(std::span<const core::Match> matches, std::span<const core::Countable> findings);
  void add_run(std::uint32_t record, Run run);
  void count_whole(const Tally& tally, const RegionEvidence& region);
  void pour_records();
  void keep_parts();
  void sort_ended();
  void count_types(std::uint32_t record, core::RecordLine& line) const;
  bool owns(std::int64_t at) const {
    return at >= static_cast<std::int64_t>(block_->own_begin) &&
           at < static_cast<std::int64_t>(block_->own_end);
  }
  bool closes(const core::Record& record) const;

  const RecordJudge& judge_;
  const bool lines_;
  const std::size_t most_samples_;
  const core::Block* block_ = nullptr;
  const core::RecordIndex* records_ = nullptr;
  BlobShard* shard_ = nullptr;
  std::span<const core::Match> matches_;
  std::uint32_t next_ = 0;  ///< Number of the next finding.
  std::vector<std::uint32_t> samples_;
  BlockCounts counts_;
  TypeSets sets_;
  std::unordered_map<std::string, ColumnRole> roles_;  ///< By name of a column.
  std::vector<ColumnRole> role_of_column_;
  std::vector<ColumnTally*> columns_;        ///< By column.
  std::vector<std::uint64_t> filled_;        ///< By column.
  std::vector<PartNames::Role> list_roles_;  ///< By RecordIndex::lists.
  std::vector<std::uint32_t> owners_;        ///< By record; empty if none is a part of another.
  std::vector<RegionEvidence> regions_;      ///< By record.
  std::vector<Tally> tallies_;               ///< By record.
  std::vector<Run> runs_;
  std::vector<std::uint32_t> holders_;   ///< Records with findings, in the order of the first ones.
  std::vector<std::uint32_t> crossing_;  ///< Records that reach beyond the owned part.
  std::vector<Crossing> parts_;
  std::vector<Ended> ended_;
  std::vector<std::uint64_t> by_combination_;  ///< Whole records, by gravest combination; as last
                                               ///< those without.
  std::vector<std::uint64_t> by_region_;       ///< The notifiable of them, by number of the region.
  base::LineIndex line_index_;
};

}  // namespace leaksift::assess
