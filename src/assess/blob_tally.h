// BlobTally: the counts of one blob, gathered by all workers without locks.
#pragma once

#include "assess/distinct_counter.h"
#include "core/record.h"
#include "core/record_line.h"
#include "core/sensitivity.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::assess {

/// Findings of one type that are counted together.
struct TypeCounts {
  std::uint32_t type = 0;
  std::uint64_t hundredths = 0;  ///< See TypeTally.
  std::array<std::uint64_t, 4> by_sensitivity{};
  std::vector<std::uint64_t> identities;  ///< One for each.

  void start(std::uint32_t of_type) {
    type = of_type;
    hundredths = 0;
    by_sensitivity = {};
    identities.clear();
  }
};

/// A type in a column, or outside of all columns.
struct TypeTally {
  std::uint32_t type = 0;
  std::uint64_t occurrences = 0;
  std::uint64_t hundredths = 0;  ///< Sum of the confidences, in hundredths: sums of integers do not
                                 ///< depend on their order.
  core::Sensitivity sensitivity = core::Sensitivity::kPublic;  ///< The gravest.
  DistinctCounter distinct;

  void add(const TypeCounts& counts);
  void merge(const TypeTally& other);
};

/// The types of one column, few: looked up by going through them.
class TypeTallies {
 public:
  TypeTally& of(std::uint32_t type);
  void merge(const TypeTallies& other);
  const std::vector<TypeTally>& all() const { return tallies_; }

 private:
  std::vector<TypeTally> tallies_;
};

struct ColumnTally {
  std::uint64_t filled = 0;
  std::uint64_t first =
      ~std::uint64_t{0};  ///< Offset of the first cell in the blob, for the order.
  TypeTallies types;
  void merge(const ColumnTally& other);
};

/// Records that hold findings.
struct RecordCounts {
  std::uint64_t total = 0;  ///< All records.
  std::uint64_t with_findings = 0;
  std::uint64_t notifiable = 0;
  std::vector<std::uint64_t> by_combination;  ///< By number of the gravest; grows as needed.
  std::map<std::string, std::uint64_t, std::less<>> by_region;  ///< Of the notifiable; "" unknown.

  void add(std::uint32_t combination, std::string_view region);
  void merge(const RecordCounts& other);
};

/// What one worker has counted in one blob. Sums and sets only, so that it does not matter which
/// worker counted what. Of the columns the kMostColumns with the lowest hashes are kept: which
/// these are does not depend on the order in which they are met; the types of others count as being
/// outside of columns.
class BlobShard {
 public:
  static constexpr std::size_t kMostColumns = 16384;
  /// The counts of each of `columns`; null for one that is not kept. Valid until the next call.
  void find(const std::vector<core::Column>& columns, std::vector<ColumnTally*>& tallies);
  /// Types outside of the columns that are kept.
  TypeTallies& loose() { return loose_; }
  void add_rows(std::string_view table, std::uint64_t rows) { rows_[std::string(table)] += rows; }
  /// Counts findings in what is not by column.
  void add(const TypeCounts& counts);
  RecordCounts& records() { return records_; }

  void merge(const BlobShard& other);
  /// Adds what was counted in a text within the blob, whose columns are not those of the blob:
  /// their types count as being outside of columns; their rows and cells are left out.
  void merge_within(const BlobShard& inner);

  const RecordCounts& records() const { return records_; }
  const TypeTallies& loose() const { return loose_; }
  std::uint64_t findings() const { return findings_; }
  /// By type; as long as the highest type that was met.
  const std::vector<std::array<std::uint64_t, 4>>& by_sensitivity() const {
    return by_sensitivity_;
  }
  /// The columns that hold types, in the order of their first cells; a line for each type.
  std::vector<core::ColumnLine> columns() const;
  /// Adds the distinct values of all columns and of the rest to those of a whole scan.
  void add_distinct_to(std::vector<DistinctCounter>& by_type) const;

 private:
  struct Known {
    core::Column name;
    ColumnTally tally;
  };

  std::array<std::uint64_t, 4>& by_sensitivity_of_type(std::uint32_t type) {
    if (by_sensitivity_.size() <= type) by_sensitivity_.resize(type + 1);
    return by_sensitivity_[type];
  }
  void merge_all_but_columns(const BlobShard& other);
  void keep(std::uint64_t hash, const core::Column& name);
  ColumnTally* kept(std::uint64_t hash);

  std::map<std::uint64_t, Known> columns_;                  ///< By hash of the name.
  std::map<std::string, std::uint64_t, std::less<>> rows_;  ///< By table.
  TypeTallies loose_;
  std::vector<std::array<std::uint64_t, 4>> by_sensitivity_;
  std::uint64_t findings_ = 0;
  RecordCounts records_;
  std::vector<std::uint64_t> hashes_;  ///< Of the columns that are looked for.
};

/// One per blob, shared by the blocks of it. Each worker adds to the shard of its own number; who
/// reads must know that all blocks of the blob are done (Feed's mutex orders this).
class BlobTally {
 public:
  explicit BlobTally(unsigned workers) : shards_(workers) {}

  BlobShard& shard(unsigned worker) {
    if (!shards_[worker]) shards_[worker] = std::make_unique<BlobShard>();
    return *shards_[worker];
  }
  /// All shards as one. Leaves the tally empty.
  BlobShard take();

 private:
  std::vector<std::unique_ptr<BlobShard>> shards_;
};

}  // namespace leaksift::assess
