#include "detect/matcher.h"

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
void keep_owned(const core::Block& block, std::vector<core::Match>& matches) {
  auto begins_before = [](const core::Match& match, std::uint64_t offset) {
    return match.value.begin < offset;
  };
  matches.erase(std::lower_bound(matches.begin(), matches.end(), block.own_end, begins_before),
                matches.end());
  matches.erase(matches.begin(),
                std::lower_bound(matches.begin(), matches.end(), block.own_begin, begins_before));
}

}  // namespace

struct Matcher::State {
  explicit State(const CompiledPatterns& compiled)
      : patterns(compiled),
        names(compiled.field_names),
        hits(compiled, names),
        evidence(compiled, names),
        columns(compiled, names) {}

  const CompiledPatterns& patterns;
  NameMemory names;
  HitCollector hits;
  EvidenceJudge evidence;
  ColumnJudge columns;
  ColumnVerdicts verdicts;
  std::vector<core::Match> matches;
  std::vector<double> surety;
};

Matcher::Matcher(const Database& database) : state_(std::make_unique<State>(database.compiled())) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

const std::vector<core::Match>& Matcher::match(const core::Block& block,
                                               const core::RecordIndex& records,
                                               double min_confidence, Reach reach,
                                               const ColumnProfiles& profiles) {
  State& state = *state_;
  state.matches.clear();
  state.surety.clear();
  state.names.trim();
  const std::string_view text = block.view();
  const Zone zone{block.own_begin - std::min(block.own_begin, core::kMaxMatchLength),
                  std::min(text.size(), block.own_end + core::kMaxMatchLength)};
  state.verdicts.clear();
  for (const core::Column& column : records.columns) {
    state.verdicts.push_back(&state.names.judge(column.name));
  }
  state.evidence.start(text, records, state.verdicts, profiles);
  for (const Hit& hit : state.hits.collect(text, zone, records, state.verdicts, min_confidence)) {
    if (!state.evidence.judge(hit, min_confidence, state.matches)) continue;
    state.surety.push_back(state.patterns.regexes[hit.raw.regex].log_odds);
    resolve_last(state.matches, state.surety);
  }
  resolve_overlaps(state.matches, state.surety);
  if (reach == Reach::kZone) return state.matches;
  keep_owned(block, state.matches);
  return state.matches;
}

ColumnProfiles Matcher::profile(std::string_view text, const core::RecordIndex& records) {
  return state_->columns.judge(text, records);
}

}  // namespace leaksift::detect
