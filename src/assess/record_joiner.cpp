#include "assess/record_joiner.h"

#include "core/tellable.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace leaksift::assess {
namespace {

constexpr std::size_t kMostRoles = 16384;

}  // namespace

RecordJudge::RecordJudge(const pattern::PatternSet& set)
    : regions(set), combinations(set), is_address(set.patterns.size()) {
  for (std::size_t i = 0; i < set.patterns.size(); ++i) {
    const auto& types = set.records.address_types;
    is_address[i] = std::find(types.begin(), types.end(), set.patterns[i].id) != types.end();
  }
}

void RecordPart::reset() {
  line.types.clear();
  line.combinations.clear();
  line.findings.clear();
  refs.clear();
  line.finding_count = 0;
  line.sensitivity = core::Sensitivity::kPublic;
  line.region = {};
  line.region_by = core::RegionBasis::kNone;
  line.line = 1;
  region = {};
  login = false;
}

void RecordPart::add(const core::Finding& finding, bool with_ref) {
  line.sensitivity = std::max(line.sensitivity, finding.sensitivity);
  ++line.finding_count;
  if (with_ref && refs.size() < core::RecordLine::kMostIds) {
    refs.push_back({finding.pattern, finding.location.offset, finding.location.length});
  }
  for (core::TypeOccurrences& known : line.types) {
    if (known.type != finding.pattern) continue;
    ++known.count;
    return;
  }
  line.types.push_back({finding.pattern, 1});
}

void RecordPart::append(const RecordPart& later) {
  line.sensitivity = std::max(line.sensitivity, later.line.sensitivity);
  line.finding_count += later.line.finding_count;
  for (const core::Digest128& id : later.line.findings) {
    if (line.findings.size() < core::RecordLine::kMostIds) line.findings.push_back(id);
  }
  for (const core::TypeOccurrences& type : later.line.types) {
    const auto known = std::find_if(line.types.begin(), line.types.end(),
                                    [&type](const auto& mine) { return mine.type == type.type; });
    if (known == line.types.end()) {
      line.types.push_back(type);
    } else {
      known->count += type.count;
    }
  }
  region.merge(later.region);
  login = login || later.login;
  closes = later.closes;
  end = later.end;
  line.length = end - line.offset;
}

void RecordPart::judge(const RecordJudge& judge) {
  combination = judge.combinations.gravest(line.types, login);
  const RegionFinder::Verdict verdict = judge.regions.judge(region);
  line.region = verdict.code;
  line.region_by = verdict.basis;
}

void RecordPart::complete(const RecordJudge& judge) {
  std::sort(line.types.begin(), line.types.end(),
            [](const auto& a, const auto& b) { return a.type < b.type; });
  if (combination == Combinations::kNone) return;
  judge.combinations.all(line.types, login, line.combinations);
}

void RecordJoiner::start(const core::Block& block, const core::RecordIndex& records,
                         BlobShard& shard) {
  block_ = &block;
  records_ = &records;
  shard_ = &shard;
  counted_ = 0;
  line_ = block.line;
  part_count_ = 0;
  order_.clear();
  regions_.assign(records.records.size(), {});
  logins_.assign(records.records.size(), false);
  part_number_.assign(records.records.size(), 0);
  if (records.records.empty()) return;
  read_cells();
  std::vector<std::uint64_t> rows(records.tables.size());
  for (const core::Record& record : records.records) {
    if (!owns(record.begin)) continue;
    ++rows[record.table];
    ++shard.records().total;
  }
  for (std::size_t table = 0; table < rows.size(); ++table) {
    if (rows[table] > 0) shard.add_rows(records.tables[table], rows[table]);
  }
  open_crossing_records();
}

