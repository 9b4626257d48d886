#include "detect/hits.h"

#include "core/block.h"
#include "detect/boundary.h"
#include "detect/digit_runs.h"
#include "detect/word_bytes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace leaksift::detect {
namespace {

// A spaced number that starts below this must stand alone among spaced groups of digits.
constexpr double kProvesItself = 0.85;  // Log-odds of about 0.7.
const double kPlaceholderLogOdds =
    std::log(pattern::kPlaceholderCap / (1.0 - pattern::kPlaceholderCap));

// Whether the byte at `at` is one of `bytes`, or the text ends there.
bool may_be_at(const ByteSet& bytes, std::string_view text, std::size_t at) {
  return at == text.size() || bytes[static_cast<unsigned char>(text[at])];
}

// Where the rest of a match begins behind a leader, which may have joined a label to its value:
// "E-mail....jane@example.com"; or where the match ends.
std::size_t behind_leader(std::string_view text, const Confirmed& found) {
  const std::string_view match = text.substr(found.begin, found.end - found.begin);
  const std::size_t leader = match.rfind(kLeader);
  return leader == std::string_view::npos ? found.end : found.begin + leader + kLeader.size();
}

}  // namespace

HitCollector::HitCollector(const CompiledPatterns& patterns, NameMemory& names)
    : patterns_(patterns),
      names_(names),
      confirmer_(patterns),
      designations_(patterns.set, names),
      gates_(patterns),
      settled_(patterns),
      open_uses_(patterns, gates_, settled_) {
  scratch_.grow_for(patterns.text);
}

const std::vector<const Hit*>& HitCollector::collect(std::string_view text, Zone zone,
                                                     const core::RecordIndex& records,
                                                     const ColumnVerdicts& verdicts, double least,
                                                     bool settle) {
  hits_.clear();
  segments_.assign(1, 0);
  least_ = least <= 0.0 ? -1e9 : std::log(least / (1.0 - least));
  searched_.assign(patterns_.regexes.size(), zone.begin);
  run_until_.assign(patterns_.regexes.size(), zone.begin);
  gates_.start(zone.begin);
  confirmer_.start();
  if (label_generation_ != names_.generation()) known_labels_.forget();
  label_generation_ = names_.generation();
  labelled_names_.clear();
  told_names_.clear();
  // Some bytes more on the right: what stands before a shape's first digit belongs to it, and the
  // whole shape and the byte behind it must be seen.
  marks_.mark(
      text.substr(zone.begin, zone.end + kLongestShapeHead + kMaxShapeLength + 1 - zone.begin));
  // Only the fast engine knows of settled cells.
  settled_.find(text, zone.begin, zone.end, records, verdicts, names_.generation(), least,
                settle && patterns_.engine == Engine::kFast);
  if (patterns_.engine == Engine::kRe2) {
    for (std::uint32_t i = 0; i < patterns_.regexes.size(); ++i) collect_reference(text, zone, i);
  } else {
    if (patterns_.engine == Engine::kFast) collect_shapes(text, zone);
    segments_.push_back(hits_.size());
    collect_text(text, zone);
  }
  segments_.push_back(hits_.size());
  collect_labels(text, zone);
  segments_.push_back(hits_.size());
  collect_cells(text, verdicts);
  segments_.push_back(hits_.size());
  collect_designated(text, zone, records, verdicts);
  segments_.push_back(hits_.size());
  collect_name_columns(text, zone, records, verdicts);
  segments_.push_back(hits_.size());
  collect_names(text, zone);
  sort_hits(zone);
  return sorted_;
}

// Each finder gives its hits in order, or nearly so: sort what is not, and merge.
void HitCollector::sort_hits(Zone zone) {
  const auto before = [](const Hit* a, const Hit* b) { return comes_before(*a, *b); };
  sorted_.clear();
  segments_.push_back(hits_.size());
  for (std::size_t i = 0; i + 1 < segments_.size(); ++i) {
    const auto known = static_cast<std::ptrdiff_t>(sorted_.size());
    for (std::size_t at = segments_[i]; at < segments_[i + 1]; ++at) {
      const Hit& hit = hits_[at];
      if (hit.raw.begin >= zone.begin && hit.raw.begin < zone.end) sorted_.push_back(&hit);
    }
    const auto fresh = sorted_.begin() + known;
    if (!std::is_sorted(fresh, sorted_.end(), before)) std::sort(fresh, sorted_.end(), before);
    std::inplace_merge(sorted_.begin(), fresh, sorted_.end(), before);
  }
  // Of equal hits the first finder's counts, but for one below a heading, which knows more.
  std::size_t kept = 0;
  for (const Hit* const hit : sorted_) {
    const bool again = kept > 0 && !before(sorted_[kept - 1], hit);
    if (!again) sorted_[kept++] = hit;
    if (again && hit->heading != nullptr) sorted_[kept - 1] = hit;
  }
  sorted_.resize(kept);
}

