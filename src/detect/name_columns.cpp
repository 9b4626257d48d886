#include "detect/name_columns.h"

#include "base/ascii.h"
#include "detect/boundary.h"
#include "detect/compiled.h"
#include "detect/name_context.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace leaksift::detect {
namespace {

constexpr std::size_t kLeastOthers = 2;  // Fewer tell nothing of a column.

// What the pointer of a field leads to its object by; empty in a plain table.
std::string_view object_of(std::string_view field) {
  return field.substr(0, field.rfind('/') + 1);
}

// One word in Latin letters may be of anything, beside whatever.
bool has_parts(std::string_view value) {
  return value.find(' ') != value.npos || static_cast<unsigned char>(value.front()) >= 0x80;
}

// In records of fixed width a name may have the next value right beside it.
bool read_value(std::string_view text, std::size_t begin, std::size_t end, NameField field,
                const NameFinder& names, FoundName& found) {
  if (!adjoins(text, begin, end)) return names.in_field(text, begin, end, field, false, found);
  return names.in_field_alone(text, begin, end, field, false, found);
}

}  // namespace

NameField name_field(const pattern::Context& context, std::string_view phrase) {
  if (base::is_one_of(phrase, context.generic_fields)) return NameField::kGeneric;
  if (base::is_one_of(phrase, context.given_fields)) return NameField::kGiven;
  return base::is_one_of(phrase, context.family_fields) ? NameField::kFamily : NameField::kFull;
}

// "first" and "last", "given" and "family" may be anything, but side by side they are the halves of
// a name.
void NameColumns::join_halves(const core::RecordIndex& records) {
  const auto are_halves = [](std::string_view one, std::string_view other) {
    return (one == "first" && other == "last") || (one == "given" && other == "family");
  };
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    for (std::size_t j = 0; j < fields_.size(); ++j) {
      if (!are_halves(phrases_[i], phrases_[j])) continue;
      if (records.columns[j].table != records.columns[i].table) continue;
      fields_[i] = NameField::kGiven;
      fields_[j] = NameField::kFamily;
    }
  }
}

// A "name" beside a price or a category is that of a product, or of a place; a "family" without its
// other half is one of fonts or of processors.
void NameColumns::mark_things(const core::RecordIndex& records, const pattern::Context& context) {
  things_.assign(fields_.size(), false);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const bool half = phrases_[i] == "given" || phrases_[i] == "family";
    things_[i] = half && fields_[i] == NameField::kGeneric;
  }
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (!base::is_one_of(phrases_[i], context.thing_fields)) continue;
    for (std::size_t j = 0; j < fields_.size(); ++j) {
      if (records.columns[j].table == records.columns[i].table) things_[j] = true;
    }
  }
}

// What only persons have, where some field is called just "name".
void NameColumns::find_persons(const core::RecordIndex& records,
                               const std::vector<const pattern::FieldVerdict*>& verdicts,
                               const pattern::Context& context, const pattern::PatternSet& set) {
  persons_.clear();
  if (std::find(fields_.begin(), fields_.end(), NameField::kGeneric) == fields_.end()) return;
  std::vector<bool> of_person;
  for (const pattern::FieldVerdict* const verdict : verdicts) {
    const auto& types = verdict->patterns;
    of_person.push_back(std::any_of(types.begin(), types.end(), [&](std::uint32_t type) {
      return base::is_one_of(set.patterns[type].id, context.person_types);
    }));
  }
  for (const core::Cell& cell : records.cells) {
    if (of_person[cell.column]) persons_.push_back(&cell);
  }
}

// A "name" beside a date of birth or a number of persons is a person's, whatever the lists know.
bool NameColumns::is_beside_person(const core::Cell& cell, const core::RecordIndex& records) const {
  const std::size_t first = cell.begin - std::min<std::size_t>(cell.begin, kPersonContext);
  auto person = std::lower_bound(
      persons_.begin(), persons_.end(), first,
      [](const core::Cell* other, std::size_t begin) { return other->begin < begin; });
  const std::string_view object = object_of(records.columns[cell.column].name);
  for (; person != persons_.end() && (*person)->begin <= cell.begin + kPersonContext; ++person) {
    if ((*person)->record != cell.record) continue;
    if (object_of(records.columns[(*person)->column].name) == object) return true;
  }
  return false;
}

