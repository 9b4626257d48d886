#include "detect/settled_cells.h"

#include "detect/boundary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leaksift::detect {
namespace {

using Says = pattern::FieldVerdict::Says;

constexpr double kNever = std::numeric_limits<double>::infinity();
// Sums of log-odds are compared across roundings.
constexpr double kSlack = 1e-9;

double log_odds_of(double probability) {
  return std::log(probability / (1.0 - probability));
}

bool can_fill_cell(const CompiledRegex& regex) {
  return !regex.by_grammar && !regex.has_group && regex.boundary != pattern::Boundary::kNone;
}

}  // namespace

SettledCells::SettledCells(const CompiledPatterns& patterns)
    : patterns_(patterns), rivals_(patterns.regexes.size()) {
  ByteSet in_shapes;
  for (const CompiledRegex& regex : patterns.regexes) {
    if (regex.finder == Finder::kShapes) in_shapes |= regex.alphabet;
  }
  for (std::size_t byte = 0; byte < apart_.size(); ++byte) {
    apart_.at(byte) = is_between_cells(static_cast<char>(byte)) && !in_shapes[byte];
  }
}

// The regexes that might match bytes with which `regex` fills a cell, going by these bytes alone.
// What is known of every match of `rival` tells most of those that cannot match within `bytes`,
// before their expressions are read.
bool SettledCells::may_match_within(const CompiledRegex& rival, const ByteSet& bytes) {
  for (const ByteSet& needed : {rival.front, rival.back, rival.required}) {
    if ((needed & bytes).none()) return false;
  }
  return matches_within(rival.engines->root(), bytes);
}

const std::vector<std::uint32_t>& SettledCells::rivals_of(std::uint32_t index) {
  Rivals& rivals = rivals_[index];
  if (rivals.known) return rivals.regexes;
  rivals.known = true;
  const CompiledRegex& regex = patterns_.regexes[index];
  for (std::uint32_t i = 0; i < patterns_.regexes.size(); ++i) {
    const CompiledRegex& rival = patterns_.regexes[i];
    if (i == index || rival.by_grammar || rival.least_width > regex.width) continue;
    if (may_match_within(rival, regex.alphabet)) rivals.regexes.push_back(i);
  }
  return rivals.regexes;
}

// The order in which the matches of one value are resolved if all are equally sure: resolve.h.
bool SettledCells::goes_before(std::uint32_t a, std::uint32_t b) const {
  const CompiledRegex& left = patterns_.regexes[a];
  const CompiledRegex& right = patterns_.regexes[b];
  if (left.log_odds != right.log_odds) return left.log_odds > right.log_odds;
  return left.pattern != right.pattern ? left.pattern < right.pattern : a < b;
}

// Whether `rival` may match as much as `regex`.
bool SettledCells::may_be_as_long(const CompiledRegex& rival, const CompiledRegex& regex) {
  if (rival.width < regex.least_width) return false;
  const auto& pivot = regex.pivot;
  if (pivot && !rival.alphabet[static_cast<unsigned char>(pivot->byte)]) return false;
  return (regex.required & rival.alphabet).any();
}

// How sure `regex` must be to beat `rival` in a cell. Those that the column names and that go
// before `regex` have been tried on all of the cell.
double SettledCells::bound_of(std::uint32_t rival_index, std::uint32_t index,
                              const pattern::FieldVerdict& verdict) const {
  const CompiledRegex& rival = patterns_.regexes[rival_index];
  const CompiledRegex& regex = patterns_.regexes[index];
  const pattern::Pattern& pattern = patterns_.set.patterns[rival.pattern];
  const pattern::Weights& weights = pattern.weights;
  const Says says = verdict.opinions[rival.pattern].says;
  const bool named = says == Says::kThisType;
  if (rival.finder == Finder::kLabel && !named) return 0.0;  // It is not asked.
  if (pattern::caps(says, weights, pattern.regexes[rival.regex])) {
    return std::nextafter(pattern::kOtherFieldCap, 1.0);
  }
  const bool first = goes_before(rival_index, index);
  const bool tried = first && named && can_fill_cell(rival);
  const bool all_or_nothing = rival.finder == Finder::kLabel || rival.least_width == regex.width;
  const bool as_long = may_be_as_long(rival, regex);
  if (all_or_nothing && (tried || !as_long)) return 0.0;
  if (first && !tried && as_long) return kNever;
  // The same value of the same type has the same weight.
  const bool weaker = !first && rival.pattern == regex.pattern && can_fill_cell(rival) &&
                      rival.validator == regex.validator;
  return weaker && all_or_nothing ? 0.0 : weights.ceiling;
}