void HitCollector::collect_shapes(std::string_view text, Zone zone) {
  const bool within = zone.begin > 0 && is_word(text[zone.begin - 1]);
  const MarkedText marked{text.substr(zone.begin, marks_.size), marks_};
  const std::size_t last = zone.end + kLongestShapeHead - zone.begin;
  patterns_.shapes.filter().find(marked, within, candidates_);
  SettledCells::Cursor settled(settled_);
  for (const ShapeCandidate& candidate : candidates_) {
    if (candidate.begin >= last) return;
    if (settled.at(zone.begin + candidate.begin) != nullptr) continue;
    shape_hits_.clear();
    patterns_.shapes.match(marked, candidate, shape_hits_);
    if (shape_hits_.empty()) continue;
    for (ShapeHit& hit : shape_hits_) {
      hit.begin += static_cast<std::uint32_t>(zone.begin);
      hit.end += static_cast<std::uint32_t>(zone.begin);
    }
    const auto first = static_cast<std::ptrdiff_t>(hits_.size());
    confirm_shapes(text);
    std::sort(hits_.begin() + first, hits_.end(), comes_before);
  }
}

// Of the shapes that begin at one place, the longest counts for each regex; it comes last.
void HitCollector::confirm_shapes(std::string_view text) {
  for (std::size_t i = shape_hits_.size(); i-- > 0;) {
    const ShapeHit& hit = shape_hits_[i];
    const bool longer_known =
        std::any_of(shape_hits_.begin() + static_cast<std::ptrdiff_t>(i) + 1, shape_hits_.end(),
                    [&hit](const ShapeHit& later) {
                      return later.regex == hit.regex && later.begin == hit.begin && later.end > 0;
                    });
    if (longer_known) continue;
    shape_hits_[i].end = confirmed_end(text, hit);
    if (shape_hits_[i].end > 0) add(text, hit.regex, hit.begin, shape_hits_[i].end);
  }
}

// Where the match of a shape hit ends; 0 if the expression does not confirm it.
std::uint32_t HitCollector::confirmed_end(std::string_view text, const ShapeHit& hit) {
  if (hit.sure == ShapeHit::Sure::kExact) return hit.end;
  Confirmed found;
  if (hit.sure == ShapeHit::Sure::kHead) {
    const std::size_t width = patterns_.regexes[hit.regex].width;
    const std::size_t limit = std::min(text.size(), hit.begin + width);
    if (!confirmer_.at(text, hit.regex, hit.begin, limit, found)) return 0;
  } else if (!confirmer_.whole(text, hit.regex, hit.begin, hit.end, found)) {
    return 0;
  }
  return static_cast<std::uint32_t>(found.end);
}

void HitCollector::collect_text(std::string_view text, Zone zone) {
  const std::size_t end = std::min(text.size(), zone.end + core::kMaxMatchLength);
  text_hits_.clear();
  scan(patterns_.text, scratch_, text.substr(zone.begin, end - zone.begin),
       static_cast<std::uint32_t>(zone.begin), text_hits_);
  SettledCells::Cursor settled(settled_);
  for (const HyperscanHit& hit : text_hits_) {
    for (const std::uint32_t regex : patterns_.triggered[hit.id]) {
      confirm_fitting(text, regex, hit.end, settled);
    }
  }
  collect_long_runs(text, zone);
  collect_signs(text, zone.begin, end);
  const std::string_view searched = text.substr(zone.begin, end - zone.begin);
  const auto confirm_found = [&](std::uint32_t regex, std::vector<std::uint32_t>& ends) {
    settled = SettledCells::Cursor(settled_);
    for (const std::uint32_t found : ends) {
      confirm_fitting(text, regex, zone.begin + found, settled);
    }
    ends.clear();
  };
  for (const auto& [regex, chain] : patterns_.chains) {
    find_chains(chain, searched, chain_ends_);
    confirm_found(regex, chain_ends_);
  }
  for (const ByteRows& rows : patterns_.rows) {
    rows.find(searched, row_ends_);
    for (std::size_t i = 0; i < rows.regexes().size(); ++i) {
      confirm_found(rows.regexes()[i], row_ends_.at(i));
    }
  }
}

