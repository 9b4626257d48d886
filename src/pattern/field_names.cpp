#include "pattern/field_names.h"

#include <algorithm>
#include <cctype>

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

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalpha(byte) != 0;
}

/// A pointer without the indices at its end and without escapes, and where its last step begins;
/// any other name as it is.
struct Name {
  std::string text;
  std::size_t last_step = 0;
  bool plural = false;  ///< Of an array's elements: "/emails/0".
};

Name read_name(std::string_view name) {
  if (!name.starts_with('/')) return {std::string(name), 0};
  std::size_t end = name.size();
  while (end > 0 && !is_letter(name[end - 1])) --end;
  end = std::min(name.find('/', end), name.size());
  Name read{std::string(name.substr(0, end)), 0};
  if (const std::size_t slash = read.text.rfind('/'); slash != std::string::npos) {
    read.last_step = slash;
  }
  read.plural = end < name.size() && read.text.ends_with('s');
  for (std::size_t at = 0; (at = read.text.find('~', at)) != std::string::npos;) {
    read.text.replace(at, std::min<std::size_t>(2, read.text.size() - at), "  ");
  }
  return read;
}

std::string joined(std::string_view phrase) {
  std::string text(phrase);
  std::erase(text, ' ');
  return text;
}

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

FieldNames::FieldNames(const PatternSet& set) : set_(set) {
  for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
    const Context& context = set.patterns[i].context;
    for (const std::string& phrase : context.fields) add(phrase, i, Role::kField);
    for (const std::string& phrase : context.other_fields) add(phrase, i, Role::kOtherField);
  }
  for (const std::string& phrase : set.vocabulary.other_numbers) {
    add(phrase, 0, Role::kOtherNumber);
  }
}

void FieldNames::add(std::string_view text, std::uint32_t pattern, Role role) {
  const Phrase phrase{text, pattern, role};
  by_first_word_[text.substr(0, text.find(' '))].push_back(phrase);
  by_joined_[joined(text)].push_back(phrase);
}

void FieldNames::apply(const Phrase& phrase, FieldVerdict& verdict) const {
  if (phrase.role != Role::kOtherNumber) {
    const bool field = phrase.role == Role::kField;
    set_opinion(verdict.opinions[phrase.pattern], field ? Says::kThisType : Says::kOther,
                phrase.text);
    return;
  }
  for (FieldVerdict::Opinion& opinion : verdict.opinions) {
    if (opinion.says == Says::kNothing) opinion = {Says::kOther, phrase.text};
  }
}

std::vector<const FieldNames::Phrase*> FieldNames::phrases_in(const std::vector<std::string>& words,
                                                              std::size_t from,
                                                              std::string_view last_step) const {
  std::vector<const Phrase*> phrases;
  std::string together;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at >= from) together += words[at];
    const auto found = by_first_word_.find(words[at]);
    if (found == by_first_word_.end()) continue;
    for (const Phrase& phrase : found->second) {
      const auto spaces = std::count(phrase.text.begin(), phrase.text.end(), ' ');
      const std::size_t last = at + static_cast<std::size_t>(spaces);
      if (last >= from && stands_at(words, at, phrase.text)) phrases.push_back(&phrase);
    }
  }
  for (const std::string& joined_name : {together, written_together(last_step)}) {
    const auto found = by_joined_.find(joined_name);
    if (found == by_joined_.end()) continue;
    for (const Phrase& phrase : found->second) phrases.push_back(&phrase);
  }
  return phrases;
}

FieldVerdict FieldNames::judge(std::string_view name) const {
  FieldVerdict verdict;
  verdict.opinions.resize(set_.patterns.size());
  const Name read = read_name(name);
  std::string_view text = read.text;
  const std::size_t last_step = words_of(text.substr(0, read.last_step), set_.vocabulary).size();
  std::vector<std::string> words = words_of(text, set_.vocabulary);
  std::vector<const Phrase*> phrases = phrases_in(words, last_step, text.substr(read.last_step));
  if (phrases.empty() && read.plural) {
    text.remove_suffix(1);
    words = words_of(text, set_.vocabulary);
    phrases = phrases_in(words, last_step, text.substr(read.last_step));
  }
  if (phrases.empty() && last_step > 0) phrases = phrases_in(words, 0, text);
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
