#include "assess/record_joiner.h"

#include "pattern/tellable.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace leaksift::assess {
namespace {

constexpr std::size_t kMostRoles = 16384;
/// Sets of types that are kept for the next block.
constexpr std::size_t kMostSets = 1024;

}  // namespace

RecordJudge::RecordJudge(const pattern::PatternSet& set)
    : regions(set), combinations(set), parts(set), is_address(set.patterns.size()) {
  for (std::size_t i = 0; i < set.patterns.size(); ++i) {
    const auto& types = set.records.address_types;
    is_address[i] = std::find(types.begin(), types.end(), set.patterns[i].id) != types.end();
  }
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
  if (later.line.given_names + later.line.family_names > 0) {
    line.name_type = later.line.name_type;
    line.given_names += later.line.given_names;
    line.family_names += later.line.family_names;
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
  line.join_names();
  std::sort(line.types.begin(), line.types.end(),
            [](const auto& a, const auto& b) { return a.type < b.type; });
  if (combination == Combinations::kNone) return;
  judge.combinations.all(line.types, login, line.combinations);
}

RecordJoiner::RecordJoiner(const RecordJudge& judge, bool lines, std::size_t samples)
    : judge_(judge),
      lines_(lines),
      most_samples_(samples),
      sets_(judge.combinations, judge.is_address.size()),
      by_combination_(judge.combinations.size() + 1),
      by_region_(judge.regions.codes()) {}

void RecordJoiner::start(const core::Block& block, const core::RecordIndex& records,
                         std::span<const core::Match> matches, BlobShard& shard) {
  block_ = &block;
  records_ = &records;
  shard_ = &shard;
  matches_ = matches;
  next_ = 0;
  samples_.clear();
  counts_.start();
  if (sets_.size() > kMostSets) sets_.clear();
  line_index_.start(block.view(), block.line);
  regions_.assign(records.records.size(), {});
  tallies_.assign(records.records.size(), {});
  columns_.clear();
  runs_.clear();
  holders_.clear();
  crossing_.clear();
  parts_.clear();
  ended_.clear();
  owners_.clear();
  if (records.records.empty()) return;
  if (!records.lists.empty()) find_owners();
  judge_columns();
  read_cells();
  count_rows();
  find_crossing_records();
}

void RecordJoiner::find_owners() {
  list_roles_.clear();
  for (const std::string& list : records_->lists) {
    list_roles_.push_back(judge_.parts.role_of(list));
  }
  owners_.resize(records_->records.size());
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < owners_.size(); ++i) {
    const core::Record& record = records_->records[i];
    while (!open.empty() && records_->records[open.back()].end <= record.begin) open.pop_back();
    const bool part = !open.empty() && is_part(record, records_->records[open.back()]);
    owners_[i] = part ? owners_[open.back()] : i;
    open.push_back(i);
  }
}

bool RecordJoiner::is_part(const core::Record& record, const core::Record& around) const {
  if (record.list == core::Record::kNoList) return false;
  const PartNames::Role role = list_roles_[record.list];
  return role == PartNames::Role::kPart || (role == PartNames::Role::kListedPart && !around.sole);
}

void RecordJoiner::judge_columns() {
  if (roles_.size() > kMostRoles) roles_.clear();
  role_of_column_.clear();
  for (const core::Column& column : records_->columns) {
    const auto [role, added] = roles_.try_emplace(column.name, ColumnRole::kNone);
    if (added) role->second = judge_.regions.role_of(column.name);
    role_of_column_.push_back(role->second);
  }
  shard_->find(records_->columns, columns_);
}

void RecordJoiner::read_cells() {
  const auto begins_before = [](const core::Cell& cell, std::size_t at) { return cell.begin < at; };
  const auto& cells = records_->cells;
  const auto end = std::lower_bound(cells.begin(), cells.end(), block_->own_end, begins_before);
  auto cell = std::lower_bound(cells.begin(), end, block_->own_begin, begins_before);
  const std::string_view text = block_->view();
  filled_.assign(columns_.size(), 0);
  for (; cell != end; ++cell) {
    ColumnTally* const tally = columns_[cell->column];
    if (filled_[cell->column]++ == 0 && tally != nullptr) {
      tally->first = std::min(tally->first, block_->offset + cell->begin);
    }
    const ColumnRole role = role_of_column_[cell->column];
    if (role == ColumnRole::kNone) continue;
    const std::uint32_t record = owner_of(cell->record);
    if (role == ColumnRole::kLogin) {
      std::uint32_t& set = tallies_[record].set;
      set = sets_.with_login(set);
    } else {
      judge_.regions.read_field(role, text.substr(cell->begin, cell->end - cell->begin),
                                regions_[record]);
    }
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] != nullptr) columns_[i]->filled += filled_[i];
  }
}

