#include "pattern/field_phrases.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::pattern {
namespace {

using Texts = std::vector<std::string>;

bool holds(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

void write_out_persons(Texts& phrases, const Texts& persons) {
  Texts all;
  for (std::string& phrase : phrases) {
    if (!phrase.starts_with(kPersonMark)) {
      all.push_back(std::move(phrase));
      continue;
    }
    const std::string_view rest = std::string_view(phrase).substr(kPersonMark.size());
    for (const std::string& person : persons) all.push_back(person + " " + std::string(rest));
  }
  phrases = std::move(all);
}

void add_parts_of_names(Context& context) {
  for (const Texts* parts : {&context.given_fields, &context.family_fields}) {
    for (const std::string& phrase : *parts) {
      if (!holds(context.ending_fields, phrase)) context.fields.push_back(phrase);
    }
  }
}

// All words that names of fields are known by.
GluedWords words_of_names(const PatternSet& set) {
  GluedWords words;
  const auto add = [&words](const Texts& phrases) {
    for (const std::string& phrase : phrases) words.add(phrase);
  };
  for (const Pattern& pattern : set.patterns) {
    const Context& context = pattern.context;
    for (const Texts* phrases : {&context.fields, &context.ending_fields, &context.other_fields,
                                 &context.step_other_fields, &context.thing_fields}) {
      add(*phrases);
    }
  }
  const Vocabulary& vocabulary = set.vocabulary;
  for (const Texts* phrases :
       {&vocabulary.other_numbers, &vocabulary.ending_other_numbers, &vocabulary.person_numbers,
        &vocabulary.persons, &vocabulary.owners, &set.records.region_fields,
        &set.records.postal_fields, &set.records.country_fields}) {
    add(*phrases);
  }
  for (const auto& [word, expansion] : vocabulary.abbreviations) {
    words.add(word);
    words.add(expansion);
  }
  for (const std::string& word : vocabulary.short_words) words.add(word, true);
  return words;
}

}  // namespace

void complete_fields(PatternSet& set) {
  for (Pattern& pattern : set.patterns) {
    Context& context = pattern.context;
    for (Texts* phrases :
         {&context.fields, &context.ending_fields, &context.given_fields, &context.family_fields}) {
      write_out_persons(*phrases, set.vocabulary.persons);
    }
    add_parts_of_names(context);
  }
  set.vocabulary.glued = words_of_names(set);
}

}  // namespace leaksift::pattern
