#include "assess/part_names.h"

#include "pattern/vocabulary.h"

#include <vector>

namespace leaksift::assess {

PartNames::PartNames(const pattern::PatternSet& set) : set_(set) {
  add(set.records.part_names, Role::kPart);
  add(set.records.listed_part_names, Role::kListedPart);
}

void PartNames::add(const std::vector<std::string>& phrases, Role role) {
  constexpr std::string_view kAnyWords = "* ";
  for (std::string_view phrase : phrases) {
    const bool ends_names = phrase.starts_with(kAnyWords);
    if (ends_names) phrase.remove_prefix(kAnyWords.size());
    (ends_names ? ending_ : whole_).emplace(phrase, role);
  }
}

PartNames::Role PartNames::role_of(std::string_view list) const {
  const std::vector<std::string> words = pattern::words_of(list, set_.vocabulary);
  std::string phrase;
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    phrase = phrase.empty() ? *word : *word + ' ' + phrase;
    const auto found = ending_.find(phrase);
    if (found != ending_.end()) return found->second;
  }
  const auto found = whole_.find(phrase);
  return found == whole_.end() ? Role::kNone : found->second;
}

}  // namespace leaksift::assess