void RecordJoiner::count_rows() {
  std::vector<std::uint64_t> rows(records_->tables.size());
  for (std::uint32_t i = 0; i < records_->records.size(); ++i) {
    const core::Record& record = records_->records[i];
    if (!owns(record.begin)) continue;
    ++rows[record.table];
    shard_->records().total += owner_of(i) == i ? 1 : 0;
  }
  for (std::size_t table = 0; table < rows.size(); ++table) {
    if (rows[table] > 0) shard_->add_rows(records_->tables[table], rows[table]);
  }
}

// A record that reaches beyond the owned part is put together where it ends; each block that it
// touches gives a part, whether it has findings or not.
void RecordJoiner::find_crossing_records() {
  for (std::uint32_t i = 0; i < records_->records.size(); ++i) {
    const core::Record& record = records_->records[i];
    const bool touches = record.begin < static_cast<std::int64_t>(block_->own_end) &&
                         record.end > static_cast<std::int64_t>(block_->own_begin);
    if (owner_of(i) != i) continue;
    if (touches && !(owns(record.begin) && closes(record))) mark_crossing(i);
  }
}

void RecordJoiner::mark_crossing(std::uint32_t record) {
  tallies_[record].crosses = true;
  crossing_.push_back(record);
}

// Whether a record ends in the owned part. What is open at the end of a blob ends with it.
bool RecordJoiner::closes(const core::Record& record) const {
  const auto own_end = static_cast<std::int64_t>(block_->own_end);
  if (!record.closed) return block_->last;
  return record.end > static_cast<std::int64_t>(block_->own_begin) && record.end <= own_end;
}

void RecordJoiner::add(std::span<const core::Countable> findings) {
  const auto matches = matches_.subspan(next_, findings.size());
  join(matches, findings);
  for (std::uint32_t i = 0; i < findings.size(); ++i) {
    if (counts_.add(*matches[i].what, findings[i]) <= most_samples_) samples_.push_back(next_ + i);
  }
  next_ += static_cast<std::uint32_t>(findings.size());
}

void RecordJoiner::join(std::span<const core::Match> matches,
                        std::span<const core::Countable> findings) {
  const auto number_of = [&](auto finding) {
    return next_ + static_cast<std::uint32_t>(finding - findings.begin());
  };
  auto finding = findings.begin();
  for (auto match = matches.begin(); match != matches.end();) {
    const std::uint32_t holder = match->record;
    if (holder == core::kNoRecord) {
      ++match, ++finding;
      continue;
    }
    const std::uint32_t record = owner_of(holder);
    Run run = {.begin = number_of(finding)};
    std::uint32_t set = tallies_[record].set;
    core::Sensitivity sensitivity = tallies_[record].sensitivity;
    for (; match != matches.end() && match->record == holder; ++match, ++finding) {
      set = sets_.with(set, match->what->pattern);
      sensitivity = std::max(sensitivity, finding->sensitivity);
      if (judge_.is_address[match->what->pattern] == 0) continue;
      judge_.regions.read_address(core::text_of(*match, block_->view()), regions_[record]);
    }
    run.end = number_of(finding);
    tallies_[record].set = set;
    tallies_[record].sensitivity = sensitivity;
    add_run(record, run);
  }
}

void RecordJoiner::add_run(std::uint32_t record, Run run) {
  Tally& tally = tallies_[record];
  const auto number = static_cast<std::uint32_t>(runs_.size());
  if (tally.findings == 0) {
    tally.first_run = number;
    holders_.push_back(record);
    const core::Record& whole = records_->records[record];
    if (!tally.crosses && !(owns(whole.begin) && closes(whole))) mark_crossing(record);
  } else {
    runs_[tally.last_run].next = number;
  }
  tally.last_run = number;
  tally.findings += run.end - run.begin;
  runs_.push_back(run);
}

void RecordJoiner::finish() {
  counts_.pour(columns_, *shard_);
  keep_parts();
  for (const std::uint32_t holder : holders_) {
    const Tally& tally = tallies_[holder];
    if (tally.crosses) continue;
    count_whole(tally, regions_[holder]);
    if (lines_) ended_.push_back({holder});
  }
  pour_records();
  sort_ended();
}

