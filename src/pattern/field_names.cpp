#include "pattern/field_names.h"

#include "base/ascii.h"
#include "validate/ascii.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <array>

namespace leaksift::pattern {
namespace {

using Says = FieldVerdict::Says;

// Whether the words of `phrase`, separated by single spaces, stand in a row in `words` from `at`.
bool stands_at(const std::vector<std::string>& words, std::size_t at, std::string_view phrase) {
  while (at < words.size()) {
    const std::size_t space = phrase.find(' ');
    if (words[at] != phrase.substr(0, space)) return false;
    if (space == std::string_view::npos) return true;
    phrase.remove_prefix(space + 1);
    ++at;
  }
  return false;
}

/// A path without the steps that are no words (indices) and without escapes, and where its last
/// step begins.
struct Path {
  std::string text;
  std::size_t last_step = 0;
  bool plural = false;  ///< Of an array's elements: "/emails/0".
};

/// Steps that wrap the records of Elasticsearch and of DynamoDB's streams, and name nothing.
bool is_wrapper(std::string_view step) {
  constexpr std::array<std::string_view, 4> kWrappers = {"/_source", "/dynamodb", "/NewImage",
                                                         "/OldImage"};
  return std::find(kWrappers.begin(), kWrappers.end(), step) != kWrappers.end();
}

Path read_path(std::string_view name) {
  Path read;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('/', at + 1), name.size());
    const std::string_view step = name.substr(at, end - at);
    if (is_wrapper(step) && end < name.size()) {
      at = end;
      continue;
    }
    read.plural = false;
    if (std::any_of(step.begin(), step.end(), base::is_text_letter)) {
      read.last_step = step.front() == '/' ? read.text.size() : 0;
      read.text += step;
    } else {
      read.plural = read.text.ends_with('s');
    }
    at = end;
  }
  for (std::size_t at = 0; (at = read.text.find('~', at)) != std::string::npos;) {
    read.text.replace(at, std::min<std::size_t>(2, read.text.size() - at), "  ");
  }
  return read;
}

/// The path to a field: that of its table, of which one element counts ("/orders", "hr.products"),
/// and its own.
std::string path_of(std::string_view name, std::string_view table) {
  const bool pointer = name.starts_with('/');
  if (pointer != table.starts_with('/')) return std::string(name);
  std::string path;
  if (!pointer) {
    path = '/';
    table.remove_prefix(table.rfind('.') + 1);
  }
  path += table;
  if (path.ends_with('s')) path.pop_back();
  if (pointer) return path.append(name);
  std::replace(path.begin() + 1, path.end(), '/', ' ');
  path += '/';
  for (const char c : name) path += c == '/' ? ' ' : c;
  return path;
}

/// "user.name" and "payload/user/name", in which keys were joined, as pointers: the name of a user
/// is no user name. Empty for other names.
std::string pointer_to_name(std::string_view field) {
  constexpr std::string_view kStep = "name";
  if (field.size() < kStep.size() + 2 || field.front() == '/') return {};
  const std::size_t at = field.size() - kStep.size();
  if (!base::equal_caseless(field.substr(at), kStep)) return {};
  if (field[at - 1] != '.' && field[at - 1] != '/') return {};
  std::string pointer = '/' + std::string(field);
  std::replace(pointer.begin(), pointer.end(), '.', '/');
  return pointer;
}

std::string joined(std::string_view phrase) {
  std::string text(phrase);
  std::erase(text, ' ');
  return text;
}

// How a step of MongoDB's Extended JSON begins that only says of which type its value is.
constexpr std::string_view kExtended = "/$";

// Longer phrases know better: "file name" against "name".
void set_opinion(FieldVerdict::Opinion& opinion, Says says, std::string_view phrase) {
  const bool stronger = says == Says::kOther && opinion.says != Says::kOther;
  const bool longer = says == opinion.says && phrase.size() > opinion.phrase.size();
  if (opinion.says == Says::kNothing || stronger || longer) opinion = {says, phrase};
}

// The letters and digits of a name as they stand, in lower case: "IdNr" is the phrase "idnr",
// though its words are "id number".
std::string written_together(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) text += static_cast<char>(std::tolower(byte));
  }
  return text;
}

}  // namespace