// In log-odds; kNever if it cannot be told beforehand.
double SettledCells::least_to_win(std::uint32_t index, const pattern::FieldVerdict& verdict,
                                  double least) {
  const pattern::Weights& weights =
      patterns_.set.patterns[patterns_.regexes[index].pattern].weights;
  double bound = least;
  for (const std::uint32_t rival : rivals_of(index)) {
    bound = std::max(bound, bound_of(rival, index, verdict));
  }
  if (bound > weights.ceiling) return kNever;
  return bound <= 0.0 ? -kNever : log_odds_of(bound) + kSlack;
}

SettledCells::Named& SettledCells::named_for(const std::vector<std::uint32_t>& patterns) {
  const auto [found, is_new] = named_.try_emplace(patterns);
  Named& named = found->second;
  if (!is_new) return named;
  for (std::uint32_t i = 0; i < patterns_.regexes.size(); ++i) {
    const CompiledRegex& regex = patterns_.regexes[i];
    if (!can_fill_cell(regex)) continue;
    if (std::binary_search(patterns.begin(), patterns.end(), regex.pattern)) {
      named.regexes.push_back(i);
    }
  }
  std::sort(named.regexes.begin(), named.regexes.end(),
            [this](std::uint32_t a, std::uint32_t b) { return goes_before(a, b); });
  if (named.regexes.empty()) return named;
  std::vector<const RegexNode*> roots;
  for (const std::uint32_t i : named.regexes)
    roots.push_back(&patterns_.regexes[i].engines->root());
  if (auto program = RegexProgram::build_all(roots)) {
    named.program = std::make_unique<RegexProgram>(*std::move(program));
    named.automaton = std::make_unique<LazyDfa>(*named.program);
  }
  return named;
}

void SettledCells::plan(const pattern::FieldVerdict& verdict, Plan& plan) {
  plan.automaton = nullptr;
  plan.named = !verdict.patterns.empty();
  if (!plan.named) return;
  const Named& named = named_for(verdict.patterns);
  if (!named.automaton) return;
  plan.candidates.clear();
  for (const std::uint32_t index : named.regexes) {
    const CompiledRegex& regex = patterns_.regexes[index];
    const double needed = least_to_win(index, verdict, plan.least);
    if (needed < kNever) plan.automaton = named.automaton.get();
    const double known = patterns_.set.patterns[regex.pattern].weights.field + regex.log_odds;
    plan.candidates.push_back(
        {index, regex.validator, needed - known, regex.finder != Finder::kLabel});
  }
}

void SettledCells::plan_all(const std::vector<const pattern::FieldVerdict*>& verdicts,
                            std::uint64_t generation, double least) {
  if (plans_.size() < verdicts.size()) plans_.resize(verdicts.size());
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    Plan& mine = plans_[i];
    const bool known =
        mine.verdict == verdicts[i] && mine.generation == generation && mine.least == least;
    if (known) continue;
    mine.verdict = verdicts[i];
    mine.generation = generation;
    mine.least = least;
    plan(*verdicts[i], mine);
  }
}