void RecordJoiner::count_whole(const Tally& tally, const RegionEvidence& region) {
  const std::uint32_t gravest = sets_[tally.set].gravest;
  if (gravest == Combinations::kNone) {
    ++by_combination_.back();
    return;
  }
  ++by_combination_[gravest];
  ++by_region_[judge_.regions.judge(region).number];
}

// Adds what was counted of whole records to the shard's, and begins anew.
void RecordJoiner::pour_records() {
  RecordCounts counts;
  counts.with_findings = std::exchange(by_combination_.back(), 0);
  counts.by_combination.assign(by_combination_.begin(), by_combination_.end() - 1);
  for (std::uint64_t& count : by_combination_) counts.notifiable += std::exchange(count, 0);
  counts.with_findings += counts.notifiable;
  for (std::size_t number = 0; number < by_region_.size(); ++number) {
    if (by_region_[number] == 0) continue;
    const std::string_view code = judge_.regions.code(static_cast<std::uint16_t>(number));
    counts.by_region[std::string(code)] += std::exchange(by_region_[number], 0);
  }
  shard_->records().merge(counts);
}

void RecordJoiner::keep_parts() {
  for (const std::uint32_t record : crossing_) {
    Crossing& crossing = parts_.emplace_back();
    crossing.record = record;
    describe(record, crossing.part);
    const auto number = static_cast<std::uint32_t>(parts_.size() - 1);
    if (crossing.part.closes) ended_.push_back({record, number});
  }
}

// The rows of a table are in order already.
void RecordJoiner::sort_ended() {
  const auto comes_before = [this](const Ended& a, const Ended& b) {
    const core::Record& first = records_->records[a.record];
    const core::Record& second = records_->records[b.record];
    return std::tie(first.end, second.begin) < std::tie(second.end, first.begin);
  };
  if (std::is_sorted(ended_.begin(), ended_.end(), comes_before)) return;
  std::sort(ended_.begin(), ended_.end(), comes_before);
}

void RecordJoiner::describe(std::uint32_t index, RecordPart& part) {
  const core::Record& record = records_->records[index];
  const Tally& tally = tallies_[index];
  const TypeSets::Set& set = sets_[tally.set];
  part.opens = owns(record.begin);
  part.closes = closes(record);
  part.region = regions_[index];
  part.login = set.login;
  part.combination = set.gravest;
  core::RecordLine& line = part.line;
  line.table.clear();
  pattern::append_tellable(records_->tables[record.table], line.table);
  line.number = record.number;
  part.begin = block_->offset + static_cast<std::uint64_t>(record.begin);
  part.end = block_->end_in_blob(static_cast<std::uint64_t>(record.end));
  line.offset = part.opens ? block_->begin_in_blob(static_cast<std::uint64_t>(record.begin)) : 0;
  line.length = part.end - line.offset;
  line.line = 1;
  if (lines_ && part.opens) {
    const auto begin = static_cast<std::size_t>(record.begin);
    line.line = block_->line_in_blob(line_index_.line_at(begin), begin);
  }
  line.sensitivity = tally.sensitivity;
  line.combinations = set.combinations;
  const RegionFinder::Verdict region = judge_.regions.judge(part.region);
  line.region = region.code;
  line.region_by = region.basis;
  line.findings.clear();
  line.finding_count = tally.findings;
  count_types(index, line);
  if (part.opens && part.closes) line.join_names();
}

void RecordJoiner::count_types(std::uint32_t index, core::RecordLine& line) const {
  const TypeSets::Set& set = sets_[tallies_[index].set];
  line.types.clear();
  line.given_names = line.family_names = 0;
  for (const std::uint32_t type : set.types) line.types.push_back({type, 0});
  for_each_finding(index, [&](std::uint32_t finding) {
    const core::Judgement& what = *matches_[finding].what;
    if (what.part != core::NamePart::kWhole) {
      line.name_type = what.pattern;
      ++(what.part == core::NamePart::kGiven ? line.given_names : line.family_names);
      return true;
    }
    const auto type = std::lower_bound(set.types.begin(), set.types.end(), what.pattern);
    ++line.types[static_cast<std::size_t>(type - set.types.begin())].count;
    return true;
  });
}

}  // namespace leaksift::assess