// Beside given names alone, "nom" is a surname; beside "apellidos", "nombre" a given name. What
// stands in the record decides, since rows of one table may be told with other columns elsewhere.
NameField NameColumns::field_of(const core::Cell& cell, const core::RecordIndex& records) const {
  const NameField field = fields_[cell.column];
  if (field != NameField::kGeneric || !has_parts_) return field;
  const std::string_view object = object_of(records.columns[cell.column].name);
  bool given = false;
  bool family = false;
  const auto is_near = [&cell](const core::Cell& other) {
    return other.record == cell.record && other.begin <= cell.begin + kPersonContext &&
           cell.begin <= other.begin + kPersonContext;
  };
  const auto look_at = [&](const core::Cell& other) {
    if (object_of(records.columns[other.column].name) != object) return;
    given = given || fields_[other.column] == NameField::kGiven;
    family = family || fields_[other.column] == NameField::kFamily;
  };
  const core::Cell* const front = records.cells.data();
  const core::Cell* const back = front + records.cells.size();
  for (const core::Cell* other = &cell; other != front && is_near(other[-1]);) look_at(*--other);
  for (const core::Cell* other = &cell + 1; other != back && is_near(*other);) look_at(*other++);
  if (given == family) return field;
  return given ? NameField::kFamily : NameField::kGiven;
}

void NameColumns::read(std::string_view text, std::size_t begin, std::size_t end,
                       const core::RecordIndex& records,
                       const std::vector<const pattern::FieldVerdict*>& verdicts,
                       std::uint32_t pattern, const CompiledPatterns& patterns,
                       const std::vector<FieldValue>& known) {
  values_.clear();
  names_.clear();
  fields_.clear();
  phrases_.clear();
  const pattern::Context& context = patterns.set.patterns[pattern].context;
  std::vector<bool> named;
  has_parts_ = false;
  for (const pattern::FieldVerdict* verdict : verdicts) {
    const auto& opinion = verdict->opinions[pattern];
    named.push_back(opinion.says == pattern::FieldVerdict::Says::kThisType);
    fields_.push_back(name_field(context, opinion.phrase));
    phrases_.push_back(opinion.phrase);
    has_parts_ = has_parts_ || (named.back() && fields_.back() >= NameField::kGiven);
  }
  if (std::find(named.begin(), named.end(), true) == named.end()) return;
  join_halves(records);
  mark_things(records, context);
  find_persons(records, verdicts, context, patterns.set);
  auto next_known = known.begin();
  for (const core::Cell& cell : records.cells) {
    if (!named[cell.column] || cell.begin + kNameContext < begin) continue;
    if (cell.begin >= end + kNameContext) break;
    std::size_t first = cell.begin;
    std::size_t last = cell.end;
    while (first < last && text[first] == ' ') ++first;
    while (last > first && text[last - 1] == ' ') --last;
    if (first == last) continue;
    Value& value = values_.emplace_back();
    value.begin = cell.begin;
    value.column = cell.column;
    const NameField field = field_of(cell, records);
    value.generic = field == NameField::kGeneric;
    while (next_known != known.end() && next_known->begin < first) ++next_known;
    const bool is_known = next_known != known.end() && next_known->begin == first &&
                          next_known->end == last && next_known->field == field;
    if (is_known) {
      value.is_name = next_known->is_name;
      value.name = next_known->name;
    } else {
      value.is_name = read_value(text, first, last, field, patterns.names, value.name);
    }
    const double generic = field == NameField::kGeneric ? patterns.set.names.field.generic : 0.0;
    value.likely = value.is_name && value.name.log_odds - generic >= kLikelyName;
    if (field == NameField::kGeneric && !persons_.empty() &&
        has_parts(text.substr(first, last - first)) && is_beside_person(cell, records)) {
      value.name.log_odds -= generic;
      value.name.signs.add(NameSign::kPersonFields);
    }
    if (field == NameField::kGeneric && things_[cell.column]) {
      value.name.log_odds += patterns.set.names.field.column_other;
      value.name.signs.add(NameSign::kColumnOther);
    }
  }
  for (Value& value : values_) {
    if (!value.is_name || value.begin < begin || value.begin >= end) continue;
    weigh_column(value, patterns.set.names.field);
    names_.push_back(value.name);
  }
}

// The other values of its column nearby: most of them names, or most of them not.
void NameColumns::weigh_column(Value& value, const pattern::NameFieldWeights& weights) const {
  const auto place = static_cast<std::size_t>(&value - values_.data());
  std::size_t others = 0;
  std::size_t likely = 0;
  auto count = [&](const Value& other) {
    if (other.column != value.column) return;
    ++others;
    likely += other.likely;
  };
  for (std::size_t i = place; i-- > 0 && values_[i].begin + kNameContext >= value.begin;) {
    count(values_[i]);
  }
  for (std::size_t i = place + 1;
       i < values_.size() && values_[i].begin <= value.begin + kNameContext; ++i) {
    count(values_[i]);
  }
  if (others < kLeastOthers) return;
  const bool generic = value.generic;
  if (things_[value.column] && generic) return;
  if (5 * likely >= 3 * others) {
    value.name.log_odds += weights.column;
    value.name.signs.add(NameSign::kColumn);
  } else if (generic && !value.name.signs.has(NameSign::kPersonFields) && 5 * likely < 2 * others) {
    value.name.log_odds += weights.column_other;
    value.name.signs.add(NameSign::kColumnOther);
  }
}

}  // namespace leaksift::detect
