#include "detect/confirmer.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <cstring>

namespace leaksift::detect {
namespace {

using DfaSays = LazyDfa::Says;

// How many beginnings `find` asks for one by one. That spares RE2 from following all at once, which
// with counted repeats makes a new state of its automaton for nearly every byte.
constexpr int kSingleTries = 8;

bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || !is_word(text[at - 1]);
}
bool ends_word(std::string_view text, std::size_t at) {
  return at == text.size() || !is_word(text[at]);
}

Confirmed all_of(std::size_t begin, std::size_t end) {
  return {begin, end, begin, end};
}

}  // namespace

Confirmer::Confirmer(const CompiledPatterns& patterns)
    : patterns_(patterns), automata_(patterns.regexes.size()) {}

void Confirmer::start() {
  for (Automata& automata : automata_) automata.dead = {};
}

void Confirmer::make(std::uint32_t regex, Automata& mine) const {
  mine.made = true;
  if (patterns_.engine != Engine::kFast) return;
  const RegexEngines::Programs& programs = patterns_.regexes[regex].engines->programs();
  if (programs.all) mine.all = std::make_unique<LazyDfa>(*programs.all);
  if (programs.before_group) mine.before_group = std::make_unique<LazyDfa>(*programs.before_group);
  if (programs.lead && programs.rest) {
    mine.lead = std::make_unique<LazyDfa>(*programs.lead);
    mine.rest = std::make_unique<LazyDfa>(*programs.rest);
  }
}

bool Confirmer::ask_re2(std::string_view text, std::uint32_t index, std::size_t begin,
                        std::size_t end, re2::RE2::Anchor anchor, Confirmed& found) const {
  const CompiledRegex& regex = patterns_.regexes[index];
  re2::StringPiece pieces[2];
  // What RE2 need not tell is free.
  const int groups = regex.has_group ? 2 : anchor == re2::RE2::ANCHOR_BOTH ? 0 : 1;
  if (!regex.engines->re2().Match({text.data(), text.size()}, begin, end, anchor, pieces, groups)) {
    return false;
  }
  auto offset = [&](const re2::StringPiece& piece) {
    return static_cast<std::size_t>(piece.data() - text.data());
  };
  found = groups == 0 ? all_of(begin, end)
                      : all_of(offset(pieces[0]), offset(pieces[0]) + pieces[0].size());
  if (!regex.has_group) return true;
  const bool empty = pieces[1].data() == nullptr || pieces[1].empty();
  found.value_begin = empty ? found.begin : offset(pieces[1]);
  found.value_end = found.value_begin + (empty ? 0 : pieces[1].size());
  return true;
}

// Says where the group of a match is, if the bytes before it can end in but one place.
bool Confirmer::place_group(std::string_view text, std::uint32_t index, Confirmed& found) {
  const auto& before = automata(index).before_group;
  if (!before) return false;
  const std::size_t end = found.end - *patterns_.regexes[index].behind_group;
  std::size_t length = 0;
  const std::string_view front = text.substr(found.begin, end - found.begin);
  if (before->only_front(front, length) != DfaSays::kYes || length == front.size()) return false;
  found.value_begin = found.begin + length;
  found.value_end = end;
  return true;
}

bool Confirmer::whole(std::string_view text, std::uint32_t index, std::size_t begin,
                      std::size_t end, Confirmed& found) {
  const CompiledRegex& regex = patterns_.regexes[index];
  const auto& dfa = automata(index).all;
  const DfaSays says = dfa ? dfa->matches(text.substr(begin, end - begin)) : DfaSays::kUnknown;
  if (says == DfaSays::kNo) return false;
  if (says == DfaSays::kUnknown) {
    return ask_re2(text, index, begin, end, re2::RE2::ANCHOR_BOTH, found);
  }
  const WordEdges edges = regex.edges;
  if (edges.front && !begins_word(text, begin)) return false;
  if (edges.back && !ends_word(text, end)) return false;
  found = all_of(begin, end);
  return !regex.has_group || place_group(text, index, found) ||
         ask_re2(text, index, begin, end, re2::RE2::ANCHOR_BOTH, found);
}

bool Confirmer::at(std::string_view text, std::uint32_t index, std::size_t begin, std::size_t end,
                   Confirmed& found) {
  const CompiledRegex& regex = patterns_.regexes[index];
  const WordEdges edges = regex.edges;
  if (edges.front && !begins_word(text, begin)) return false;
  const auto& dfa = automata(index).all;
  std::size_t length = 0;
  const DfaSays says =
      dfa ? dfa->longest(text.substr(begin), end - begin, edges.back, length) : DfaSays::kUnknown;
  if (says == DfaSays::kNo) return false;
  found = all_of(begin, begin + length);
  const bool told =
      says != DfaSays::kUnknown && (!regex.has_group || place_group(text, index, found));
  return told || ask_re2(text, index, begin, end, re2::RE2::ANCHOR_START, found);
}

