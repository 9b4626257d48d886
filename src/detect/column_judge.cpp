#include "detect/column_judge.h"

#include "detect/name_columns.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace leaksift::detect {
namespace {

constexpr std::size_t kMostValues = 256;
constexpr std::size_t kLeastValues = 20;
constexpr std::size_t kLongestValue = 64;
constexpr double kLeastShare = 0.9;
/// How often a value of a type passes its own rules: typing errors are few.
constexpr double kTruePass = 0.99;
/// A type that explains the values so much worse than another is not what they are.
constexpr double kClearlyWorse = 10.0;
/// Parts of the values from which on they are ids: steps in one direction, and equal beginnings.
constexpr double kMostOrdered = 0.9;
constexpr double kMostAlike = 0.8;
constexpr std::size_t kBeginning = 3;

std::string key_of(const core::Column& column) {
  return column.table + '\0' + column.name;
}

std::string_view without_spaces(std::string_view value) {
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
  return value;
}

double part(std::size_t count, std::size_t all) {
  return static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(all, 1));
}

// Ids are given out in order, or in a common range, or name a few things again and again.
bool are_ids(const std::vector<std::string_view>& values) {
  std::size_t rising = 0;
  std::size_t falling = 0;
  std::size_t alike = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const bool longer = values[i].size() > values[i - 1].size();
    const bool same_length = values[i].size() == values[i - 1].size();
    rising += longer || (same_length && values[i] > values[i - 1]) ? 1 : 0;
    falling += !longer && (!same_length || values[i] < values[i - 1]) ? 1 : 0;
    alike += values[i].substr(0, kBeginning) == values[0].substr(0, kBeginning) ? 1 : 0;
  }
  const std::set<std::string_view> distinct(values.begin(), values.end());
  const std::size_t steps = values.size() - 1;
  return part(rising, steps) >= kMostOrdered || part(falling, steps) >= kMostOrdered ||
         part(alike, steps) >= kMostAlike || distinct.size() * 2 < values.size();
}

/// The same stream of numbers in every scan: SplitMix64 (Steele et al., 2014).
class Numbers {
 public:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_ = 1;
};

// A random text of the same shape.
std::string scrambled(std::string_view value, Numbers& numbers) {
  std::string text(value);
  for (char& c : text) {
    if (c >= '0' && c <= '9') c = static_cast<char>('0' + numbers.next() % 10);
    if (c >= 'a' && c <= 'z') c = static_cast<char>('a' + numbers.next() % 26);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>('A' + numbers.next() % 26);
  }
  return text;
}

// What a field of this kind is called; empty if the pattern has no such phrase.
std::string_view phrase_of(const pattern::Context& context, NameField field) {
  for (const std::string& phrase : context.fields) {
    if (name_field(context, phrase) == field) return phrase;
  }
  return {};
}

}  // namespace

const ColumnProfile* ColumnProfiles::find(const core::Column& column) const {
  if (profiles_.empty()) return nullptr;
  const auto found = profiles_.find(key_of(column));
  return found == profiles_.end() ? nullptr : &found->second;
}

void ColumnProfiles::add(const core::Column& column, ColumnProfile profile) {
  profiles_.emplace(key_of(column), profile);
}

ColumnJudge::ColumnJudge(const CompiledPatterns& patterns, NameMemory& names)
    : patterns_(patterns),
      names_(names),
      confirmer_(patterns),
      regexes_(patterns.set.patterns.size()) {
  for (std::uint32_t i = 0; i < patterns.set.patterns.size(); ++i) {
    if (patterns.set.patterns[i].weights.column > 0.0) candidates_.push_back(i);
  }
  for (std::uint32_t i = 0; i < patterns.regexes.size(); ++i) {
    const CompiledRegex& regex = patterns.regexes[i];
    if (regex.finder != Finder::kLabel) regexes_[regex.pattern].push_back(i);
  }
}

