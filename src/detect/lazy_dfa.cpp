#include "detect/lazy_dfa.h"

#include "detect/word_bytes.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

constexpr std::size_t kMostStates = 2048;
constexpr std::size_t kMostNodes = 1 << 16;  // Of all states.
// To make a state costs as much as to walk this many bytes.
constexpr std::size_t kBytesPerState = 64;
constexpr std::size_t kRest = 4096;

}  // namespace

LazyDfa::LazyDfa(const RegexProgram& program)
    : program_(&program),
      stride_(program.classes()),
      dead_(static_cast<State>(stride_)),
      visited_(program.size(), 0) {
  forget();
}

void LazyDfa::forget() {
  ++forgotten_;
  rows_.assign(stride_, kUnmade);
  rows_.resize(2 * stride_, dead_);
  accepting_.assign(rows_.size(), false);
  nodes_.clear();
  first_node_.assign(3, 0);
  ends_.assign(2, 0);
  by_hash_.clear();
  walked_ = 0;
  std::fill(visited_.begin(), visited_.end(), 0);
  visit_ = 1;
  reached_.clear();
  follow(program_->start());
  start_ = state_of_reached();
}

// Adds the nodes that take a byte, and kAccept, that `node` leads to without one.
void LazyDfa::follow(RegexProgram::NodeId node) {
  pending_.assign(1, node);
  while (!pending_.empty()) {
    const RegexProgram::NodeId at = pending_.back();
    pending_.pop_back();
    if (visited_[at] == visit_) continue;
    visited_[at] = visit_;
    if (!program_->is_accept(at) && program_->is_split(at)) {
      pending_.push_back(program_->other(at));
      pending_.push_back(program_->next(at));
    } else {
      reached_.push_back(at);
    }
  }
}

LazyDfa::State LazyDfa::state_of_reached() {
  if (reached_.empty()) return dead_;
  std::sort(reached_.begin(), reached_.end());
  std::uint64_t hash = reached_.size();
  for (const RegexProgram::NodeId node : reached_) hash = (hash ^ node) * 0x9e3779b97f4a7c15U;
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto found = first; found != last; ++found) {
    const std::size_t index = found->second / stride_;
    if (std::equal(reached_.begin(), reached_.end(), nodes_.begin() + first_node_[index],
                   nodes_.begin() + first_node_[index + 1])) {
      return found->second;
    }
  }
  const auto state = static_cast<State>(rows_.size());
  rows_.resize(rows_.size() + stride_, kUnmade);
  accepting_.resize(rows_.size(), false);
  accepting_[state] = program_->is_accept(reached_.front());
  const auto end =
      std::find_if_not(reached_.begin(), reached_.end(),
                       [this](RegexProgram::NodeId node) { return program_->is_accept(node); });
  ends_.push_back(static_cast<std::uint32_t>(end - reached_.begin()));
  nodes_.insert(nodes_.end(), reached_.begin(), reached_.end());
  first_node_.push_back(static_cast<std::uint32_t>(nodes_.size()));
  by_hash_.emplace(hash, state);
  return state;
}

// The state behind `byte`; kUnmade if there are too many.
LazyDfa::State LazyDfa::step(State from, std::uint8_t byte) {
  const std::size_t index = from / stride_;
  const bool full =
      index >= kMostStates || rows_.size() + stride_ > kMostEntries || nodes_.size() > kMostNodes;
  if (full) return kUnmade;
  const std::size_t byte_class = program_->class_of()[byte];
  ++visit_;
  reached_.clear();
  for (std::size_t i = first_node_[index]; i < first_node_[index + 1]; ++i) {
    const RegexProgram::NodeId node = nodes_[i];
    if (!program_->is_accept(node) && program_->takes(node, byte_class)) {
      follow(program_->next(node));
    }
  }
  const State state = state_of_reached();
  rows_[from + byte_class] = state;
  return state;
}

bool LazyDfa::is_resting() {
  if (resting_ == 0) return false;
  if (--resting_ == 0) forget();
  return true;
}

