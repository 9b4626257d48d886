#include "detect/column_judge.h"

#include "base/ascii.h"
#include "detect/birth_value_judge.h"
#include "detect/column_prefix.h"
#include "detect/name_columns.h"
#include "detect/name_echoes.h"
#include "validate/rules.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace leaksift::detect {
namespace {

constexpr std::size_t kMostValues = 256;
constexpr std::size_t kLeastValues = 20;
/// Of numbers: how much each says is counted.
constexpr std::size_t kLeastNumbers = 8;
/// Of names in a column without one of its own.
constexpr std::size_t kLeastWithoutName = 8;
constexpr std::size_t kLongestValue = 64;
/// Enough where another column is of persons.
constexpr std::size_t kFewestValues = 3;
constexpr double kLeastShare = 0.9;
/// Of numbers of which each says how likely it is: others among them count against the type.
constexpr double kLeastShareOfNumbers = 0.8;
/// What a column of numbers gains that stands beside persons.
constexpr double kBesidePersons = 2.6;
/// Of the first values of a column: so many make it one of persons.
constexpr double kLeastOfFew = 0.75;
/// So many values whose form alone says their type speak for those that could be of it.
constexpr double kLeastSure = 0.3;
/// The confidence of a regex that says by itself what its matches are.
constexpr double kSureAlone = 0.5;
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

// Whether some of these regexes tell their values by the shape of digits, so that no label need to.
bool of_shapes(const CompiledPatterns& patterns, const std::vector<std::uint32_t>& regexes) {
  return std::any_of(regexes.begin(), regexes.end(), [&](std::uint32_t regex) {
    return patterns.regexes[regex].finder == Finder::kShapes;
  });
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

void ColumnProfiles::add(const core::Column& column, const ColumnProfile& profile) {
  profiles_.emplace(key_of(column), profile);
}

void ColumnProfiles::replace(const core::Column& column, const ColumnProfile& profile) {
  profiles_.insert_or_assign(key_of(column), profile);
}

ColumnJudge::ColumnJudge(const CompiledPatterns& patterns, NameMemory& names)
    : patterns_(patterns),
      names_(names),
      confirmer_(patterns),
      of_persons_(patterns.set.patterns.size()),
      regexes_(patterns.set.patterns.size()) {
  for (std::uint32_t i = 0; i < patterns.set.patterns.size(); ++i) {
    const pattern::Pattern& pattern = patterns.set.patterns[i];
    const bool dates = !pattern.regexes.empty() &&
                       pattern.regexes.front().validator == &validate::rules::birth_date;
    if (pattern.weights.column > 0.0 && !dates) candidates_.push_back(i);
    if (pattern.weights.column > 0.0 && dates) births_ = i;
    for (const std::string& id : pattern.context.person_types) {
      for (std::uint32_t j = 0; j < of_persons_.size(); ++j) {
        if (patterns.set.patterns[j].id == id) of_persons_[j] = true;
      }
    }
  }
  for (std::uint32_t i = 0; i < patterns.regexes.size(); ++i) {
    const CompiledRegex& regex = patterns.regexes[i];
    if (regex.finder != Finder::kLabel) regexes_[regex.pattern].push_back(i);
  }
}

ColumnProfiles ColumnJudge::judge(std::string_view text, const core::RecordIndex& records) {
  const auto is_silent = [this](std::string_view name, std::string_view table) {
    return names_.judge(name, table).silent;
  };
  Task task{text,
            records,
            std::vector<Values>(records.columns.size()),
            names_behind_prefix(records.columns, is_silent),
            {},
            {}};
  for (const core::Cell& cell : records.cells) {
    Values& values = task.values[cell.column];
    if (values.size() == kMostValues || cell.encoding != core::Encoding::kPlain) continue;
    const std::string_view value = without_spaces(text.substr(cell.begin, cell.end - cell.begin));
    if (!value.empty() && value.size() <= kLongestValue) values.push_back(value);
  }
  judge_numbers(task);
  judge_names(task);
  judge_numbers_of_persons(task);
  for (std::size_t i = 0; i < task.values.size(); ++i) judge_companion(task, i);
  judge_births(task);
  for (std::size_t i = 0; i < task.meanings.size(); ++i) {
    if (task.meanings[i].empty()) continue;
    task.profiles.add(records.columns[i], {{}, 0.0, task.meanings[i]});
  }
  return std::move(task.profiles);
}

const pattern::FieldVerdict& ColumnJudge::name_of(const Task& task, std::size_t column) {
  const core::Column& of = task.records.columns[column];
  if (!task.meanings[column].empty()) return names_.judge(task.meanings[column], of.table);
  return names_.judge(core::meaning_of(of, task.records), of.table);
}

void ColumnJudge::judge_numbers(Task& task) {
  for (std::size_t i = 0; i < task.values.size(); ++i) {
    const Values& values = task.values[i];
    ColumnProfile best;
    if (is_without_name(task, i)) best = by_form(values);
    if (best.log_odds == 0.0 && values.size() >= kLeastNumbers && !are_ids(values)) {
      best = best_of(values, name_of(task, i));
    }
    if (best.log_odds > 0.0) task.profiles.add(task.records.columns[i], best);
  }
}

// Numbers without a name for their column, too few to tell their type by themselves, are likelier
// those of persons beside other columns of persons, if each passes.
void ColumnJudge::judge_numbers_of_persons(Task& task) {
  const std::vector<core::Column>& columns = task.records.columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ColumnProfile* const profile = task.profiles.find(columns[i]);
    if (profile == nullptr || !profile->pattern || !of_persons_[*profile->pattern]) continue;
    const std::uint32_t pattern = *profile->pattern;
    const Values& values = task.values[i];
    if (!is_without_name(task, i)) continue;
    if (count_passes(values, pattern, regexes_[pattern], 0.0) < values.size()) continue;
    for (std::size_t j = 0; j < columns.size(); ++j) {
      if (j == i || columns[j].table != columns[i].table || !is_of_persons(task, j)) continue;
      task.profiles.replace(columns[i], profile_of(pattern, profile->log_odds + kBesidePersons));
      break;
    }
  }
}

// The column nearest to one whose values tell its type, if it can be of a type that stands beside
// that.
void ColumnJudge::judge_companion(Task& task, std::size_t column) {
  const std::vector<core::Column>& columns = task.records.columns;
  const ColumnProfile* const profile = task.profiles.find(columns[column]);
  if (profile == nullptr || !profile->pattern || !is_without_name(task, column)) return;
  const std::string& type = patterns_.set.patterns[*profile->pattern].id;
  for (std::uint32_t pattern = 0; pattern < patterns_.set.patterns.size(); ++pattern) {
    const pattern::Context& context = patterns_.set.patterns[pattern].context;
    if (!base::is_one_of(type, context.beside_types)) continue;
    for (const std::size_t beside : {column + 1, column - 1, column + 2, column - 2}) {
      if (beside >= columns.size() || columns[beside].table != columns[column].table) continue;
      const Values& values = task.values[beside];
      const bool open = is_without_name(task, beside) && !task.profiles.find(columns[beside]);
      if (!open || values.size() < kLeastNumbers || are_ids(values)) continue;
      const auto& regexes =
          of_shapes(patterns_, regexes_[pattern]) ? regexes_[pattern] : patterns_.labelled[pattern];
      if (part(count_passes(values, pattern, regexes, 0.0), values.size()) < kLeastShare) continue;
      task.profiles.add(
          columns[beside],
          {pattern, patterns_.set.patterns[pattern].weights.label_above, context.fields.front()});
      return;
    }
  }
}

// Of each table the column with the oldest dates: people join and leave after they are born.
void ColumnJudge::judge_births(Task& task) {
  if (!births_) return;
  std::map<std::string, std::pair<int, std::size_t>> oldest;
  for (std::size_t i = 0; i < task.values.size(); ++i) {
    const core::Column& column = task.records.columns[i];
    if (task.values[i].size() < kFewestValues || !is_without_name(task, i)) continue;
    const std::optional<int> year = median_birth_year(task.values[i]);
    if (!year) continue;
    const auto [place, added] = oldest.emplace(column.table, std::pair(*year, i));
    if (!added) place->second = std::min(place->second, std::pair(*year, i));
  }
  for (const auto& [table, date] : oldest) {
    if (!has_persons(task, table)) continue;
    task.profiles.add(task.records.columns[date.second],
                      profile_of(*births_, std::numeric_limits<double>::max()));
  }
}

// Columns whose names say anything of persons need no other judge.
void ColumnJudge::judge_names(Task& task) {
  if (patterns_.name_regexes.empty()) return;
  const std::uint32_t pattern = patterns_.regexes[patterns_.name_regexes.front()].pattern;
  std::vector<Values> values = task.values;
  std::vector<bool> of_persons(values.size());
  std::vector<bool> open(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) continue;
    const bool without_name = is_without_name(task, i);
    of_persons[i] = without_name && has_persons(task, task.records.columns[i].table);
    const std::size_t least = of_persons[i]  ? kFewestValues
                              : without_name ? kLeastWithoutName
                                             : kLeastValues;
    open[i] = name_of(task, i).opinions[pattern].says == pattern::FieldVerdict::Says::kNothing;
    if (values[i].size() < least || !open[i]) values[i].clear();
  }
  // Senders are not all persons; those of mail that are show it one by one.
  if (!task.records.is_mail) {
    take_names(task, pattern, echoed_names(task.text, task.records, open));
  }
  take_names(task, pattern,
             NameValueJudge(patterns_.names).judge(task.records.columns, values, of_persons));
}