ColumnProfiles ColumnJudge::judge(std::string_view text, const core::RecordIndex& records) {
  ColumnProfiles profiles;
  std::vector<Values> columns(records.columns.size());
  for (const core::Cell& cell : records.cells) {
    Values& values = columns[cell.column];
    if (values.size() == kMostValues || cell.encoding != core::Encoding::kPlain) continue;
    const std::string_view value = without_spaces(text.substr(cell.begin, cell.end - cell.begin));
    if (!value.empty() && value.size() <= kLongestValue) values.push_back(value);
  }
  for (Values& values : columns) {
    if (values.size() < kLeastValues) values.clear();
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty() || are_ids(columns[i])) continue;
    const core::Column& column = records.columns[i];
    const ColumnProfile best =
        best_of(columns[i], names_.judge(core::meaning_of(column, records), column.table));
    if (best.log_odds > 0.0) profiles.add(column, best);
  }
  judge_names(records, columns, profiles);
  return profiles;
}

// Columns whose names say anything of persons need no other judge.
void ColumnJudge::judge_names(const core::RecordIndex& records, std::vector<Values>& columns,
                              ColumnProfiles& profiles) {
  if (patterns_.name_regexes.empty()) return;
  const std::uint32_t pattern = patterns_.regexes[patterns_.name_regexes.front()].pattern;
  const pattern::Context& context = patterns_.set.patterns[pattern].context;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const core::Column& column = records.columns[i];
    if (columns[i].empty()) continue;
    const auto& name = names_.judge(core::meaning_of(column, records), column.table);
    if (name.opinions[pattern].says != pattern::FieldVerdict::Says::kNothing) columns[i].clear();
  }
  using Holds = NameValueJudge::Holds;
  const std::vector<Holds> holds = NameValueJudge(patterns_.names).judge(records.columns, columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (holds[i] == Holds::kNothing) continue;
    const NameField field = holds[i] == Holds::kGiven    ? NameField::kGiven
                            : holds[i] == Holds::kFamily ? NameField::kFamily
                                                         : NameField::kFull;
    profiles.add(records.columns[i], {pattern, patterns_.set.patterns[pattern].weights.field,
                                      phrase_of(context, field)});
  }
}

// What the name speaks of, for or against, needs no other judge.
ColumnProfile ColumnJudge::best_of(const Values& values, const pattern::FieldVerdict& name) {
  ColumnProfile best;
  double second = 0.0;
  for (const std::uint32_t pattern : candidates_) {
    if (name.opinions[pattern].says != pattern::FieldVerdict::Says::kNothing) continue;
    const double log_odds = log_odds_of(values, pattern);
    if (log_odds > best.log_odds) {
      second = best.log_odds;
      best = {pattern, log_odds};
    } else {
      second = std::max(second, log_odds);
    }
  }
  if (best.log_odds - second < kClearlyWorse && second > 0.0) return {};
  const pattern::Pattern& pattern = patterns_.set.patterns[best.pattern];
  best.log_odds = std::min(best.log_odds, pattern.weights.column);
  if (!pattern.context.fields.empty()) best.meaning = pattern.context.fields.front();
  return best;
}

double ColumnJudge::log_odds_of(const Values& values, std::uint32_t pattern) {
  // Most columns show at once that they are something else.
  std::size_t passed = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    passed += passes(values[i], pattern) ? 1 : 0;
    if (i + 1 == kLeastValues && part(passed, i + 1) < kLeastShare / 2) return 0.0;
  }
  if (part(passed, values.size()) < kLeastShare) return 0.0;
  Numbers numbers;
  std::size_t by_chance = 0;
  for (const std::string_view value : values) {
    by_chance += passes(scrambled(value, numbers), pattern) ? 1 : 0;
  }
  const double chance = static_cast<double>(by_chance + 1) / static_cast<double>(values.size() + 2);
  const std::size_t failed = values.size() - passed;
  return static_cast<double>(passed) * std::log(kTruePass / chance) +
         static_cast<double>(failed) * std::log((1 - kTruePass) / (1 - chance));
}

bool ColumnJudge::passes(std::string_view value, std::uint32_t index) {
  const pattern::Pattern& pattern = patterns_.set.patterns[index];
  Confirmed found;
  return std::any_of(regexes_[index].begin(), regexes_[index].end(), [&](std::uint32_t regex) {
    const CompiledRegex& compiled = patterns_.regexes[regex];
    if (value.size() < compiled.least_width || value.size() > compiled.width) return false;
    if (!confirmer_.whole(value, regex, 0, value.size(), found)) return false;
    return pattern.regexes[compiled.regex].validator(value).outcome == validate::Outcome::kValid;
  });
}

}  // namespace leaksift::detect