// Follows `text` until no match can come of it. `accept` is told the state behind each byte. The
// state behind the last byte, dead_ if no match can come of them, or kUnmade if the states were too
// many.
template <typename Accept>
LazyDfa::State LazyDfa::walk(std::string_view text, Accept accept) {
  const std::uint8_t* const class_of = program_->class_of().data();
  const State* rows = rows_.data();
  State state = start_;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    State next = rows[state + class_of[byte]];
    if (next <= dead_) {
      if (next == kUnmade) next = step(state, byte);
      if (next <= dead_) {
        walked_ += i;
        if (next == kUnmade) recover();
        return next;
      }
      rows = rows_.data();
    }
    state = next;
    accept(state, i + 1);
  }
  walked_ += text.size();
  return state;
}

// Forgets the states, or rests if they were made faster than that can pay.
void LazyDfa::recover() {
  if (walked_ < kMostStates * kBytesPerState) {
    resting_ = kRest;
  } else {
    forget();
  }
}

LazyDfa::Says LazyDfa::matches(std::string_view text) {
  if (is_resting()) return Says::kUnknown;
  const State state = walk(text, [](State, std::size_t) {});
  if (state == kUnmade) return Says::kUnknown;
  return accepting_[state] ? Says::kYes : Says::kNo;
}

std::optional<std::span<const RegexProgram::NodeId>> LazyDfa::all_matching(std::string_view text) {
  if (is_resting()) return std::nullopt;
  const State state = walk(text, [](State, std::size_t) {});
  if (state == kUnmade) return std::nullopt;
  return matching(state);
}

// Which expressions end at a state.
std::span<const RegexProgram::NodeId> LazyDfa::matching(State state) const {
  const std::size_t index = state / stride_;
  return {nodes_.data() + first_node_[index], ends_[index]};
}

// Nothing leads out of kUnmade and dead_, so no step need look where it leads.
LazyDfa::Ends LazyDfa::walk_all(const Texts& texts) {
  Ends ends;
  ends.forgotten_ = forgotten_;
  const std::uint8_t* const class_of = program_->class_of().data();
  const State* const rows = rows_.data();
  auto step_on = [&](State& state, char byte) {
    state = rows[state + class_of[static_cast<std::uint8_t>(byte)]];
  };
  std::size_t common = texts[0].size();
  for (const std::string_view text : texts) common = std::min(common, text.size());
  std::array<State, kSideBySide> states{};
  states.fill(start_);
  for (std::size_t i = 0; i < common; ++i) {
    for (std::size_t place = 0; place < kSideBySide; ++place)
      step_on(states[place], texts[place][i]);
  }
  for (std::size_t place = 0; place < kSideBySide; ++place) {
    for (const char byte : texts[place].substr(common)) step_on(states[place], byte);
    walked_ += texts[place].size();
  }
  ends.states_ = states;
  return ends;
}

std::optional<std::span<const RegexProgram::NodeId>> LazyDfa::matching_at(const Ends& ends,
                                                                          std::size_t place,
                                                                          std::string_view text) {
  const State state = ends.states_[place];
  const bool known = state != kUnmade && ends.forgotten_ == forgotten_;
  if (!known) return all_matching(text);
  return matching(state);
}

LazyDfa::Says LazyDfa::only_front(std::string_view text, std::size_t& length) {
  if (is_resting()) return Says::kUnknown;
  std::size_t fronts = accepting_[start_] ? 1 : 0;
  std::size_t last = 0;
  const State state = walk(text, [&](State reached, std::size_t at) {
    if (!accepting_[reached]) return;
    ++fronts;
    last = at;
  });
  if (state == kUnmade) return Says::kUnknown;
  length = last;
  return fronts == 1 ? Says::kYes : Says::kNo;
}

LazyDfa::Says LazyDfa::longest(std::string_view text, std::size_t end, bool whole_words,
                               std::size_t& length) {
  if (is_resting()) return Says::kUnknown;
  auto ends_here = [&](std::size_t at) {
    return !whole_words || at == text.size() || !is_word(text[at]);
  };
  bool match = accepting_[start_] && ends_here(0);
  std::size_t longest = 0;
  const State state = walk(text.substr(0, end), [&](State reached, std::size_t at) {
    if (!accepting_[reached] || !ends_here(at)) return;
    match = true;
    longest = at;
  });
  if (state == kUnmade) return Says::kUnknown;
  length = longest;
  return match ? Says::kYes : Says::kNo;
}

}  // namespace leaksift::detect
