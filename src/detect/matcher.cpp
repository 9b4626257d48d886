#include "detect/matcher.h"

#include "base/pool.h"
#include "detect/column_judge.h"
#include "detect/compiled.h"
#include "detect/evidence.h"
#include "detect/hits.h"
#include "detect/name_memory.h"
#include "detect/resolve.h"

#include <algorithm>

namespace leaksift::detect {

namespace {

// Matches ascend, so what is not the block's own stands at both ends.
std::span<const core::Match> owned(const core::Block& block,
                                   const std::vector<core::Match>& matches) {
  auto first_from = [&matches](std::uint64_t offset) {
    return std::lower_bound(
        matches.begin(), matches.end(), offset,
        [](const core::Match& match, std::uint64_t begin) { return match.value.begin < begin; });
  };
  return {first_from(block.own_begin), first_from(block.own_end)};
}

}  // namespace

namespace {

// What stands in a record outside of its cells belongs to it too: the message of a log entry, the
// text around the fields of a document. Of records that hold others the innermost counts.
void place_in_records(const core::RecordIndex& index, std::vector<core::Match>& matches,
                      base::Pool<core::Judgement>& judgements) {
  std::vector<std::uint32_t> open;
  std::uint32_t next = 0;
  for (core::Match& match : matches) {
    const auto at = static_cast<std::int64_t>(match.value.begin);
    for (; next < index.records.size() && index.records[next].begin <= at; ++next) {
      while (!open.empty() && index.records[open.back()].end <= index.records[next].begin) {
        open.pop_back();
      }
      open.push_back(next);
    }
    while (!open.empty() && index.records[open.back()].end <= at) open.pop_back();
    if (open.empty() || match.record != core::kNoRecord) continue;
    match.record = open.back();
    match.record_number = index.records[open.back()].number;
    const std::string_view table = index.tables[index.records[open.back()].table];
    if (table.empty()) continue;
    core::Judgement& placed = judgements.add(*match.what);
    placed.table = table;
    match.what = &placed;
  }
}

// Whether each settled cell is a match of its own.
bool hold(const std::vector<SettledCell>& cells, const std::vector<core::Match>& matches) {
  auto match = matches.begin();
  for (const SettledCell& cell : cells) {
    while (match != matches.end() && match->value.begin < cell.begin) ++match;
    if (match == matches.end() || match->value != core::Span{cell.begin, cell.end}) return false;
  }
  return true;
}

}  // namespace

struct Matcher::State {
  explicit State(const CompiledPatterns& compiled)
      : patterns(compiled),
        names(compiled.field_names),
        hits(compiled, names),
        evidence(compiled, names, judgements),
        columns(compiled, names) {}

  /// False if what was not looked for in settled cells might count.
  bool find_matches(std::string_view text, Zone zone, const core::RecordIndex& records,
                    double least, const ColumnProfiles& profiles, bool settle);
  /// Takes the match that was judged last among the others.
  void take(const core::RawMatch& raw);

  const CompiledPatterns& patterns;
  NameMemory names;
  HitCollector hits;
  base::Pool<core::Judgement> judgements;  ///< Of the matches.
  EvidenceJudge evidence;
  ColumnJudge columns;
  ColumnVerdicts verdicts;
  std::vector<core::Match> matches;
  // Of the matches so far:
  std::uint64_t reach = 0;  ///< Where the last of them ends.
  bool overlap = false;
  bool all_placed = true;  ///< Each is in a record.
};

inline void Matcher::State::take(const core::RawMatch& raw) {
  if (raw.begin < reach) {
    if (resolve_last(matches)) return;
    overlap = true;
  }
  reach = std::max<std::uint64_t>(reach, raw.end);
}

bool Matcher::State::find_matches(std::string_view text, Zone zone,
                                  const core::RecordIndex& records, double least,
                                  const ColumnProfiles& profiles, bool settle) {
  matches.clear();
  judgements.clear();
  reach = 0;
  overlap = false;
  all_placed = true;
  evidence.start(text, records, verdicts, profiles);
  bool held = true;
  const auto& others = hits.collect(text, zone, records, verdicts, least, settle);
  auto other = others.begin();
  auto take_other = [&] {
    const Hit& hit = **other++;
    if (!evidence.judge(hit, least, matches)) return;
    all_placed = all_placed && matches.back().record != core::kNoRecord;
    take(hit.raw);
  };
  for (const SettledCell& cell : hits.settled()) {
    const Hit hit = {{cell.regex, cell.begin, cell.end}, {}, {}, cell.verdict};
    while (other != others.end() && comes_before(**other, hit)) take_other();
    if (other != others.end() && !comes_before(hit, **other)) ++other;
    if (evidence.judge_in(cell.cell, hit, least, matches)) {
      take(hit.raw);
    } else {
      held = false;
    }
  }
  while (other != others.end()) take_other();
  if (!overlap) return held;
  resolve_overlaps(matches);
  return hold(hits.settled(), matches);
}

Matcher::Matcher(const Database& database) : state_(std::make_unique<State>(database.compiled())) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

std::span<const core::Match> Matcher::match(const core::Block& block,
                                            const core::RecordIndex& records, double min_confidence,
                                            Reach reach, const ColumnProfiles& profiles) {
  State& state = *state_;
  state.names.trim();
  const std::string_view text = block.view();
  const Zone zone{block.own_begin - std::min(block.own_begin, core::kMaxMatchLength),
                  std::min(text.size(), block.own_end + core::kMaxMatchLength)};
  state.verdicts.clear();
  for (const core::Column& column : records.columns) {
    const ColumnProfile* const profile = profiles.find(column);
    // What values say needs no table.
    const bool by_values = profile != nullptr && profile->pattern;
    const std::string_view name =
        profile == nullptr ? core::meaning_of(column, records) : profile->meaning;
    state.verdicts.push_back(
        &state.names.judge(name, by_values ? std::string_view() : column.table));
  }
  // Else something that reaches over the edge of a settled cell has won.
  if (!state.find_matches(text, zone, records, min_confidence, profiles, true)) {
    state.find_matches(text, zone, records, min_confidence, profiles, false);
  }
  if (!state.all_placed) place_in_records(records, state.matches, state.judgements);
  if (reach == Reach::kZone) return state.matches;
  return owned(block, state.matches);
}

ColumnProfiles Matcher::profile(std::string_view text, const core::RecordIndex& records) {
  return state_->columns.judge(text, records);
}

}  // namespace leaksift::detect