bool caps(Says says, const Weights& weights, const Regex& regex) {
  if (says == Says::kNothing || says == Says::kThisType || !weights.capped_by_fields) return false;
  return says != Says::kPersonNumber || !regex.shape_alone;
}

FieldNames::FieldNames(const PatternSet& set) : set_(set) {
  for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
    const Context& context = set.patterns[i].context;
    add(context.fields, i, Role::kField);
    add(context.ending_fields, i, Role::kField, Extent::kEndsStep);
    add(context.other_fields, i, Role::kOtherField);
    add(context.step_other_fields, i, Role::kOtherField, Extent::kWithinStep);
    add(context.thing_fields, i, Role::kOtherField, Extent::kWithinStep);
  }
  add(set.vocabulary.other_numbers, 0, Role::kThingNumber);
  add(set.vocabulary.person_numbers, 0, Role::kPersonNumber);
  add(set.vocabulary.ending_other_numbers, 0, Role::kThingNumber, Extent::kEndsStep);
  for (const std::string& phrase : set.vocabulary.designations)
    designations_.insert(joined(phrase));
  for (const std::string& phrase : set.vocabulary.designated) designated_.insert(joined(phrase));
}

void FieldNames::add(const std::vector<std::string>& texts, std::uint32_t pattern, Role role,
                     Extent extent) {
  for (const std::string_view text : texts) {
    const Phrase phrase{text, pattern, role, extent};
    by_first_word_[text.substr(0, text.find(' '))].push_back(phrase);
    by_joined_[joined(text)].push_back(phrase);
  }
}

void FieldNames::apply(const Phrase& phrase, FieldVerdict& verdict) const {
  if (phrase.role == Role::kField || phrase.role == Role::kOtherField) {
    const bool field = phrase.role == Role::kField;
    set_opinion(verdict.opinions[phrase.pattern], field ? Says::kThisType : Says::kOther,
                phrase.text);
    return;
  }
  const Says says = phrase.role == Role::kPersonNumber ? Says::kPersonNumber : Says::kThingNumber;
  for (FieldVerdict::Opinion& opinion : verdict.opinions) {
    if (opinion.says == Says::kNothing) opinion = {says, phrase.text};
  }
}

FieldNames::Phrases FieldNames::phrases_in(const std::vector<std::string>& words, std::size_t from,
                                           std::string_view last_step) const {
  Phrases phrases;
  std::string together;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at >= from) together += words[at];
    const auto found = by_first_word_.find(words[at]);
    if (found == by_first_word_.end()) continue;
    for (const Phrase& phrase : found->second) {
      const auto spaces = std::count(phrase.text.begin(), phrase.text.end(), ' ');
      const std::size_t last = at + static_cast<std::size_t>(spaces);
      if (last < from || !stands_at(words, at, phrase.text)) continue;
      if (phrase.extent != Extent::kAnywhere && at < from) continue;
      if (phrase.extent == Extent::kEndsStep && last + 1 != words.size()) continue;
      phrases.push_back(&phrase);
    }
  }
  for (const std::string& joined_name : {together, written_together(last_step)}) {
    const auto found = by_joined_.find(joined_name);
    if (found == by_joined_.end()) continue;
    for (const Phrase& phrase : found->second) phrases.push_back(&phrase);
  }
  return phrases;
}

bool FieldNames::is_carrier(std::string_view step) const {
  const std::vector<std::string> words = words_of(step, set_.vocabulary);
  const auto& carriers = set_.vocabulary.carriers;
  if (step.starts_with(kExtended)) {
    return std::any_of(carriers.begin(), carriers.end(), [step](const std::string& carrier) {
      return validate::equal_caseless(step.substr(1), carrier);
    });
  }
  return std::all_of(words.begin(), words.end(), [&carriers](const std::string& word) {
    return std::find(carriers.begin(), carriers.end(), word) != carriers.end();
  });
}

// A path without the steps that only carry: "/item/customer/value" names a customer, and no item.
std::string FieldNames::without_carriers(std::string_view path) const {
  std::string told;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view step = path.substr(at, end - at);
    if (!is_carrier(step)) told += step;
    at = end;
  }
  return told;
}

