// Personal names, as far as structure tells: for values that a label or a column calls a name.
#include "validate/ascii.h"
#include "validate/rules.h"
#include "validate/verdict.h"
#include "validate/words.h"

#include <algorithm>
#include <array>

namespace leaksift::validate::rules {
namespace {

// What programs and forms write where no name is.
constexpr std::array<std::string_view, 32> kNotNames = {
    "admin",   "administrator", "anonymous", "any",    "blank",  "default", "empty",
    "example", "false",         "full",      "guest",  "name",   "nil",     "none",
    "null",    "nullptr",       "password",  "root",   "sample", "select",  "string",
    "system",  "tba",           "tbd",       "test",   "tester", "true",    "undefined",
    "unknown", "user",          "username",  "varchar"};

// Honorifics and suffixes, which make a name likelier but are none.
constexpr std::array<std::string_view, 38> kTitles = {
    "capt",   "col", "cpa", "dame", "dds",   "dr",   "esq",  "gen",  "herr", "hon",
    "ii",     "iii", "iv",  "jr",   "judge", "lt",   "maj",  "md",   "miss", "mr",
    "mrs",    "ms",  "mme", "msgr", "mx",    "phd",  "prof", "rev",  "rn",   "sgt",
    "sheikh", "sir", "sr",  "sra",  "srta",  "frau", "dvm",  "rabbi"};

struct Sample {
  std::string_view given;
  std::string_view family;
};

constexpr std::array<Sample, 18> kSamples = {{
    {"john", "doe"},
    {"jane", "doe"},
    {"john", "roe"},
    {"jane", "roe"},
    {"richard", "roe"},
    {"john", "smith"},
    {"jane", "smith"},
    {"max", "mustermann"},
    {"erika", "mustermann"},
    {"mario", "rossi"},
    {"jan", "jansen"},
    {"jan", "kowalski"},
    {"juan", "p\xC3\xA9rez"},
    {"juan", "perez"},
    {"foo", "bar"},
    {"joe", "bloggs"},
    {"joe", "public"},
    {"jean", "dupont"},
}};

constexpr std::size_t kMostWords = 6;
constexpr std::size_t kLongestName = 100;

constexpr bool is_name_character(char c) {
  return is_letter(c) || is_beyond_ascii(c) || c == '\'' || c == '-' || c == '.' || c == '`';
}

struct Words {
  std::array<std::string_view, kMostWords> items;
  std::size_t size = 0;
  std::size_t commas = 0;
};

// Splits into words without honorifics and punctuation at their ends. False if any word cannot be
// part of a name.
bool collect_words(std::string_view text, Words& words) {
  for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
    if (word.ends_with(',')) {
      ++words.commas;
      word.remove_suffix(1);
    }
    if (word.empty() || !all_of(word, is_name_character)) return false;
    const std::string_view bare = strip(word, ".'-`");
    if (bare.empty() || is_one_of_caseless(bare, kNotNames)) return false;
    if (is_one_of_caseless(bare, kTitles)) continue;
    if (words.size == kMostWords) return false;
    words.items[words.size++] = bare;
  }
  return words.size > 0 && words.commas <= 2;
}

std::size_t letters_of(std::string_view word) {
  std::size_t count = 0;
  for (char c : word) count += is_letter(c) || is_beyond_ascii(c) ? 1U : 0U;
  return count;
}

// Letters and capitals mixed as in CamelCase identifiers: three or more humps.
bool is_identifier(std::string_view word) {
  int humps = 0;
  for (std::size_t i = 1; i < word.size(); ++i) {
    humps += is_upper(word[i]) && is_lower(word[i - 1]) ? 1 : 0;
  }
  return humps >= 2;
}

bool is_sample(const Words& words) {
  const std::string_view first = words.items[0];
  const std::string_view last = words.items[words.size - 1];
  return std::ranges::any_of(kSamples, [&](const Sample& sample) {
    return (equal_caseless(first, sample.given) && equal_caseless(last, sample.family)) ||
           (words.commas > 0 && equal_caseless(first, sample.family) &&
            equal_caseless(words.items[1 % words.size], sample.given));
  });
}

}  // namespace

Verdict person_name(std::string_view text) noexcept {
  text = trim(text);
  if (text.empty() || text.size() > kLongestName) return invalid();
  Words words;
  if (!collect_words(text, words)) return invalid();
  bool long_enough = false;
  for (std::size_t i = 0; i < words.size; ++i) {
    if (is_identifier(words.items[i])) return invalid();
    long_enough = long_enough || letters_of(words.items[i]) >= 2;
  }
  if (!long_enough) return invalid();
  if (is_sample(words)) return placeholder("placeholder:sample_name");
  return valid("name_structure");
}

}  // namespace leaksift::validate::rules