void HitCollector::collect_long_runs(std::string_view text, Zone zone) {
  SettledCells::Cursor settled(settled_);
  for (const std::uint32_t marked : marks_.long_run_ends) {
    const std::size_t end = zone.begin + marked;
    if (!may_be_at(patterns_.behind_long_runs, text, end)) continue;
    for (const std::uint32_t regex : patterns_.long_runs) {
      confirm_fitting(text, regex, end, settled);
    }
  }
}

void HitCollector::collect_signs(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view searched = text.substr(0, end);
  for (std::size_t i = 0; i < patterns_.signs.size(); ++i) {
    const Sign& sign = patterns_.signs[i];
    SettledCells::Cursor settled(settled_);
    auto confirm = [&](const Sign::Use& use, std::size_t at) {
      if (may_be_at(use.before, text, at - 1) && may_be_at(use.behind, text, at + 1)) {
        confirm_run(text, use.regex, at + 1);
      }
    };
    // What stands before the first byte belongs to no match.
    std::size_t at = searched.find(sign.byte, begin + 1);
    for (; at < end; at = searched.find(sign.byte, at + 1)) {
      if (!may_be_at(sign.before, text, at - 1) || !may_be_at(sign.behind, text, at + 1)) continue;
      if (const SettledCell* const cell = settled.at(at)) {
        for (const Sign::Use* use : open_uses_.in(text, i, *cell)) confirm(*use, at);
      } else {
        for (const Sign::Use& use : sign.uses) confirm(use, at);
      }
    }
  }
}

// A regex is only tried where the byte behind what tells of it lets a match go on.
void HitCollector::confirm_fitting(std::string_view text, std::uint32_t index, std::size_t end,
                                   SettledCells::Cursor& settled) {
  if (may_be_at(patterns_.regexes[index].behind, text, end)) {
    confirm_unsettled(text, index, end, settled);
  }
}

// What lies within a settled cell need not be looked at.
void HitCollector::confirm_unsettled(std::string_view text, std::uint32_t index, std::size_t end,
                                     SettledCells::Cursor& settled) {
  const SettledCell* const cell = end > 0 ? settled.at(end - 1) : nullptr;
  if (cell != nullptr && settled_.holds(text, cell->begin, cell->end, index)) {
    searched_[index] = std::max<std::size_t>(searched_[index], cell->end);
  } else {
    confirm_run(text, index, end);
  }
}

// A match that ends at `end` lies within the run of bytes of the regex's alphabet around it: search
// that run once, however many ends Hyperscan reports in it.
void HitCollector::confirm_run(std::string_view text, std::uint32_t index, std::size_t end) {
  if (end <= searched_[index]) return;
  const CompiledRegex& regex = patterns_.regexes[index];
  const std::size_t unsearched =
      std::max(searched_[index], end - std::min<std::size_t>(end, regex.width));
  if (gates_.refuse(text, index, unsearched, end)) {
    searched_[index] = end;
    return;
  }
  if (confirmer_.finds_by_pivot(index)) return search_around(text, index, end);
  bool promising = false;
  auto belongs = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    promising = promising || regex.required[byte];
    return regex.alphabet[byte];
  };
  const std::size_t first =
      std::max(searched_[index], end - std::min<std::size_t>(end, regex.lead));
  std::size_t begin = end;
  while (begin > first && belongs(begin - 1)) --begin;
  const std::size_t last = std::min(text.size(), end + regex.width);
  // What an earlier hit has walked over need not be walked again.
  std::size_t stop = std::clamp(run_until_[index], end, last);
  promising = promising || stop > end;
  while (stop < last && belongs(stop)) ++stop;
  run_until_[index] = stop;
  if (promising) search(text, index, begin, stop, end);
  searched_[index] = std::max(searched_[index], end);
}

// What finds by a pivot needs no run: it ends by itself where no match can go on.
void HitCollector::search_around(std::string_view text, std::uint32_t index, std::size_t end) {
  const std::size_t width = patterns_.regexes[index].width;
  const std::size_t begin = std::max(searched_[index], end - std::min(end, width));
  search(text, index, begin, std::min(text.size(), end + width), end);
  searched_[index] = std::max(searched_[index], end);
}

