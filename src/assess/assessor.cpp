#include "assess/assessor.h"

#include "assess/distinct_counter.h"
#include "core/provenance.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

namespace leaksift::assess {
namespace {

std::size_t index_of(core::Sensitivity sensitivity) {
  return static_cast<std::size_t>(sensitivity);
}

core::Sensitivity worst_of(const std::array<std::uint64_t, 4>& by_sensitivity) {
  for (std::size_t i = by_sensitivity.size(); i-- > 0;) {
    if (by_sensitivity[i] > 0) return static_cast<core::Sensitivity>(i);
  }
  return core::Sensitivity::kPublic;
}

/// Inserts `entry` into a list of the worst; what is equally bad stays in the order of coming.
template <class Entry, class Worse>
void insert_worst(std::vector<Entry>& list, Entry entry, std::size_t most, Worse worse) {
  if (list.size() == most) {
    if (!worse(entry, list.back())) return;
    list.pop_back();
  }
  list.insert(std::upper_bound(list.begin(), list.end(), entry, worse), std::move(entry));
}

}  // namespace

struct Assessor::State {
  explicit State(const pattern::PatternSet& set) : patterns(set), distinct(set.patterns.size()) {
    summary.types.resize(set.patterns.size());
  }

  void count(core::FileLine& file, const BlobShard& tally);
  void add_worst(const core::FileLine& file, const BlobShard& tally);
  void add_columns(const core::FileLine& file, const std::vector<core::ColumnLine>& columns);

  const pattern::PatternSet& patterns;
  core::Summary summary;  ///< What is derived from the next two is filled when asked for.
  std::vector<DistinctCounter> distinct;
  RecordCounts records;
  std::uint64_t findings = 0;
};

Assessor::Assessor(const pattern::PatternSet& patterns)
    : state_(std::make_unique<State>(patterns)) {}
Assessor::~Assessor() = default;

void Assessor::State::count(core::FileLine& file, const BlobShard& tally) {
  file.findings.clear();
  const auto& by_sensitivity = tally.by_sensitivity();
  for (std::uint32_t type = 0; type < by_sensitivity.size(); ++type) {
    std::uint64_t occurrences = 0;
    for (std::size_t i = 0; i < by_sensitivity[type].size(); ++i) {
      occurrences += by_sensitivity[type][i];
      summary.types[type].by_sensitivity[i] += by_sensitivity[type][i];
      summary.by_sensitivity[i] += by_sensitivity[type][i];
    }
    if (occurrences == 0) continue;
    file.findings.emplace_back(type, occurrences);
    summary.types[type].occurrences += occurrences;
    ++summary.types[type].files;
  }
  findings += tally.findings();
  records.merge(tally.records());
  tally.add_distinct_to(distinct);
}

void Assessor::close(core::FileLine& file, const BlobShard& tally,
                     const std::vector<core::ColumnLine>& columns, bool member) {
  State& state = *state_;
  core::Summary& summary = state.summary;
  state.count(file, tally);
  if (!file.findings.empty()) state.add_worst(file, tally);
  state.add_columns(file, columns);

  if (member) {
    ++summary.members;
  } else {
    ++summary.files[static_cast<std::size_t>(file.status)];
    summary.bytes_total += file.bytes;
    summary.bytes_scanned += std::min(file.scanned, file.bytes);
  }
  if (file.incomplete) summary.complete = false;
  if (file.incomplete || file.status != core::FileStatus::kScanned) {
    ++summary.gap_count;
    if (summary.gaps.size() < kMostGaps) summary.gaps.push_back(file);
  }
}

void Assessor::State::add_worst(const core::FileLine& file, const BlobShard& tally) {
  std::array<std::uint64_t, 4> blob{};
  for (const auto& type : tally.by_sensitivity()) {
    for (std::size_t i = 0; i < type.size(); ++i) blob[i] += type[i];
  }
  core::WorstFile entry;
  entry.sensitivity = worst_of(blob);
  entry.findings = blob[index_of(entry.sensitivity)];
  for (const std::uint64_t count : blob) entry.all_findings += count;
  entry.path = core::full_path(*file.provenance);
  insert_worst(summary.worst_files, std::move(entry), kMostWorstFiles,
               [](const core::WorstFile& a, const core::WorstFile& b) {
                 return std::tie(b.sensitivity, b.findings, b.all_findings, a.path) <
                        std::tie(a.sensitivity, a.findings, a.all_findings, b.path);
               });
}

void Assessor::State::add_columns(const core::FileLine& file,
                                  const std::vector<core::ColumnLine>& columns) {
  summary.column_count += columns.size();
  for (const core::ColumnLine& column : columns) {
    insert_worst(summary.worst_columns, {core::full_path(*file.provenance), column},
                 kMostWorstColumns, [](const core::WorstColumn& a, const core::WorstColumn& b) {
                   return std::tie(b.column.sensitivity, b.column.occurrences) <
                          std::tie(a.column.sensitivity, a.column.occurrences);
                 });
  }
}

core::Sensitivity Assessor::worst() const {
  return worst_of(state_->summary.by_sensitivity);
}

std::uint64_t Assessor::findings() const {
  return state_->findings;
}

core::Summary Assessor::summary() const {
  core::Summary summary = state_->summary;
  summary.bytes_skipped = summary.bytes_total - summary.bytes_scanned;
  for (std::size_t i = 0; i < summary.types.size(); ++i) {
    summary.types[i].distinct = state_->distinct[i].count();
    summary.types[i].distinct_exact = state_->distinct[i].exact();
  }
  const RecordCounts& counts = state_->records;
  core::RecordSummary& records = summary.records;
  records.total = counts.total;
  records.with_findings = counts.with_findings;
  records.notifiable = counts.notifiable;
  for (std::size_t i = 0; i < counts.by_combination.size(); ++i) {
    if (counts.by_combination[i] == 0) continue;
    records.by_combination.emplace_back(state_->patterns.records.combinations[i].name,
                                        counts.by_combination[i]);
  }
  records.by_region.assign(counts.by_region.begin(), counts.by_region.end());
  return summary;
}

}  // namespace leaksift::assess
