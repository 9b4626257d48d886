// Labels among what a HitCollector looks at: the values behind, beside and below them.
#include "detect/column_labels.h"
#include "detect/hits.h"
#include "detect/label_ends.h"
#include "detect/label_layout.h"
#include "detect/labels.h"
#include "detect/unsaid_values.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

constexpr std::size_t kMaxLabelledValue = 256;
constexpr std::string_view kSecrets = "credentials";  // The category of passwords and keys.

// Words in another column are no values but of those that words are: they may head it.
bool is_without_digits(std::string_view text, const ValueRegion& region) {
  const std::string_view value = text.substr(region.begin, region.end - region.begin);
  return std::none_of(value.begin(), value.end(), is_digit);
}

// A number in another column without a remark behind it: "(240) 281-9946 (home)", "12/9/1988, 35".
ValueRegion without_remark(std::string_view text, ValueRegion region) {
  const std::string_view value = text.substr(region.begin, region.end - region.begin);
  const bool lettered =
      std::any_of(value.begin(), value.begin() + std::min<std::size_t>(value.size(), 4), is_letter);
  for (const std::string_view remark : {" (", " / ", ", "}) {
    const std::size_t at = value.find(remark);
    if (at == value.npos || (lettered && remark == ", ")) continue;
    const ValueRegion before = {region.begin, region.begin + at, region.quoted};
    if (!is_without_digits(text, before)) region = before;
  }
  return region;
}

// Whether the value at `begin` stands on the line below that of a label whose separator ends at
// `after`, but under another column of it.
bool is_below_another(std::string_view text, std::size_t after, std::size_t begin) {
  const std::size_t end = back_over(text, after, " \t\r\n", kMaxPadding);
  const auto column = column_above(text, end, begin);
  return column && column->end != end;
}

// Whether nothing, or nothing near, stands behind `at` on its line.
bool ends_column(std::string_view text, std::size_t at) {
  return at == text.size() || ends_line(text[at]) || begins_column_gap(text, at);
}

}  // namespace

void HitCollector::collect_labels(std::string_view text, Zone zone) {
  patterns_.labels.find(text, zone.begin, zone.end, marks_.separators, label_ends_);
  SettledCells::Cursor settled(settled_);
  for (const std::size_t end : label_ends_) {
    label_value(text, end, settled);
    const char last = text[end - 1];
    const bool column = last == ' ' && end > 1 && begins_column_gap(text, end - 2);
    if (column || ends_line(last) || (last == ':' && ends_column(text, end))) {
      label_column(text, end);
    }
  }
}

// The value behind a label that names types: their labelled regexes get a try.
void HitCollector::label_value(std::string_view text, std::size_t after,
                               SettledCells::Cursor& settled) {
  const std::size_t begin = value_begin(text, after);
  const SettledCell* const cell = settled.at(begin);
  if (cell != nullptr && ends_region(text, begin, cell->end)) return;
  const pattern::FieldVerdict* const verdict = label_verdict(text, after, begin);
  if (verdict == nullptr || verdict->patterns.empty()) return;
  ValueRegion region = value_region(text, begin, kMaxLabelledValue);
  if (region.begin == region.end || is_unsaid_value(text, after, begin)) return;
  if (region.quoted && names_member(text, region.end)) return;
  // Below its label, or in another column, a value stands alone, or it is but some text.
  const bool aside = is_in(text[after - 1], kLabelBlanks);
  const bool below = spans_line_end(text, after - 1, begin);
  if (below && is_below_another(text, after, begin)) return;
  const bool whole = region.quoted || aside || below;
  if (aside) region = without_remark(text, region);
  match_labelled(text, region, whole, *verdict, aside && is_without_digits(text, region));
}

// What the label before the value at `begin`, whose separator ends at `after`, names; null if there
// is none.
const pattern::FieldVerdict* HitCollector::label_verdict(std::string_view text, std::size_t after,
                                                         std::size_t begin) {
  // Where nothing but a space and a quote stand between, the label is that of a value at `after`.
  const std::string_view gap = text.substr(after, begin - after);
  const bool directly = gap.size() <= 2 && std::none_of(gap.begin(), gap.end(), [](char c) {
                          return c == '>' || c == '=' || ends_line(c);
                        });
  if (directly) {
    if (const auto* known = known_labels_.find(text, after)) return known;
  }
  if (!patterns_.labels.may_name(text, after)) return nullptr;
  const auto label = label_before(text, begin);
  const pattern::FieldVerdict* const verdict = label ? &names_.judge(label->text) : nullptr;
  if (verdict == nullptr || verdict->patterns.empty()) {
    if (const auto apart = label_apart(text, begin)) return &names_.judge(apart->text);
  }
  // Of a tag that names nothing, what a layout parts from the value may be the label elsewhere.
  const bool settled = verdict != nullptr && (text[after - 1] != '>' || !verdict->patterns.empty());
  if (settled && directly) known_labels_.learn(text, after, *label, *verdict);
  return verdict;
}

