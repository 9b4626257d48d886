#include "pattern/set_snapshot.h"

#include "base/snapshot.h"

#include <type_traits>

namespace leaksift::core {

template <class Archive>
void serialize(Archive& archive, Span& span) {
  auto& [begin, end] = span;
  archive(begin, end);
}

}  // namespace leaksift::core

namespace leaksift::pattern {

template <class Archive>
void serialize(Archive& archive, Mask& mask) {
  auto& [style, first, last] = mask;
  archive(style, first, last);
}

// A validator lies elsewhere each time the program runs; its name stands for it.
template <class Archive>
void serialize(Archive& archive, Regex& regex) {
  auto& [name, expression, grammar, confidence, anchor, caseless, same_cell, shape_alone,
         part_of_word, has_sensitivity, sensitivity, validator, line] = regex;
  std::string validator_name;
  if (Archive::is_saving::value) validator_name = validate::name_of(validator);
  archive(name, expression, grammar, confidence, anchor, caseless, same_cell, shape_alone,
          part_of_word, has_sensitivity, sensitivity, validator_name, line);
  if (Archive::is_loading::value) validator = validate::find(validator_name);
}

template <class Archive>
void serialize(Archive& archive, Context& context) {
  auto& [window, fields, keywords, other_fields, ending_fields, step_other_fields, generic_fields,
         given_fields, family_fields, thing_fields, person_types, beside_types] = context;
  archive(window, fields, keywords, other_fields, ending_fields, step_other_fields, generic_fields,
          given_fields, family_fields, thing_fields, person_types, beside_types);
}

template <class Archive>
void serialize(Archive& archive, Weights& weights) {
  auto& [field, label, label_above, keyword, keyword_far, column, beside, floor, ceiling,
         capped_by_fields] = weights;
  archive(field, label, label_above, keyword, keyword_far, column, beside, floor, ceiling,
          capped_by_fields);
}

template <class Archive>
void serialize(Archive& archive, Example& example) {
  auto& [text, spans, level, line] = example;
  archive(text, spans, level, line);
}

template <class Archive>
void serialize(Archive& archive, Pattern& pattern) {
  auto& [id, title, category, description, sensitivity, boundary, normalize, mask, regexes, context,
         weights, references, examples, counterexamples, file] = pattern;
  archive(id, title, category, description, sensitivity, boundary, normalize, mask, regexes,
          context, weights, references, examples, counterexamples, file);
}

template <class Archive>
void serialize(Archive& archive, Vocabulary& vocabulary) {
  auto& [abbreviations, other_numbers, person_numbers, ending_other_numbers, carriers,
         shapes_of_tables, designations, designated, designation_codes, persons, owners,
         short_words, glued] = vocabulary;
  archive(abbreviations, other_numbers, person_numbers, ending_other_numbers, carriers,
          shapes_of_tables, designations, designated, designation_codes, persons, owners,
          short_words, glued);
}

template <class Archive>
void serialize(Archive& archive, Combination& combination) {
  auto& [name, first, second] = combination;
  archive(name, first, second);
}

template <class Archive>
void serialize(Archive& archive, Region& region) {
  auto& [code, names] = region;
  archive(code, names);
}

template <class Archive>
void serialize(Archive& archive, PostalRange& range) {
  auto& [first, last, region] = range;
  archive(first, last, region);
}

template <class Archive>
void serialize(Archive& archive, RecordRules& rules) {
  auto& [combinations, login_fields, part_names, listed_part_names, region_fields, postal_fields,
         country_fields, elsewhere_words, address_types, regions, countries, postal] = rules;
  archive(combinations, login_fields, part_names, listed_part_names, region_fields, postal_fields,
          country_fields, elsewhere_words, address_types, regions, countries, postal);
}

// Numbers alone: as they lie in memory.
template <class Archive>
void serialize(Archive& archive, NameRules& rules) {
  auto& [words, text, field] = rules;
  static_assert(std::is_trivially_copyable_v<NameTextWeights> &&
                std::is_trivially_copyable_v<NameFieldWeights>);
  archive(words, cereal::binary_data(&text, sizeof text),
          cereal::binary_data(&field, sizeof field));
}

template <class Archive>
void serialize(Archive& archive, PatternSet& set) {
  auto& [patterns, vocabulary, records, names, digest] = set;
  archive(patterns, vocabulary, records, names, digest);
}

std::string save(const PatternSet& set) {
  return base::save_snapshot(set);
}

bool load(std::string_view bytes, PatternSet& set) {
  return base::load_snapshot(bytes, set);
}

}  // namespace leaksift::pattern
