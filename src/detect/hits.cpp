#include "detect/hits.h"

#include <algorithm>
#include <tuple>

#include "core/block.h"
#include "detect/digit_runs.h"
#include "detect/labels.h"

namespace leaksift::detect {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

std::size_t offset_in(std::string_view text, const re2::StringPiece& part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

}  // namespace

HitCollector::HitCollector(const CompiledPatterns& patterns, NameMemory& names)
    : patterns_(patterns), names_(names) {
  scratch_.grow_for(patterns.text);
}

const std::vector<core::RawMatch>& HitCollector::collect(std::string_view text, Zone zone,
                                                         const core::RecordIndex& records) {
  hits_.clear();
  searched_.assign(patterns_.regexes.size(), zone.begin);
  if (patterns_.engine == Engine::kFast) collect_shapes(text, zone);
  if (patterns_.engine == Engine::kRe2) {
    for (std::uint32_t i = 0; i < patterns_.regexes.size(); ++i) collect_reference(text, zone, i);
    if (patterns_.trigger) {
      std::size_t at = zone.begin;
      re2::StringPiece found;
      while (at < zone.end && patterns_.trigger->Match(piece(text), at, text.size(),
                                                       re2::RE2::UNANCHORED, &found, 1)) {
        label_value(text, offset_in(text, found) + found.size());
        at = offset_in(text, found) + 1;
      }
    }
  } else {
    collect_text(text, zone);
  }
  collect_cells(text, zone, records);
  auto order = [](const core::RawMatch& hit) { return std::tie(hit.begin, hit.end, hit.regex); };
  std::sort(hits_.begin(), hits_.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  hits_.erase(std::unique(hits_.begin(), hits_.end(),
                          [&](const auto& a, const auto& b) { return order(a) == order(b); }),
              hits_.end());
  std::erase_if(hits_, [&](const core::RawMatch& hit) {
    return hit.begin < zone.begin || hit.begin >= zone.end;
  });
  return hits_;
}

void HitCollector::collect_shapes(std::string_view text, Zone zone) {
  // Eight bytes more on the left, since what stands before a shape's first digit belongs to it.
  const std::size_t last = std::min(text.size(), zone.end + 8);
  const std::string_view searched = text.substr(zone.begin, last - zone.begin);
  mark_digits(searched, digits_);
  const bool inside = zone.begin > 0 && text[zone.begin - 1] >= '0' && text[zone.begin - 1] <= '9';
  for_each_run(digits_, [&](std::size_t run) {
    if (run == 0 && inside) return;  // The run began before the zone.
    shape_hits_.clear();
    patterns_.shapes.match(text, zone.begin + run, shape_hits_);
    if (!shape_hits_.empty()) confirm_shapes(text);
  });
}

// Of the shapes that begin at one place, the longest counts for each regex; it comes last.
void HitCollector::confirm_shapes(std::string_view text) {
  const std::size_t first = hits_.size();
  for (const ShapeHit& hit : shape_hits_) {
    if (!hit.exact && !patterns_.regexes[hit.regex].re2->Match(
                          piece(text), hit.begin, hit.end, re2::RE2::ANCHOR_BOTH, nullptr, 0)) {
      continue;
    }
    std::size_t at = first;
    while (at < hits_.size() && (hits_[at].regex != hit.regex || hits_[at].begin != hit.begin)) ++at;
    if (at == hits_.size()) hits_.emplace_back();
    hits_[at] = {hit.regex, hit.begin, hit.end};
  }
}

void HitCollector::collect_text(std::string_view text, Zone zone) {
  const std::size_t end = std::min(text.size(), zone.end + core::kMaxMatchLength);
  text_hits_.clear();
  scan(patterns_.text, scratch_, text.substr(zone.begin, end - zone.begin),
       static_cast<std::uint32_t>(zone.begin), text_hits_);
  for (const HyperscanHit& hit : text_hits_) {
    if (hit.id == kLabelTrigger) {
      label_value(text, hit.end);
    } else {
      confirm_run(text, hit.id, hit.end);
    }
  }
}

// A match that ends at `end` lies within the run of bytes of the regex's alphabet around it: search
// that run once, however many ends Hyperscan reports in it.
void HitCollector::confirm_run(std::string_view text, std::uint32_t index, std::size_t end) {
  if (end <= searched_[index]) return;
  const CompiledRegex& regex = patterns_.regexes[index];
  auto belongs = [&](std::size_t at) {
    return regex.alphabet.test(static_cast<unsigned char>(text[at]));
  };
  const std::size_t first = std::max(searched_[index], end - std::min<std::size_t>(end, regex.width));
  std::size_t begin = end;
  while (begin > first && belongs(begin - 1)) --begin;
  const std::size_t last = std::min(text.size(), end + regex.width);
  std::size_t stop = end;
  while (stop < last && belongs(stop)) ++stop;
  search(text, index, begin, stop);
  searched_[index] = std::max(searched_[index], end);
}

void HitCollector::search(std::string_view text, std::uint32_t index, std::size_t begin,
                          std::size_t end) {
  const CompiledRegex& regex = patterns_.regexes[index];
  re2::StringPiece found[2];
  while (begin < end && regex.re2->Match(piece(text), begin, end, re2::RE2::UNANCHORED, found,
                                         regex.has_group ? 2 : 1)) {
    const std::size_t at = offset_in(text, found[0]);
    const re2::StringPiece& value = found[regex.has_group ? 1 : 0];
    if (value.data() && !value.empty()) {
      add(text, index, offset_in(text, value), offset_in(text, value) + value.size());
    }
    const bool overlapping = regex.finder == Finder::kShapes;
    begin = overlapping ? at + 1 : at + found[0].size();
    searched_[index] = std::max(searched_[index], begin);
  }
}

void HitCollector::collect_reference(std::string_view text, Zone zone, std::uint32_t index) {
  if (patterns_.regexes[index].finder == Finder::kLabel) return;
  search(text, index, zone.begin, std::min(text.size(), zone.end + core::kMaxMatchLength));
}

// The value behind a label that names types: their labelled regexes get a try.
void HitCollector::label_value(std::string_view text, std::size_t after) {
  const ValueRegion region = value_after(text, after, 256);
  if (region.begin == region.end) return;
  const auto label = label_before(text, region.begin);
  if (!label) return;
  for (const std::uint32_t pattern : names_.judge(label->text).patterns) {
    for (const std::uint32_t index : patterns_.labelled[pattern]) {
      const CompiledRegex& regex = patterns_.regexes[index];
      re2::StringPiece found[2];
      const auto anchor = region.quoted ? re2::RE2::ANCHOR_BOTH : re2::RE2::ANCHOR_START;
      if (!regex.re2->Match(piece(text), region.begin, region.end, anchor, found,
                            regex.has_group ? 2 : 1)) {
        continue;
      }
      const re2::StringPiece& value = found[regex.has_group ? 1 : 0];
      if (value.empty()) continue;
      add(text, index, offset_in(text, value), offset_in(text, value) + value.size());
    }
  }
}

void HitCollector::collect_cells(std::string_view text, Zone zone,
                                 const core::RecordIndex& records) {
  std::vector<const pattern::FieldVerdict*> verdicts;
  for (const core::Column& column : records.columns) verdicts.push_back(&names_.judge(column.name));
  for (const core::Cell& cell : records.cells) {
    if (cell.begin < zone.begin || cell.begin >= zone.end) continue;
    const auto& named = verdicts[cell.column]->patterns;
    if (named.empty()) continue;
    std::size_t begin = cell.begin;
    std::size_t end = cell.end;
    while (begin < end && text[begin] == ' ') ++begin;
    while (end > begin && text[end - 1] == ' ') --end;
    if (begin == end || end - begin > core::kMaxMatchLength) continue;
    for (const std::uint32_t pattern : named) {
      for (const std::uint32_t index : patterns_.labelled[pattern]) {
        const CompiledRegex& regex = patterns_.regexes[index];
        re2::StringPiece found[2];
        if (regex.re2->Match(piece(text), begin, end, re2::RE2::ANCHOR_BOTH, found,
                             regex.has_group ? 2 : 0)) {
          const bool group = regex.has_group && !found[1].empty();
          const std::size_t at = group ? offset_in(text, found[1]) : begin;
          add(text, index, at, group ? at + found[1].size() : end);
        }
      }
    }
  }
}

void HitCollector::add(std::string_view text, std::uint32_t regex, std::size_t begin,
                       std::size_t end) {
  while (end > begin && text[end - 1] == ' ') --end;
  hits_.push_back({regex, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

}  // namespace leaksift::detect