void RecordJoiner::read_cells() {
  if (roles_.size() > kMostRoles) roles_.clear();
  role_of_column_.clear();
  for (const core::Column& column : records_->columns) {
    const auto [role, added] = roles_.try_emplace(column.name, ColumnRole::kNone);
    if (added) role->second = judge_.regions.role_of(column.name);
    role_of_column_.push_back(role->second);
  }
  shard_->find(records_->columns, tallies_);
  const std::string_view text = block_->view();
  for (const core::Cell& cell : records_->cells) {
    if (!owns(cell.begin)) continue;
    if (ColumnTally* const tally = tallies_[cell.column]) {
      ++tally->filled;
      tally->first = std::min(tally->first, block_->offset + cell.begin);
    }
    const ColumnRole role = role_of_column_[cell.column];
    if (role == ColumnRole::kNone) continue;
    if (role == ColumnRole::kLogin) {
      logins_[cell.record] = true;
    } else {
      judge_.regions.read_field(role, text.substr(cell.begin, cell.end - cell.begin),
                                regions_[cell.record]);
    }
  }
}

// A record that reaches beyond the owned part is put together where it ends; each block that it
// touches gives a part, whether it has findings or not.
void RecordJoiner::open_crossing_records() {
  for (std::uint32_t i = 0; i < records_->records.size(); ++i) {
    const core::Record& record = records_->records[i];
    const bool touches = record.begin < static_cast<std::int64_t>(block_->own_end) &&
                         record.end > static_cast<std::int64_t>(block_->own_begin);
    if (touches && !(owns(record.begin) && closes(record))) part_of(i);
  }
}

// Whether a record ends in the owned part. What is open at the end of a blob ends with it.
bool RecordJoiner::closes(const core::Record& record) const {
  const auto own_end = static_cast<std::int64_t>(block_->own_end);
  if (!record.closed) return block_->last;
  return record.end > static_cast<std::int64_t>(block_->own_begin) && record.end <= own_end;
}

RecordPart& RecordJoiner::part_of(std::uint32_t index) {
  std::uint32_t& number = part_number_[index];
  if (number > 0) return parts_[number - 1];
  if (part_count_ == parts_.size()) parts_.emplace_back();
  number = static_cast<std::uint32_t>(++part_count_);
  RecordPart& part = parts_[part_count_ - 1];
  const core::Record& record = records_->records[index];
  part.reset();
  part.opens = owns(record.begin);
  part.closes = closes(record);
  part.line.table = core::tellable(records_->tables[record.table]);
  part.line.number = record.number;
  part.begin = block_->offset + static_cast<std::uint64_t>(record.begin);
  part.end = block_->end_in_blob(static_cast<std::uint64_t>(record.end));
  part.line.offset =
      part.opens ? block_->begin_in_blob(static_cast<std::uint64_t>(record.begin)) : 0;
  part.line.length = part.end - part.line.offset;
  part.region = regions_[index];
  part.login = logins_[index];
  if (lines_ && part.opens) part.line.line = line_of(record.begin);
  return part;
}

// Records come by their beginnings, but for those that hold others.
std::uint64_t RecordJoiner::line_of(std::int64_t begin) {
  if (begin < counted_) {
    counted_ = 0;
    line_ = block_->line;
  }
  const std::string_view text = block_->view();
  line_ +=
      static_cast<std::uint64_t>(std::count(text.begin() + counted_, text.begin() + begin, '\n'));
  counted_ = begin;
  return line_;
}

void RecordJoiner::add(const core::Finding& finding, std::string_view value) {
  ColumnTally* const column =
      finding.column == core::kNoRecord ? nullptr : tallies_[finding.column];
  (column != nullptr ? column->types : shard_->loose()).of(finding.pattern).add(finding);
  shard_->add(finding);
  if (finding.record == core::kNoRecord) return;
  RecordPart& part = part_of(finding.record);
  part.add(finding, lines_);
  if (judge_.is_address[finding.pattern]) judge_.regions.read_address(value, part.region);
}

void RecordJoiner::finish() {
  for (std::size_t i = 0; i < part_count_; ++i) {
    RecordPart& part = parts_[i];
    const bool whole = part.opens && part.closes;
    if (lines_ || !whole) order_.push_back(&part);
    if (!whole) continue;
    part.judge(judge_);
    shard_->records().add(part.combination, part.line.region);
  }
  std::sort(order_.begin(), order_.end(), [](const RecordPart* a, const RecordPart* b) {
    return std::make_tuple(!a->closes, a->end, b->begin) <
           std::make_tuple(!b->closes, b->end, a->begin);
  });
}

}  // namespace leaksift::assess
