// Names of persons among the hits of a HitCollector: in text, behind labels and in columns.
#include "detect/hits.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

// Names less likely than this (0.05) are not told, however little is asked for.
constexpr double kLeastName = -3.0;

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
  value.is_name = patterns_.names.in_field(text, region.begin, region.end, name_field_,
                                           !region.quoted, value.name) &&
                  (region.quoted || !whole || value.name.end == region.end);
  if (value.is_name && add_name(text, index, value.name)) {
    told_names_.push_back({hits_.size() - 1, value.name.log_odds});
  }
  if (region.quoted) labelled_names_.push_back(value);
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
