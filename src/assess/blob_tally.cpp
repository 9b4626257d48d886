#include "assess/blob_tally.h"

#include "base/hash.h"
#include "pattern/tellable.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace leaksift::assess {
namespace {

/// Fixed: which columns are kept must be the same in every scan.
constexpr base::Key128 kColumnKey = {'l', 'e', 'a', 'k', 's', 'i', 'f', 't',
                                     '-', 'c', 'o', 'l', 'u', 'm', 'n', 's'};

std::uint64_t hash_of(const core::Column& column) {
  std::string message;
  base::append_framed(message, column.table);
  base::append_framed(message, column.name);
  return base::siphash64(message, kColumnKey);
}

// What is known of a type in a column, but for the column itself.
core::ColumnLine line_of(const TypeTally& tally) {
  core::ColumnLine line;
  line.type = tally.type;
  line.occurrences = tally.occurrences;
  line.distinct = tally.distinct.count();
  line.distinct_exact = tally.distinct.exact();
  line.confidence =
      static_cast<double>(tally.hundredths) / 100.0 / static_cast<double>(tally.occurrences);
  line.sensitivity = tally.sensitivity;
  return line;
}

}  // namespace

void TypeTally::add(const TypeCounts& counts) {
  occurrences += counts.identities.size();
  hundredths += counts.hundredths;
  for (std::size_t i = 0; i < counts.by_sensitivity.size(); ++i) {
    if (counts.by_sensitivity[i] == 0) continue;
    sensitivity = std::max(sensitivity, static_cast<core::Sensitivity>(i));
  }
  distinct.add(counts.identities);
}

void TypeTally::merge(const TypeTally& other) {
  occurrences += other.occurrences;
  hundredths += other.hundredths;
  sensitivity = std::max(sensitivity, other.sensitivity);
  distinct.merge(other.distinct);
}

TypeTally& TypeTallies::of(std::uint32_t type) {
  for (TypeTally& tally : tallies_) {
    if (tally.type == type) return tally;
  }
  tallies_.emplace_back().type = type;
  return tallies_.back();
}

void TypeTallies::merge(const TypeTallies& other) {
  for (const TypeTally& tally : other.tallies_) of(tally.type).merge(tally);
}

void ColumnTally::merge(const ColumnTally& other) {
  filled += other.filled;
  first = std::min(first, other.first);
  types.merge(other.types);
}

void RecordCounts::add(std::uint32_t combination, std::string_view region) {
  ++with_findings;
  if (combination == ~std::uint32_t{0}) return;
  ++notifiable;
  if (by_combination.size() <= combination) by_combination.resize(combination + 1);
  ++by_combination[combination];
  ++by_region[std::string(region)];
}

void RecordCounts::merge(const RecordCounts& other) {
  total += other.total;
  with_findings += other.with_findings;
  notifiable += other.notifiable;
  by_combination.resize(std::max(by_combination.size(), other.by_combination.size()));
  for (std::size_t i = 0; i < other.by_combination.size(); ++i) {
    by_combination[i] += other.by_combination[i];
  }
  for (const auto& [region, count] : other.by_region) by_region[region] += count;
}

void BlobShard::add(const TypeCounts& counts) {
  findings_ += counts.identities.size();
  auto& mine = by_sensitivity_of_type(counts.type);
  for (std::size_t i = 0; i < mine.size(); ++i) mine[i] += counts.by_sensitivity[i];
}

// All are met before any is looked up, since a column that is met may drop another.
void BlobShard::find(const std::vector<core::Column>& columns, std::vector<ColumnTally*>& tallies) {
  hashes_.clear();
  for (const core::Column& column : columns) {
    hashes_.push_back(hash_of(column));
    keep(hashes_.back(), column);
  }
  tallies.clear();
  for (const std::uint64_t hash : hashes_) tallies.push_back(kept(hash));
}

ColumnTally* BlobShard::kept(std::uint64_t hash) {
  const auto found = columns_.find(hash);
  return found == columns_.end() ? nullptr : &found->second.tally;
}

void BlobShard::keep(std::uint64_t hash, const core::Column& name) {
  if (columns_.contains(hash)) return;
  if (columns_.size() == kMostColumns) {
    const auto last = std::prev(columns_.end());
    if (hash > last->first) return;
    loose_.merge(last->second.tally.types);
    columns_.erase(last);
  }
  columns_.emplace(hash, Known{name, {}});
}

void BlobShard::merge(const BlobShard& other) {
  for (const auto& [hash, known] : other.columns_) {
    keep(hash, known.name);
    if (ColumnTally* const mine = kept(hash)) {
      mine->merge(known.tally);
    } else {
      loose_.merge(known.tally.types);
    }
  }
  for (const auto& [table, rows] : other.rows_) rows_[table] += rows;
  merge_all_but_columns(other);
}

void BlobShard::merge_within(const BlobShard& inner) {
  for (const auto& [hash, known] : inner.columns_) loose_.merge(known.tally.types);
  merge_all_but_columns(inner);
}

void BlobShard::merge_all_but_columns(const BlobShard& other) {
  loose_.merge(other.loose_);
  findings_ += other.findings_;
  for (std::size_t type = 0; type < other.by_sensitivity_.size(); ++type) {
    auto& mine = by_sensitivity_of_type(static_cast<std::uint32_t>(type));
    for (std::size_t i = 0; i < mine.size(); ++i) mine[i] += other.by_sensitivity_[type][i];
  }
  records_.merge(other.records_);
}

std::vector<core::ColumnLine> BlobShard::columns() const {
  std::vector<const Known*> known;
  for (const auto& [hash, column] : columns_) {
    if (!column.tally.types.all().empty()) known.push_back(&column);
  }
  std::sort(known.begin(), known.end(), [](const Known* a, const Known* b) {
    return std::tie(a->tally.first, a->name.table, a->name.name) <
           std::tie(b->tally.first, b->name.table, b->name.name);
  });
  std::vector<core::ColumnLine> lines;
  for (const Known* column : known) {
    const auto rows = rows_.find(column->name.table);
    const auto first = static_cast<std::ptrdiff_t>(lines.size());
    for (const TypeTally& tally : column->tally.types.all()) {
      core::ColumnLine& line = lines.emplace_back(line_of(tally));
      line.table = pattern::tellable(column->name.table);
      line.field = pattern::tellable(column->name.name);
      line.rows = rows == rows_.end() ? 0 : rows->second;
      line.filled = column->tally.filled;
    }
    std::sort(lines.begin() + first, lines.end(),
              [](const auto& a, const auto& b) { return a.type < b.type; });
  }
  return lines;
}

void BlobShard::add_distinct_to(std::vector<DistinctCounter>& by_type) const {
  auto add = [&by_type](const TypeTallies& tallies) {
    for (const TypeTally& tally : tallies.all()) by_type[tally.type].merge(tally.distinct);
  };
  for (const auto& [hash, known] : columns_) add(known.tally.types);
  add(loose_);
}

BlobShard BlobTally::take() {
  BlobShard all;
  bool first = true;
  for (auto& shard : shards_) {
    if (!shard) continue;
    if (first) {
      all = std::move(*shard);
    } else {
      all.merge(*shard);
    }
    first = false;
    shard.reset();
  }
  return all;
}

}  // namespace leaksift::assess
