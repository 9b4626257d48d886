#include "pattern/pattern_reader.h"

#include "core/block.h"
#include "pattern/expression_parts.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace leaksift::pattern {
namespace {

constexpr std::size_t kLeastExamples = 8;
constexpr std::string_view kOpen = "\u00ab";   // «
constexpr std::string_view kClose = "\u00bb";  // »

std::vector<std::string_view> sensitivity_names() {
  return {core::kSensitivityNames.begin(), core::kSensitivityNames.end()};
}

bool is_snake_case(std::string_view id) {
  return !id.empty() && id.front() >= 'a' && id.front() <= 'z' &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

validate::Validator read_validator(TomlReader& reader, validate::Validator otherwise) {
  const std::string name = reader.text("validator", false);
  if (name.empty()) return otherwise;
  if (const validate::Validator found = validate::find(name)) return found;
  std::string list;
  for (const std::string_view known : validate::names()) list += " " + std::string(known);
  reader.fail("validator", "is '" + name + "', but there are only:" + list);
  return otherwise;
}

// The expression of a regex with the parts put in that the file names.
std::string read_expression(TomlReader& reader, const ExpressionParts& parts, bool required) {
  std::string missing;
  std::string expression = parts.expand(reader.text("expression", required), missing);
  if (!missing.empty()) reader.fail("expression", "wants '" + missing + "', which [parts] has not");
  return expression;
}

Regex read_regex(const toml::table& table, validate::Validator validator,
                 const ExpressionParts& parts, TomlErrors& errors) {
  TomlReader reader(table, "regex", errors);
  Regex regex;
  regex.line = reader.line_of(reader.has("grammar") ? "grammar" : "expression");
  regex.name = reader.text("name", true);
  regex.grammar = static_cast<Grammar>(reader.choice("grammar", {"none", "person_name"}, 0, false));
  regex.expression = read_expression(reader, parts, regex.grammar == Grammar::kNone);
  if (regex.grammar != Grammar::kNone && !regex.expression.empty()) {
    reader.fail("expression", "and grammar exclude each other");
  }
  regex.confidence = reader.number("confidence", 0.0, true);
  if (regex.confidence <= 0.0 || regex.confidence >= 1.0) {
    reader.fail("confidence", "must lie between 0 and 1, without both");
  }
  regex.anchor = static_cast<Anchor>(reader.choice("anchor", {"text", "label"}, 0, false));
  regex.caseless = reader.flag("caseless", false);
  regex.shape_alone = reader.flag("shape_alone", false);
  regex.part_of_word = reader.flag("part_of_word", false);
  regex.same_cell = reader.flag("same_cell", false);
  regex.has_sensitivity = reader.has("sensitivity");
  regex.sensitivity =
      static_cast<core::Sensitivity>(reader.choice("sensitivity", sensitivity_names(), 0, false));
  regex.validator = read_validator(reader, validator);
  reader.finish();
  return regex;
}

Mask read_mask(const toml::table* table, TomlErrors& errors) {
  Mask mask;
  if (!table) return mask;
  TomlReader reader(*table, "mask", errors);
  const bool edges = reader.has("first") || reader.has("last");
  mask.style = static_cast<MaskStyle>(
      reader.choice("style", {"edges", "email", "words", "hidden"}, edges ? 0 : 3, false));
  mask.first = reader.count("first", 0, 8);
  mask.last = reader.count("last", 0, 8);
  reader.finish();
  return mask;
}

}  // namespace

std::vector<std::string> read_phrases(TomlReader& reader, std::string_view key) {
  std::vector<std::string> phrases = reader.texts(key);
  for (const std::string& phrase : phrases) {
    const bool upper =
        std::any_of(phrase.begin(), phrase.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (phrase.empty() || upper || phrase.front() == ' ' || phrase.back() == ' ' ||
        phrase.find("  ") != std::string::npos) {
      reader.fail(key, "has the phrase '" + phrase +
                           "', but phrases are lower-case words with single spaces");
    }
  }
  return phrases;
}

namespace {

// Phrases of field names, which are compared without marks on letters: "téléfono" or "telefono".
std::vector<std::string> read_field_phrases(TomlReader& reader, std::string_view key) {
  std::vector<std::string> phrases = read_phrases(reader, key);
  for (std::string& phrase : phrases) phrase = validate::without_marks(phrase);
  return phrases;
}

Context read_context(const toml::table* table, TomlErrors& errors) {
  Context context;
  if (!table) return context;
  TomlReader reader(*table, "context", errors);
  context.window = reader.count("window", context.window, core::kMaxContext);
  context.fields = read_field_phrases(reader, "fields");
  context.keywords = read_phrases(reader, "keywords");
  context.other_fields = read_field_phrases(reader, "other_fields");
  context.ending_fields = read_field_phrases(reader, "ending_fields");
  context.step_other_fields = read_field_phrases(reader, "step_other_fields");
  context.generic_fields = read_field_phrases(reader, "generic_fields");
  context.given_fields = read_field_phrases(reader, "given_fields");
  context.family_fields = read_field_phrases(reader, "family_fields");
  context.thing_fields = read_field_phrases(reader, "thing_fields");
  context.person_types = reader.texts("person_types");
  context.beside_types = reader.texts("beside_types");
  reader.finish();
  return context;
}

Weights read_weights(const toml::table* table, TomlErrors& errors) {
  Weights weights;
  if (!table) return weights;
  TomlReader reader(*table, "score", errors);
  weights.field = reader.number("field", weights.field);
  weights.label = reader.number("label", weights.label);
  weights.keyword = reader.number("keyword", weights.keyword);
  weights.label_above = reader.number("label_above", weights.label_above);
  weights.keyword_far = reader.number("keyword_far", weights.keyword_far);
  weights.column = reader.number("column", weights.column);
  weights.beside = reader.number("beside", weights.beside);
  weights.floor = reader.number("floor", weights.floor);
  weights.ceiling = reader.number("ceiling", weights.ceiling);
  weights.capped_by_fields = reader.flag("capped_by_fields", weights.capped_by_fields);
  if (weights.floor < 0 || weights.ceiling > 1 || weights.floor > weights.ceiling) {
    reader.fail("floor", "and ceiling must satisfy 0 <= floor <= ceiling <= 1");
  }
  reader.finish();
  return weights;
}

// Takes the marks out of a text and notes the spans between them.
Example read_example(const toml::table& table, std::string_view kind, TomlErrors& errors) {
  TomlReader reader(table, std::string(kind), errors);
  const std::string marked = reader.text("text", true);
  Example example;
  example.line = reader.line();
  example.level = static_cast<core::Level>(
      reader.choice("level", {core::kLevelNames.begin(), core::kLevelNames.end()}, 1, false));
  reader.finish();
  bool open = false;
  for (std::string_view rest = marked; !rest.empty();) {
    const std::string_view mark = open ? kClose : kOpen;
    const std::size_t at = rest.find(mark);
    example.text += rest.substr(0, at);
    if (at == std::string_view::npos) break;
    if (open) {
      example.spans.back().end = example.text.size();
    } else {
      example.spans.push_back({example.text.size(), 0});
    }
    open = !open;
    rest.remove_prefix(at + mark.size());
  }
  if (open) reader.fail("text", "opens a mark that it does not close");
  return example;
}

std::vector<Example> read_examples(TomlReader& reader, std::string_view key, bool marked,
                                   TomlErrors& errors) {
  std::vector<Example> examples;
  for (const toml::table* table : reader.tables(key)) {
    Example example = read_example(*table, key, errors);
    if (example.spans.empty() == marked) {
      errors.add(example.line, marked ? "an [[example]] must mark «what is to be found»"
                                      : "a [[counterexample]] must not mark anything");
    }
    examples.push_back(std::move(example));
  }
  if (examples.size() < kLeastExamples) {
    errors.add(reader.line(), "has " + std::to_string(examples.size()) + " [[" + std::string(key) +
                                  "]], but needs at least " + std::to_string(kLeastExamples));
  }
  return examples;
}

void check_regexes(const Pattern& pattern, TomlReader& reader) {
  if (pattern.regexes.empty()) reader.fail("regex", "is missing: write at least one [[regex]]");
  std::set<std::string_view> seen;  // A finding tells of its regex by name.
  for (const Regex& regex : pattern.regexes) {
    if (!seen.insert(regex.name).second) {
      reader.fail("regex", "has the name '" + regex.name + "' twice");
    }
    if (regex.anchor == Anchor::kLabel && pattern.context.fields.empty()) {
      reader.fail("regex",
                  "'" + regex.name + "' is anchored to labels, but [context] has no 'fields'");
    }
  }
}

}  // namespace

std::string_view before_examples(std::string_view text) {
  constexpr std::array<std::string_view, 2> kQuotes = {"'''", "\"\"\""};
  std::size_t end = text.size();
  std::string_view open;  // Of the string of several lines that is open.
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, next - at);
    if (open.empty() && line[0] == '[') {
      const bool example =
          line.starts_with("[[example]]") || line.starts_with("[[counterexample]]");
      if (!example && end < text.size()) return text;
      if (example) end = std::min(end, at);
    }
    for (const std::string_view quotes : kQuotes) {
      for (std::size_t i = line.find(quotes); i < line.size(); i = line.find(quotes, i + 3)) {
        if (open.empty() || open == quotes) open = open.empty() ? quotes : std::string_view();
      }
    }
    at = next;
  }
  return text.substr(0, end);
}