// Adds the matches in text[begin, end) that begin before `last_begin`. One that begins there may go
// on beyond `end`, and has a hit of its own.
void HitCollector::search(std::string_view text, std::uint32_t index, std::size_t begin,
                          std::size_t end, std::size_t last_begin) {
  const bool overlapping = patterns_.regexes[index].finder == Finder::kShapes;
  Confirmed found;
  while (begin < last_begin && confirmer_.find(text, index, begin, end, last_begin, found)) {
    const bool counts =
        found.value_begin < found.value_end && add(text, index, found.value_begin, found.value_end);
    const std::size_t next = counts ? found.end : behind_leader(text, found);
    begin = overlapping ? found.begin + 1 : next;
    searched_[index] = std::max(searched_[index], begin);
  }
}

void HitCollector::collect_reference(std::string_view text, Zone zone, std::uint32_t index) {
  const Finder finder = patterns_.regexes[index].finder;
  if (finder == Finder::kLabel || finder == Finder::kNames) return;
  const std::size_t end = std::min(text.size(), zone.end + core::kMaxMatchLength);
  search(text, index, zone.begin, end, end);
}

void HitCollector::collect_cells(std::string_view text, const ColumnVerdicts& verdicts) {
  for (const core::Cell* const cell : settled_.others()) {
    const auto [begin, end] = value_in_cell(text, cell->begin, cell->end);
    const bool adjoining = begin < end && adjoins(text, begin, end);
    for (const std::uint32_t pattern : verdicts[cell->column]->patterns) {
      if (adjoining) {
        match_adjoining(text, pattern, begin, end);
        continue;
      }
      for (const std::uint32_t index : patterns_.labelled[pattern]) {
        if (patterns_.regexes[index].by_grammar) continue;  // See collect_name_columns.
        if (match_value(text, index, begin, end, true, true)) break;
      }
    }
  }
}

// In records of fixed width a value ends where the next one begins, which no byte between them
// tells the other finders.
void HitCollector::match_adjoining(std::string_view text, std::uint32_t pattern, std::size_t begin,
                                   std::size_t end) {
  const std::string_view value = text.substr(begin, end - begin);
  Confirmed found;
  for (const std::uint32_t index : patterns_.of_pattern[pattern]) {
    if (!patterns_.regexes[index].may_match(value)) continue;
    if (!confirmer_.whole(value, index, 0, value.size(), found)) continue;
    if (add(text, index, begin + found.value_begin, begin + found.value_end, true)) return;
  }
}

// Tries a labelled regex on a value. True if nothing less sure of the same pattern can add to it:
// it matched, its validator is content, and the match is all that it says.
bool HitCollector::match_value(std::string_view text, std::uint32_t index, std::size_t begin,
                               std::size_t end, bool whole, bool parted) {
  const CompiledRegex& regex = patterns_.regexes[index];
  if (begin == end) return false;
  if (whole && !regex.may_match(text.substr(begin, end - begin))) return false;
  Confirmed found;
  const bool matches = whole ? confirmer_.whole(text, index, begin, end, found)
                             : confirmer_.at(text, index, begin, end, found);
  if (!matches || found.value_begin == found.value_end) return false;
  return add(text, index, found.value_begin, found.value_end, parted) && whole && !regex.has_group;
}

// Whether a value of this verdict can reach what is asked for.
bool HitCollector::may_count(const validate::Verdict& verdict) const {
  if (verdict.outcome == validate::Outcome::kInvalid) return false;
  return verdict.outcome != validate::Outcome::kPlaceholder || least_ <= kPlaceholderLogOdds;
}

// Checks what needs no context, cheapest first; true if the hit is a proper value.
bool HitCollector::add(std::string_view text, std::uint32_t index, std::size_t begin,
                       std::size_t end, bool parted) {
  while (end > begin && text[end - 1] == ' ') --end;
  begin = behind_prefix(text, begin, end);
  const CompiledRegex& regex = patterns_.regexes[index];
  const validate::Verdict verdict = regex.validator(text.substr(begin, end - begin));
  if (!may_count(verdict)) return false;
  if (!regex.has_floor && regex.log_odds + verdict.weight + regex.most_gain < least_) return false;
  const bool lone = regex.log_odds < kProvesItself;
  if (!parted && !stands_alone(regex.boundary, text, begin, end, lone)) return false;
  const core::RawMatch raw = {index, static_cast<std::uint32_t>(begin),
                              static_cast<std::uint32_t>(end)};
  hits_.push_back({raw, {}, {}, verdict});
  return verdict.outcome != validate::Outcome::kPlaceholder;
}

}  // namespace leaksift::detect