void SettledCells::find(std::string_view text, std::size_t begin, std::size_t end,
                        const core::RecordIndex& records,
                        const std::vector<const pattern::FieldVerdict*>& verdicts,
                        std::uint64_t generation, double least, bool settle) {
  cells_.clear();
  others_.clear();
  if (records.cells.empty()) return;
  const auto begins_before = [](const core::Cell& cell, std::size_t at) { return cell.begin < at; };
  const auto first =
      std::lower_bound(records.cells.begin(), records.cells.end(), begin, begins_before);
  const auto last = std::lower_bound(first, records.cells.end(), end, begins_before);
  std::span<const core::Cell> rest(first, last);
  if (!settle) {
    for (const core::Cell& cell : rest) {
      if (!verdicts[cell.column]->patterns.empty()) others_.push_back(&cell);
    }
    return;
  }
  plan_all(verdicts, generation, least);
  while (!rest.empty()) {
    const std::size_t count = std::min(rest.size(), kTogether);
    settle_some(text, rest.first(count));
    rest = rest.subspan(count);
  }
}

// At most kTogether cells.
void SettledCells::settle_some(std::string_view text, std::span<const core::Cell> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const core::Cell& cell = cells[i];
    Plan& plan = plans_[cell.column];
    together_[i].begin = together_[i].end = 0;
    if (plan.automaton == nullptr || !stands_apart(text, cell)) continue;
    if (plan.waits == 0) waiting_.push_back(&plan);
    plan.texts[plan.waits] = text.substr(cell.begin, cell.end - cell.begin);
    plan.waiting[plan.waits++] = &cell;
    if (plan.waits == plan.waiting.size()) settle_waiting(text, plan, cells.data());
  }
  for (Plan* plan : waiting_) settle_waiting(text, *plan, cells.data());
  waiting_.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (together_[i].begin != together_[i].end) {
      cells_.push_back(together_[i]);
    } else if (plans_[cells[i].column].named) {
      others_.push_back(&cells[i]);
    }
  }
}

// Settles the cells that wait for `plan`. `first` is that of together_.
void SettledCells::settle_waiting(std::string_view text, Plan& plan, const core::Cell* first) {
  if (plan.waits == 0) return;
  // Where too few wait, the first is walked again.
  std::fill(plan.texts.begin() + static_cast<std::ptrdiff_t>(plan.waits), plan.texts.end(),
            plan.texts.front());
  const LazyDfa::Ends ends = plan.automaton->walk_all(plan.texts);
  for (std::size_t i = 0; i < plan.waits; ++i) {
    const core::Cell& cell = *plan.waiting[i];
    const auto matching = plan.automaton->matching_at(ends, i, plan.texts[i]);
    if (matching) settle(text, cell, plan.texts[i], plan, *matching, together_[&cell - first]);
  }
  plan.waits = 0;
}

// A match that reaches over an edge begins, or ends, with the byte beside it or goes on beyond
// that.
bool SettledCells::holds(std::string_view text, std::size_t begin, std::size_t end,
                         std::uint32_t index) const {
  const CompiledRegex& regex = patterns_.regexes[index];
  auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  auto may_hold = [&](std::size_t at) { return at >= text.size() || regex.alphabet[byte(at)]; };
  // What is before the text is beyond its end, too.
  const bool left = may_hold(begin - 1) && (regex.front[byte(begin - 1)] || may_hold(begin - 2));
  const bool right = may_hold(end) && (regex.back[byte(end)] || may_hold(end + 1));
  return !left && !right;
}

void SettledCells::settle(std::string_view text, const core::Cell& cell, std::string_view value,
                          const Plan& plan, std::span<const RegexProgram::NodeId> matching,
                          SettledCell& settled) const {
  for (const std::uint32_t place : matching) {
    const Candidate& candidate = plan.candidates[place];
    const validate::Verdict verdict = candidate.validator(value);
    if (verdict.outcome == validate::Outcome::kInvalid) continue;
    const bool wins =
        verdict.outcome == validate::Outcome::kValid && verdict.weight >= candidate.needed &&
        (!candidate.reaches_over || holds(text, cell.begin, cell.end, candidate.regex));
    if (wins) settled = {cell.begin, cell.end, candidate.regex, &cell, verdict};
    return;
  }
}

}  // namespace leaksift::detect
