// Names of persons among the hits of a HitCollector: in text, behind labels and in columns.
#include "base/ascii.h"
#include "detect/hits.h"
#include "detect/label_ends.h"
#include "detect/label_layout.h"
#include "detect/labels.h"

#include <algorithm>
#include <optional>

namespace leaksift::detect {
namespace {

// Names less likely than this (0.05) are not told, however little is asked for.
constexpr double kLeastName = -3.0;

// The words at the beginning of the line at `begin` that may be a label: up to a separator, two
// blanks or the end of the line.
std::string_view label_of_line(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongestLabel = 48;
  const std::size_t stop = std::min(text.size(), begin + kLongestLabel);
  std::size_t end = begin;
  while (end < stop && !ends_line(text[end]) && !is_in(text[end], ":=\t") &&
         !begins_column_gap(text, end) && before_spaced_sign(text, end) == end) {
    ++end;
  }
  end = before_spaced_sign(text, end);
  return end == stop && stop < text.size() ? std::string_view() : label_words(text, begin, end);
}

// What stands beside the value on a line of underscores is no part of a word.
bool read_labelled(std::string_view text, const ValueRegion& region, NameField field,
                   const NameFinder& names, FoundName& found) {
  if (!is_on_blank_line(text, region)) {
    return names.in_field(text, region.begin, region.end, field, !region.quoted, found);
  }
  return names.in_field_alone(text, region.begin, region.end, field, true, found);
}

// Where the line begins that stands before the one that holds `at`, be an empty one between, if
// there is one near.
std::optional<std::size_t> line_before(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestLine = 120;
  const std::size_t stop = at - std::min(at, kLongestLine);
  auto back_to_line = [&](std::size_t from) {
    while (from > stop && text[from - 1] != '\n') --from;
    return from;
  };
  std::size_t begin = back_to_line(at);
  while (begin > stop && ends_line(text[begin - 1])) --begin;
  return begin == stop ? std::nullopt : std::optional(back_to_line(begin));
}

}  // namespace

void HitCollector::collect_names(std::string_view text, Zone zone) {
  for (const std::uint32_t index : patterns_.name_regexes) {
    const double least = std::max(least_, kLeastName) - patterns_.regexes[index].log_odds;
    patterns_.names.find(text, zone.begin, zone.end, marks_, name_columns_.names(), least,
                         idle_runs_, [&](const FoundName& name) { add_name(text, index, name); });
  }
}

void HitCollector::label_name(std::string_view text, std::uint32_t index, const ValueRegion& region,
                              bool whole, std::string_view phrase) {
  if (phrase.data() != name_phrase_.data() || phrase.size() != name_phrase_.size()) {
    name_phrase_ = phrase;
    name_field_ =
        name_field(patterns_.set.patterns[patterns_.regexes[index].pattern].context, phrase);
  }
  FieldValue value = {region.begin, region.end, name_field_};
  value.is_name = read_labelled(text, region, name_field_, patterns_.names, value.name) &&
                  (region.quoted || !whole || value.name.end == region.end);
  if (value.is_name && !region.quoted && is_beside_person(text, region, index)) {
    const auto& weights = patterns_.set.names.field;
    if (name_field_ == NameField::kGeneric) value.name.log_odds -= weights.generic;
    value.name.log_odds += weights.beside_person;
    value.name.signs.add(NameSign::kPersonFields);
  }
  if (value.is_name && add_name(text, index, value.name)) {
    told_names_.push_back({hits_.size() - 1, value.name.log_odds});
  }
  if (region.quoted) labelled_names_.push_back(value);
}

// Whether the line before the label of a value or the one behind the value is labelled as what only
// persons have: "Name: Xobel Tarquint", and below it "Date of birth: …".
bool HitCollector::is_beside_person(std::string_view text, const ValueRegion& region,
                                    std::uint32_t index) {
  const auto& context = patterns_.set.patterns[patterns_.regexes[index].pattern].context;
  auto is_of_person = [&](std::size_t line) {
    const std::string_view label = label_of_line(text, line);
    if (label.empty()) return false;
    const auto& types = names_.judge(label).patterns;
    return std::any_of(types.begin(), types.end(), [&](std::uint32_t type) {
      return base::is_one_of(patterns_.set.patterns[type].id, context.person_types);
    });
  };
  const std::size_t end = std::min(region.end, text.size());
  if (end < text.size() && ends_line(text[end]) && is_of_person(behind_line_end(text, end))) {
    return true;
  }
  const auto before = line_before(text, region.begin);
  return before && is_of_person(*before);
}

void HitCollector::collect_name_columns(std::string_view text, Zone zone,
                                        const core::RecordIndex& records,
                                        const ColumnVerdicts& verdicts) {
  for (std::uint32_t index = 0; index < patterns_.regexes.size(); ++index) {
    const CompiledRegex& regex = patterns_.regexes[index];
    if (!regex.by_grammar || regex.finder != Finder::kLabel) continue;
    name_columns_.read(text, zone.begin, zone.end, records, verdicts, regex.pattern, patterns_,
                       labelled_names_);
    auto told = told_names_.begin();
    for (const FoundName& name : name_columns_.names()) {
      while (told != told_names_.end() && hits_[told->hit].raw.begin < name.begin) ++told;
      Hit* const hit = told != told_names_.end() ? &hits_[told->hit] : nullptr;
      const bool again = hit != nullptr && hit->raw.begin == name.begin &&
                         hit->raw.end == name.end && hit->raw.regex == index;
      if (!again) {
        add_name(text, index, name);
      } else {
        // The label alone did not see what its object, its column and those beside it are of.
        hit->verdict.weight += name.log_odds - told->log_odds;
        hit->signs = name.signs;
      }
    }
  }
}

bool HitCollector::add_name(std::string_view text, std::uint32_t index, const FoundName& name) {
  const CompiledRegex& regex = patterns_.regexes[index];
  const pattern::Pattern& pattern = patterns_.set.patterns[regex.pattern];
  validate::Verdict verdict =
      pattern.regexes[regex.regex].validator(text.substr(name.begin, name.end - name.begin));
  if (!may_count(verdict)) return false;
  const bool placeholder = verdict.outcome == validate::Outcome::kPlaceholder;
  verdict.weight += name.log_odds;
  if (!placeholder) verdict.reason = {};
  if (regex.log_odds + verdict.weight + regex.most_gain < least_) return false;
  hits_.push_back({{index, name.begin, name.end}, name.signs, name.part, verdict});
  return true;
}

}  // namespace leaksift::detect