Pattern read_pattern(const toml::table& table, const std::string& file, bool examples,
                     TomlErrors& errors) {
  TomlReader reader(table, "", errors);
  Pattern pattern;
  pattern.file = file;
  pattern.id = reader.text("id", true);
  if (!is_snake_case(pattern.id)) reader.fail("id", "must be snake_case: a-z, 0-9 and _");
  pattern.title = reader.text("title", true);
  const std::vector<std::string_view> categories = {"government", "financial",   "health",
                                                    "contact",    "credentials", "other"};
  pattern.category = categories[reader.choice("category", categories, 0, true)];
  pattern.sensitivity =
      static_cast<core::Sensitivity>(reader.choice("sensitivity", sensitivity_names(), 0, true));
  pattern.description = reader.text("description", false);
  pattern.boundary =
      static_cast<Boundary>(reader.choice("boundary", {"none", "word", "number"}, 1, false));
  pattern.normalize = static_cast<Normalize>(
      reader.choice("normalize", {"none", "digits", "alnum", "lower", "words"}, 0, false));
  pattern.mask = read_mask(reader.table("mask"), errors);
  pattern.references = reader.texts("references");
  const validate::Validator validator = read_validator(reader, validate::find("none"));
  pattern.context = read_context(reader.table("context"), errors);
  pattern.weights = read_weights(reader.table("score"), errors);
  const ExpressionParts parts(reader.table("parts"), errors);
  for (const toml::table* regex : reader.tables("regex")) {
    pattern.regexes.push_back(read_regex(*regex, validator, parts, errors));
  }
  check_regexes(pattern, reader);
  if (examples) {
    pattern.examples = read_examples(reader, "example", true, errors);
    pattern.counterexamples = read_examples(reader, "counterexample", false, errors);
  }
  reader.finish();
  return pattern;
}

}  // namespace leaksift::pattern