bool Confirmer::find(std::string_view text, std::uint32_t index, std::size_t begin, std::size_t end,
                     std::size_t last_begin, Confirmed& found) {
  const CompiledRegex& regex = patterns_.regexes[index];
  if (finds_by_pivot(index)) {
    const DfaSays says = find_by_pivot(text, index, begin, end, last_begin, found);
    if (says != DfaSays::kUnknown) return says == DfaSays::kYes;
  }
  const std::size_t stop = std::min(end, last_begin);
  for (int tries = 0; tries < kSingleTries; ++tries, ++begin) {
    while (begin < stop && !regex.front[static_cast<unsigned char>(text[begin])]) ++begin;
    if (begin >= stop) return false;
    if (at(text, index, begin, end, found)) return true;
  }
  return begin < stop && ask_re2(text, index, begin, end, re2::RE2::UNANCHORED, found) &&
         found.begin < last_begin;
}

// The lead cannot hold the pivot's byte, so the pivot that comes first has the match that begins
// first; and where that begins does not bear on how it goes on.
LazyDfa::Says Confirmer::find_by_pivot(std::string_view text, std::uint32_t index,
                                       std::size_t begin, std::size_t end, std::size_t last_begin,
                                       Confirmed& found) {
  const CompiledRegex& regex = patterns_.regexes[index];
  const Pivot& pivot = *regex.pivot;
  const bool whole_words = regex.edges.back;
  const auto most_lead = static_cast<std::size_t>(pivot.lead.most);
  const std::size_t most_rest = regex.width - std::min<std::size_t>(regex.width, most_lead + 1);
  const std::size_t stop = std::min(end, last_begin + most_lead);
  Automata& mine = automata(index);
  std::size_t all_dead_from = begin;
  for (std::size_t at = begin; at < stop; ++at) {
    const void* next = std::memchr(text.data() + at, pivot.byte, stop - at);
    if (next == nullptr) return DfaSays::kNo;
    at = static_cast<std::size_t>(static_cast<const char*>(next) - text.data());
    if (mine.dead.holds(at)) {
      at = mine.dead.end - 1;
      continue;
    }
    std::size_t length = 0;
    DfaSays says = mine.rest->longest(text.substr(at + 1), end - at - 1, whole_words, length);
    const bool whole_rest = end == text.size() || end - at - 1 >= most_rest;
    if (says == DfaSays::kNo && whole_rest) mine.dead.take(all_dead_from, at + 1);
    if (says != DfaSays::kNo || !whole_rest) all_dead_from = at + 1;
    std::size_t first = 0;
    if (says == DfaSays::kYes) says = lead_to(text, index, begin, at, first);
    if (says == DfaSays::kUnknown) return says;
    if (says == DfaSays::kNo) continue;
    if (first >= last_begin) return DfaSays::kNo;
    found = all_of(first, at + 1 + length);
    if (!regex.has_group || place_group(text, index, found)) return DfaSays::kYes;
    return ask_re2(text, index, first, end, re2::RE2::ANCHOR_START, found) ? DfaSays::kYes
                                                                           : DfaSays::kUnknown;
  }
  return DfaSays::kNo;
}

// Where the leftmost match with this pivot begins, from `begin` on.
LazyDfa::Says Confirmer::lead_to(std::string_view text, std::uint32_t index, std::size_t begin,
                                 std::size_t at, std::size_t& found) {
  const CompiledRegex& regex = patterns_.regexes[index];
  const Pivot& pivot = *regex.pivot;
  const std::size_t most = static_cast<std::size_t>(pivot.lead.most);
  const std::size_t farthest = std::max(begin, at - std::min(at, most));
  std::size_t first = at;
  while (first > farthest && pivot.lead_bytes[static_cast<unsigned char>(text[first - 1])]) --first;
  for (; first + pivot.lead.least <= at; ++first) {
    if (regex.edges.front && !begins_word(text, first)) continue;
    const DfaSays says = automata_[index].lead->matches(text.substr(first, at - first));
    if (says == DfaSays::kNo) continue;
    found = first;
    return says;
  }
  return DfaSays::kNo;
}

}  // namespace leaksift::detect