// "Report", "Sheet1", "Export 2024-01": numbers say nothing either.
bool FieldNames::is_shape(std::string_view table) const {
  const auto& shapes = set_.vocabulary.shapes_of_tables;
  const std::vector<std::string> words = words_of(table, set_.vocabulary);
  return std::all_of(words.begin(), words.end(), [&shapes](const std::string& word) {
    return std::find(shapes.begin(), shapes.end(), word) != shapes.end() ||
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  });
}

FieldNames::Phrases FieldNames::deciding(std::string_view path, bool pointer, bool element) const {
  const Path read = read_path(path);
  std::string_view text = read.text;
  const std::string_view last_step = text.substr(read.last_step);
  const std::string_view before = text.substr(0, read.last_step);
  if (pointer && !before.empty() && last_step.starts_with(kExtended) && is_carrier(last_step)) {
    return deciding(before, pointer, element);
  }
  const std::size_t from = words_of(before, set_.vocabulary).size();
  Phrases phrases = phrases_in(words_of(text, set_.vocabulary), from, last_step);
  if (phrases.empty() && text.ends_with('s') && (read.plural || element)) {
    text.remove_suffix(1);
    phrases = phrases_in(words_of(text, set_.vocabulary), from, text.substr(read.last_step));
  }
  if (!phrases.empty() || from == 0 || !pointer) return phrases;
  if (is_carrier(last_step)) return deciding(before, pointer, true);
  const std::string told = without_carriers(text);
  phrases = phrases_in(words_of(told, set_.vocabulary), 0, told);
  std::erase_if(phrases, [this](const Phrase* phrase) {
    return phrase->role == Role::kField &&
           set_.patterns[phrase->pattern].boundary != Boundary::kNumber;
  });
  return phrases;
}

void FieldNames::judge_designation(std::string_view name, FieldVerdict& verdict) const {
  const Path read = read_path(name);
  std::string together;
  for (const std::string& word :
       words_of(std::string_view(read.text).substr(read.last_step), set_.vocabulary)) {
    together += word;
  }
  verdict.designates = designations_.contains(together);
  verdict.designated = designated_.contains(together);
}

FieldVerdict FieldNames::judge(std::string_view field, std::string_view table) const {
  FieldVerdict verdict = judge_as_it_is(field, table);
  const std::string pointer = pointer_to_name(field);
  if (pointer.empty() || !verdict.patterns.empty()) return verdict;
  return judge_as_it_is(pointer, {});
}

FieldVerdict FieldNames::judge_as_it_is(std::string_view field, std::string_view table) const {
  const std::string name = validate::without_marks(field);
  FieldVerdict verdict;
  verdict.opinions.resize(set_.patterns.size());
  judge_designation(name, verdict);
  const bool pointer = name.starts_with('/');
  // An array that only carries ("/items") says nothing of what its elements hold.
  if (table.starts_with('/')) {
    if (is_carrier(table.substr(table.rfind('/') + 1))) table = {};
  } else if (is_shape(table.substr(table.rfind('.') + 1))) {
    table = {};
  }
  Phrases phrases;
  if (pointer || !table.empty()) {
    phrases =
        deciding(table.empty() ? name : path_of(name, validate::without_marks(table)), pointer);
  } else {
    phrases = phrases_in(words_of(name, set_.vocabulary), 0, name);
  }
  // What names a type comes before what only says "some other number".
  std::stable_sort(phrases.begin(), phrases.end(),
                   [](const Phrase* a, const Phrase* b) { return a->role < b->role; });
  for (const Phrase* phrase : phrases) apply(*phrase, verdict);

  std::string_view other_number;
  for (std::uint32_t i = 0; i < verdict.opinions.size(); ++i) {
    if (verdict.opinions[i].says != Says::kThisType) continue;
    verdict.patterns.push_back(i);
    const bool number = set_.patterns[i].boundary == Boundary::kNumber;
    if (number && other_number.empty()) other_number = verdict.opinions[i].phrase;
  }
  for (FieldVerdict::Opinion& opinion : verdict.opinions) {
    if (opinion.says == Says::kNothing && !other_number.empty()) {
      opinion = {Says::kOther, other_number};
    }
    verdict.silent = verdict.silent && opinion.says == Says::kNothing;
  }
  return verdict;
}

}  // namespace leaksift::pattern
