#include "scan/block_matcher.h"

#include <algorithm>

namespace leaksift::scan {
namespace {

bool comes_before(const core::Match& a, const core::Match& b) {
  return a.value.begin < b.value.begin;
}

// Whether `part` is of `whole`, a value of the same type that was decoded: an escape seems to end
// it where it goes on.
bool is_cut_short(const core::Match& part, const core::Match& whole) {
  return part.what->pattern == whole.what->pattern && part.value.length() < whole.value.length() &&
         part.value.begin >= whole.value.begin && part.value.end <= whole.value.end;
}

// Whether `fits` holds for any of `others`, ascending and disjoint, that overlap `match`.
template <class Fits>
bool overlaps_any(const core::Match& match, const std::vector<core::Match>& others, Fits fits) {
  auto other = std::lower_bound(
      others.begin(), others.end(), match.value.begin,
      [](const core::Match& m, std::uint64_t begin) { return m.value.end <= begin; });
  for (; other != others.end() && other->value.begin < match.value.end; ++other) {
    if (fits(*other)) return true;
  }
  return false;
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
  marks_.collect(block.view(), block.offset);
  escaped_.collect(block, records_);
  inner_matches_.clear();
  judgements_.clear();
  if (!inner_.empty()) match_inner(inner_, inner_block_, block, profiles, least);
  if (!wide_.empty()) {
    match_inner(wide_, wide_block_, block, profiles, least);
    // Of the values of a run that is read both ways: the one whose units stand at even offsets.
    drop_second_readings(
        [&block](const core::Match& match) { return (block.offset + match.value.begin) % 2 == 0; });
  }
  if (!escaped_.empty()) {
    match_inner(escaped_, escaped_block_, block, profiles, least);
    drop_second_readings([](const core::Match&) { return false; });
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
    core::Judgement& what = judgements_.add(*match.what);
    match.what = &what;
    if (what.column == core::kNoRecord) find_cell(match, what);
    if (what.column != core::kNoRecord) {
      what.field = records_.columns[what.column].name;
      what.table = records_.columns[what.column].table;
    }
    inner_matches_.push_back(match);
  }
}

// The cell that holds the value of a match whose source knows of no cells.
void BlockMatcher::find_cell(core::Match& match, core::Judgement& what) const {
  const auto cell =
      std::lower_bound(records_.cells.begin(), records_.cells.end(), match.value.begin,
                       [](const core::Cell& c, std::uint64_t begin) { return c.end <= begin; });
  if (cell == records_.cells.end() || cell->begin > match.value.begin ||
      cell->end < match.value.end) {
    return find_record(match, what);
  }
  what.column = cell->column;
  match.record = cell->record;
  match.record_number = records_.records[cell->record].number;
}

// The innermost record around a value that is in no cell.
void BlockMatcher::find_record(core::Match& match, core::Judgement& what) const {
  const auto at = static_cast<std::int64_t>(match.value.begin);
  const auto behind =
      std::upper_bound(records_.records.begin(), records_.records.end(), at,
                       [](std::int64_t begin, const core::Record& r) { return begin < r.begin; });
  const auto around = std::find_if(std::make_reverse_iterator(behind), records_.records.rend(),
                                   [at](const core::Record& record) { return record.end > at; });
  if (around == records_.records.rend()) return;
  match.record = static_cast<std::uint32_t>(&*around - records_.records.data());
  match.record_number = around->number;
  what.table = records_.tables[around->table];
}

// Of values that were found in two ways: the surer, else the one that is to be preferred, else the
// one that begins first.
template <class Prefer>
void BlockMatcher::drop_second_readings(Prefer prefer) {
  std::stable_sort(inner_matches_.begin(), inner_matches_.end(), comes_before);
  std::size_t kept = 0;
  for (const core::Match& match : inner_matches_) {
    const bool again = kept > 0 && inner_matches_[kept - 1].value.end > match.value.begin;
    if (!again) {
      inner_matches_[kept++] = match;
      continue;
    }
    core::Match& other = inner_matches_[kept - 1];
    if (match.what->confidence > other.what->confidence ||
        (match.what->confidence == other.what->confidence && prefer(match))) {
      other = match;
    }
  }
  inner_matches_.resize(kept);
}

// Of two that overlap the surer stays; of a value and a part of it, the value.
void BlockMatcher::merge() {
  std::stable_sort(inner_matches_.begin(), inner_matches_.end(), comes_before);
  std::erase_if(inner_matches_, [this](const core::Match& inner) {
    return overlaps_any(inner, matches_, [&inner](const core::Match& outer) {
      return outer.what->confidence > inner.what->confidence && !is_cut_short(outer, inner);
    });
  });
  std::erase_if(matches_, [this](const core::Match& outer) {
    return overlaps_any(outer, inner_matches_, [&outer](const core::Match& inner) {
      return inner.what->confidence >= outer.what->confidence || is_cut_short(outer, inner);
    });
  });
  matches_.insert(matches_.end(), inner_matches_.begin(), inner_matches_.end());
  std::stable_sort(matches_.begin(), matches_.end(), comes_before);
}

}  // namespace leaksift::scan