void ColumnJudge::take_names(Task& task, std::uint32_t pattern, const NameFields& fields) {
  const pattern::Pattern& names = patterns_.set.patterns[pattern];
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i]) continue;
    task.profiles.add(task.records.columns[i], {pattern, names.weights.field,
                                                std::string(phrase_of(names.context, *fields[i]))});
  }
}

// "column_5", "c7", "Unnamed: 4".
bool ColumnJudge::is_without_name(const Task& task, std::size_t column) {
  constexpr std::size_t kLongest = 16;
  const std::string_view name = task.records.columns[column].name;
  if (name.size() > kLongest || !name_of(task, column).silent) return false;
  return name.empty() || (name.back() >= '0' && name.back() <= '9');
}

bool ColumnJudge::has_persons(Task& task, const std::string& table) {
  const auto [place, unknown] = task.of_persons.try_emplace(table, false);
  for (std::size_t i = 0; unknown && !place->second && i < task.values.size(); ++i) {
    place->second = task.records.columns[i].table == table && is_of_persons(task, i);
  }
  return place->second;
}

// By its name, by what was found out of it, or by its first values.
bool ColumnJudge::is_of_persons(const Task& task, std::size_t column) {
  const auto has = [this](std::uint32_t pattern) { return of_persons_[pattern]; };
  const ColumnProfile* const profile = task.profiles.find(task.records.columns[column]);
  if (profile != nullptr && profile->pattern && has(*profile->pattern)) return true;
  const std::vector<std::uint32_t>& named = name_of(task, column).patterns;
  if (std::any_of(named.begin(), named.end(), has)) return true;
  constexpr std::size_t kMostTried = 8;
  Values first = task.values[column];
  first.resize(std::min(first.size(), kMostTried));
  for (std::uint32_t pattern = 0; pattern < of_persons_.size(); ++pattern) {
    if (!of_persons_[pattern] || first.size() < kFewestValues) continue;
    if (part(count_passes(first, pattern, regexes_[pattern], kSureAlone), first.size()) >=
        kLeastOfFew)
      return true;
  }
  return false;
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
  const bool clear = second == 0.0 || best.log_odds - second >= kClearlyWorse;
  return best.pattern && clear ? profile_of(*best.pattern, best.log_odds) : ColumnProfile();
}

