#include "scan/block_matcher.h"

#include <algorithm>

namespace leaksift::scan {
namespace {

bool comes_before(const core::Match& a, const core::Match& b) {
  return a.value.begin < b.value.begin;
}

// The highest confidence of those of `others`, ascending and disjoint, that overlap `match`; less
// than none if there is none.
double surest_overlapping(const core::Match& match, const std::vector<core::Match>& others) {
  double surest = -1.0;
  auto other = std::lower_bound(
      others.begin(), others.end(), match.value.begin,
      [](const core::Match& m, std::uint64_t begin) { return m.value.end <= begin; });
  for (; other != others.end() && other->value.begin < match.value.end; ++other) {
    surest = std::max(surest, other->confidence);
  }
  return surest;
}

}  // namespace

std::span<const core::Match> BlockMatcher::match(const core::Block& block,
                                                 const structure::Cursor& cursor,
                                                 BlobColumns* columns, double least) {
  const detect::ColumnProfiles& profiles =
      columns != nullptr ? columns->profiles(matcher_) : detect::kNoProfiles;
  cursor.index(block.view(), records_);
  inner_.collect(block.view(), records_);
  wide_.collect(block);
  inner_matches_.clear();
  if (!inner_.empty()) match_inner(inner_, inner_block_, block, profiles, least);
  if (!wide_.empty()) {
    match_inner(wide_, wide_block_, block, profiles, least);
    drop_second_readings(block.offset);
  }
  if (inner_matches_.empty()) {
    return matcher_.match(block, records_, least, detect::Reach::kOwned, profiles);
  }
  const auto outer = matcher_.match(block, records_, least, detect::Reach::kZone, profiles);
  matches_.assign(outer.begin(), outer.end());
  merge();
  std::erase_if(matches_, [&block](const core::Match& match) {
    return match.value.begin < block.own_begin || match.value.begin >= block.own_end;
  });
  return matches_;
}

// Scans the decoded values as a text of their own.
template <class Source>
void BlockMatcher::match_inner(Source& source, core::Block& decoded, const core::Block& block,
                               const detect::ColumnProfiles& profiles, double least) {
  decoded.bytes.assign(source.text().begin(), source.text().end());
  decoded.own_begin = 0;
  decoded.own_end = decoded.bytes.size();
  for (core::Match match :
       matcher_.match(decoded, source.records(), least, detect::Reach::kOwned, profiles)) {
    const core::Span span = source.original(block.view(), match.value);
    if (span.begin == span.end) continue;
    match.text = decoded.view().substr(match.value.begin, match.value.length());
    match.value = span;
    if (match.column != core::kNoRecord) {
      match.field = records_.columns[match.column].name;
      match.table = records_.columns[match.column].table;
    }
    inner_matches_.push_back(match);
  }
}

// Of the values of a run of UTF-16 that is read both ways: the surer, else that whose code units
// stand at even offsets.
void BlockMatcher::drop_second_readings(std::uint64_t offset) {
  std::stable_sort(inner_matches_.begin(), inner_matches_.end(), comes_before);
  std::size_t kept = 0;
  for (const core::Match& match : inner_matches_) {
    const bool again = kept > 0 && inner_matches_[kept - 1].value.end > match.value.begin;
    if (!again) {
      inner_matches_[kept++] = match;
      continue;
    }
    core::Match& other = inner_matches_[kept - 1];
    const bool even = (offset + match.value.begin) % 2 == 0;
    if (match.confidence > other.confidence || (match.confidence == other.confidence && even)) {
      other = match;
    }
  }
  inner_matches_.resize(kept);
}

// Of two that overlap the surer stays.
void BlockMatcher::merge() {
  std::stable_sort(inner_matches_.begin(), inner_matches_.end(), comes_before);
  std::erase_if(inner_matches_, [this](const auto& match) {
    return surest_overlapping(match, matches_) > match.confidence;
  });
  std::erase_if(matches_, [this](const auto& match) {
    return surest_overlapping(match, inner_matches_) >= match.confidence;
  });
  matches_.insert(matches_.end(), inner_matches_.begin(), inner_matches_.end());
  std::stable_sort(matches_.begin(), matches_.end(), comes_before);
}

}  // namespace leaksift::scan
