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

/// How many values ahead the distinct tables are told what comes.
constexpr std::size_t kPrefetchDistance = 8;

std::size_t index_of(core::Sensitivity sensitivity) {
  return static_cast<std::size_t>(sensitivity);
}

core::Sensitivity worst_of(const std::array<std::uint64_t, 4>& by_sensitivity) {
  for (std::size_t i = by_sensitivity.size(); i-- > 0;) {
    if (by_sensitivity[i] > 0) return static_cast<core::Sensitivity>(i);
  }
  return core::Sensitivity::kPublic;
}

/// True if `a` stands before `b` in the list of the worst files.
bool worse(const core::WorstFile& a, const core::WorstFile& b) {
  return std::tie(b.sensitivity, b.findings, b.all_findings, a.path) <
         std::tie(a.sensitivity, a.findings, a.all_findings, b.path);
}

}  // namespace

struct Assessor::State {
  explicit State(std::size_t types) : distinct(types), in_blob(types) {
    summary.types.resize(types);
  }

  void add_worst(const core::FileLine& file);

  core::Summary summary;  ///< `distinct` of its types is filled when asked for.
  std::vector<DistinctCounter> distinct;
  std::uint64_t findings = 0;
  // The current blob:
  std::vector<std::uint64_t> in_blob;  ///< Occurrences by type.
  std::vector<std::uint32_t> touched;  ///< Types that occur, unsorted.
  std::array<std::uint64_t, 4> blob_by_sensitivity{};
};

Assessor::Assessor(std::size_t types) : state_(std::make_unique<State>(types)) {}
Assessor::~Assessor() = default;

void Assessor::add(const BlockCounts& counts) {
  State& state = *state_;
  const auto& values = counts.values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i + kPrefetchDistance < values.size()) {
      const BlockCounts::Value& ahead = values[i + kPrefetchDistance];
      state.distinct[ahead.type].prefetch(ahead.identity);
    }
    const BlockCounts::Value& value = values[i];
    if (state.in_blob[value.type]++ == 0) state.touched.push_back(value.type);
    const std::size_t sensitivity = index_of(value.sensitivity);
    ++state.blob_by_sensitivity[sensitivity];
    ++state.summary.by_sensitivity[sensitivity];
    core::TypeCount& type = state.summary.types[value.type];
    ++type.occurrences;
    ++type.by_sensitivity[sensitivity];
    state.distinct[value.type].add(value.identity);
  }
  state.findings += values.size();
}

void Assessor::close(core::FileLine& file, bool member) {
  State& state = *state_;
  core::Summary& summary = state.summary;
  std::sort(state.touched.begin(), state.touched.end());
  file.findings.clear();
  for (const std::uint32_t type : state.touched) {
    file.findings.emplace_back(type, state.in_blob[type]);
    state.in_blob[type] = 0;
    ++summary.types[type].files;
  }
  if (!state.touched.empty()) state.add_worst(file);
  state.touched.clear();
  state.blob_by_sensitivity = {};

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

void Assessor::State::add_worst(const core::FileLine& file) {
  core::WorstFile entry;
  entry.sensitivity = worst_of(blob_by_sensitivity);
  entry.findings = blob_by_sensitivity[index_of(entry.sensitivity)];
  for (const std::uint64_t count : blob_by_sensitivity) entry.all_findings += count;
  entry.path = core::full_path(*file.provenance);
  auto& list = summary.worst_files;
  if (list.size() == kMostWorstFiles) {
    if (!worse(entry, list.back())) return;
    list.pop_back();
  }
  list.insert(std::upper_bound(list.begin(), list.end(), entry, worse), std::move(entry));
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
  return summary;
}

}  // namespace leaksift::assess