ColumnProfile ColumnJudge::profile_of(std::uint32_t index, double log_odds) const {
  const pattern::Pattern& pattern = patterns_.set.patterns[index];
  ColumnProfile profile{index, std::min(log_odds, pattern.weights.column), {}};
  if (!pattern.context.fields.empty()) profile.meaning = pattern.context.fields.front();
  return profile;
}

// Of one type are numbers written as it alone is, and others in their column that could be.
ColumnProfile ColumnJudge::by_form(const Values& values) {
  if (values.size() < 2) return {};
  for (const std::uint32_t pattern : candidates_) {
    const std::size_t passed = count_passes(values, pattern, patterns_.of_pattern[pattern], 0.0);
    if (part(passed, values.size()) < kLeastShare) continue;
    const std::size_t sure = count_passes(values, pattern, regexes_[pattern], kSureAlone);
    if (sure == values.size() || part(sure, values.size()) < kLeastSure) continue;
    return profile_of(pattern, patterns_.set.patterns[pattern].weights.column);
  }
  return {};
}

double ColumnJudge::log_odds_of(const Values& values, std::uint32_t pattern) {
  // Most columns show at once that they are something else.
  std::size_t passed = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    passed += passes(values[i], pattern, regexes_[pattern], 0.0) ? 1 : 0;
    if (i + 1 == kLeastValues && part(passed, i + 1) < kLeastShare / 2) return 0.0;
  }
  if (part(passed, values.size()) < kLeastShareOfNumbers) return 0.0;
  Numbers numbers;
  std::size_t by_chance = 0;
  for (const std::string_view value : values) {
    by_chance += passes(scrambled(value, numbers), pattern, regexes_[pattern], 0.0) ? 1 : 0;
  }
  const double chance = static_cast<double>(by_chance + 1) / static_cast<double>(values.size() + 2);
  const std::size_t failed = values.size() - passed;
  return static_cast<double>(passed) * std::log(kTruePass / chance) +
         static_cast<double>(failed) * std::log((1 - kTruePass) / (1 - chance));
}

std::size_t ColumnJudge::count_passes(const Values& values, std::uint32_t pattern,
                                      const std::vector<std::uint32_t>& regexes,
                                      double least_confidence) {
  return static_cast<std::size_t>(std::count_if(
      values.begin(), values.end(),
      [&](std::string_view value) { return passes(value, pattern, regexes, least_confidence); }));
}

bool ColumnJudge::passes(std::string_view value, std::uint32_t index,
                         const std::vector<std::uint32_t>& regexes, double least_confidence) {
  const pattern::Pattern& pattern = patterns_.set.patterns[index];
  Confirmed found;
  return std::any_of(regexes.begin(), regexes.end(), [&](std::uint32_t regex) {
    const CompiledRegex& compiled = patterns_.regexes[regex];
    if (pattern.regexes[compiled.regex].confidence < least_confidence) return false;
    if (value.size() < compiled.least_width || value.size() > compiled.width) return false;
    if (!confirmer_.whole(value, regex, 0, value.size(), found)) return false;
    return pattern.regexes[compiled.regex].validator(value).outcome == validate::Outcome::kValid;
  });
}

}  // namespace leaksift::detect