// "Confirm Password", "SMTP Password" where a secret would stand: what names one, of several words,
// as translations and forms have it.
bool HitCollector::is_label_of_secret(std::string_view text, const ValueRegion& region,
                                      std::uint32_t pattern) {
  const std::string_view value = text.substr(region.begin, region.end - region.begin);
  const bool words = value.find(' ') != value.npos && patterns_.labels.ends_in_label(value) &&
                     std::ranges::all_of(value, is_label_byte) && is_without_digits(text, region);
  return words && patterns_.set.patterns[pattern].category == kSecrets &&
         names_.judge(value).opinions[pattern].says == pattern::FieldVerdict::Says::kThisType;
}

void HitCollector::match_labelled(std::string_view text, const ValueRegion& region, bool whole,
                                  const pattern::FieldVerdict& verdict, bool names_alone) {
  const bool on_blank_line = is_on_blank_line(text, region);
  for (const std::uint32_t pattern : verdict.patterns) {
    if (is_label_of_secret(text, region, pattern)) continue;
    for (const std::uint32_t index : patterns_.labelled[pattern]) {
      if (patterns_.regexes[index].by_grammar) {
        label_name(text, index, region, whole, verdict.opinions[pattern].phrase);
        continue;
      }
      if (names_alone) continue;
      if (match_value(text, index, region.begin, region.end, whole, on_blank_line)) break;
    }
  }
}

// The first regex of a pattern that the whole region is of.
void HitCollector::match_pattern(std::string_view text, std::uint32_t pattern,
                                 const ValueRegion& region) {
  for (const std::uint32_t index : patterns_.of_pattern[pattern]) {
    if (match_value(text, index, region.begin, region.end, true)) return;
  }
}

// What stands below the label that ends before the blanks or line feed before `after`, if it heads
// a column.
void HitCollector::label_column(std::string_view text, std::size_t after) {
  constexpr std::size_t kMostMisses = 2;
  if (!patterns_.labels.may_name(text, after)) return;
  const TextColumn head = heading_before(text, back_over(text, after, " \t\r\n", kMaxPadding));
  if (head.empty()) return;
  const pattern::FieldVerdict& verdict = names_.judge(label_words(text, head.begin, head.end));
  if (verdict.patterns.empty()) return;
  // With a colon it is of the one value below it, in a form.
  const bool colon = text[head.end - 1] == ':';
  std::size_t misses = 0;
  visit_below(text, head, [&](const TextColumn& column) {
    const std::size_t known = hits_.size();
    const ValueRegion region = {column.begin, column.end};
    // In a form what stands below is the next label.
    if (!names_.judge(label_words(text, column.begin, column.end)).patterns.empty()) return false;
    const bool words = is_without_digits(text, region);
    match_labelled(text, region, true, verdict, words);
    // Numbers that are found anywhere, too: what heads them says what they are.
    for (const std::uint32_t pattern : verdict.patterns) {
      if (!words) match_pattern(text, pattern, region);
    }
    for (std::size_t i = known; i < hits_.size(); ++i) hits_[i].heading = &verdict;
    return !colon && (hits_.size() > known || ++misses < kMostMisses);
  });
}

// Numbers of which another cell of their record says what they are.
void HitCollector::collect_designated(std::string_view text, Zone zone,
                                      const core::RecordIndex& records,
                                      const ColumnVerdicts& verdicts) {
  if (!Designations::occur_in(verdicts)) return;
  SettledCells::Cursor settled(settled_);
  for (std::size_t i = 0; i < records.cells.size(); ++i) {
    const core::Cell& cell = records.cells[i];
    const bool wanted = cell.begin >= zone.begin && cell.begin < zone.end;
    if (!wanted || !verdicts[cell.column]->designated) continue;
    const auto [begin, end] = value_in_cell(text, cell.begin, cell.end);
    if (begin >= end || end - begin > kMaxLabelledValue || settled.at(begin) != nullptr) continue;
    const auto* const verdict = designations_.find(text, records, verdicts, i);
    if (verdict == nullptr) continue;
    const std::size_t known = hits_.size();
    for (const std::uint32_t pattern : verdict->patterns) {
      match_pattern(text, pattern, {begin, end, true});
    }
    for (std::size_t hit = known; hit < hits_.size(); ++hit) {
      hits_[hit].heading = verdict;
      hits_[hit].designated = true;
    }
  }
}

}  // namespace leaksift::detect
