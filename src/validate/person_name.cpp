// Personal names, as far as structure tells: for values that a label or a column calls a name.
#include "validate/ascii.h"
#include "validate/rules.h"
#include "validate/sixteen.h"
#include "validate/verdict.h"
#include "validate/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

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

constexpr std::array<Sample, 18> kSampleNames = {{
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

// The words of both lists above, which have no empty one.
constexpr WordFilter special_words() {
  WordFilter filter(kNotNames);
  for (std::string_view title : kTitles) filter.add(title);
  return filter;
}

// What the first word of a sample may be: a given name, or before a comma a family name.
constexpr WordFilter first_words_of_samples() {
  WordFilter filter(std::array<std::string_view, 0>{});
  for (const Sample& sample : kSampleNames) {
    filter.add(sample.given);
    filter.add(sample.family);
  }
  return filter;
}

constexpr WordFilter kSpecial = special_words();
constexpr WordFilter kFirstOfSample = first_words_of_samples();

constexpr std::size_t kMostWords = 6;
constexpr std::size_t kLongestName = 100;

// At the ends of a word: Randall "Randy" Teague.
constexpr std::string_view kAroundNicknames = "\"()\\";

// What a character of a name can be; a byte of none of these stands in no name.
enum Class : unsigned char { kLetter = 1, kCapital = 2, kPunctuation = 4, kSpace = 8, kComma = 16 };

constexpr unsigned char class_of(char c) {
  if (is_upper(c)) return kLetter | kCapital;
  if (is_text_letter(c)) return kLetter;
  if (c == '\'' || c == '-' || c == '.' || c == '`') return kPunctuation;
  if (kAroundNicknames.find(c) != std::string_view::npos) return kPunctuation;
  if (is_space(c)) return kSpace;
  return c == ',' ? kComma : 0;
}

constexpr std::array<unsigned char, 256> classes() {
  std::array<unsigned char, 256> table{};
  for (int byte = 0; byte < 256; ++byte) {
    table[static_cast<std::size_t>(byte)] = class_of(static_cast<char>(byte));
  }
  return table;
}

constexpr std::array<unsigned char, 256> kClasses = classes();

// What must be known of the words of a name; one word alone is first, second and last.
struct Words {
  std::string_view first, second, last;
  std::size_t size = 0;
  std::size_t commas = 0;
  bool long_enough = false;  ///< A word has two letters or more.

  void add(std::string_view word) {
    if (size == 0) first = word;
    if (size < 2) second = word;
    last = word;
    ++size;
  }
};

// Letters and capitals mixed as in CamelCase identifiers: three or more humps.
bool is_identifier(std::string_view word) {
  int humps = 0;
  for (std::size_t i = 1; i < word.size(); ++i) {
    humps += is_upper(word[i]) && is_lower(word[i - 1]) ? 1 : 0;
  }
  return humps >= 2;
}

std::size_t letters_of(std::string_view word) {
  std::size_t count = 0;
  for (char c : word) count += kClasses[static_cast<unsigned char>(c)] & kLetter;
  return count;
}

// Where the letters of a text are: a bit for each of its first 64 characters.
struct LetterMarks {
  static constexpr std::size_t kMost = 64;

  std::uint64_t letters = 0;
  std::uint64_t capitals = 0;

  explicit LetterMarks(std::string_view text) {
    for_each_sixteen(text.substr(0, kMost), [this](const Sixteen& some, std::size_t at) {
      letters |= some.letters().bits() << at;
      capitals |= some.within('A', 'Z').bits() << at;
    });
  }
};

// The characters of a name at some place.
struct Scan {
  std::size_t size = 0;
  bool letters = false;   ///< Nothing but letters.
  bool capitals = false;  ///< There may be one behind the first character.
};

// What stands at `at`: mostly letters that have been marked, and nothing more.
Scan scan_word(std::string_view text, std::size_t at, const LetterMarks& marks) {
  const bool marked = at < LetterMarks::kMost;
  const std::uint64_t letters = marked ? marks.letters >> at : 0;
  const std::uint64_t capitals = marked ? marks.capitals >> at : 0;
  const std::uint64_t behind_first = letters & ~(letters + 1) & ~std::uint64_t{1};
  unsigned all = kLetter;
  unsigned any = (capitals & behind_first) != 0 ? kCapital : 0;
  std::size_t end = at + static_cast<std::size_t>(std::countr_one(letters));
  for (; end < text.size(); ++end) {
    const unsigned c = kClasses[static_cast<unsigned char>(text[end])];
    if ((c & (kLetter | kPunctuation)) == 0) break;
    all &= c;
    any |= c;
  }
  return {end - at, all == kLetter, (any & kCapital) != 0};
}

// Adds a word without punctuation at its ends, unless it is an honorific. False if it cannot be
// part of a name.
bool add_word(std::string_view word, const Scan& scan, Words& words) {
  if (!scan.letters) word = strip(strip(word, kAroundNicknames), ".'-`");
  if (word.empty() || word.find_first_of(kAroundNicknames) != word.npos) return false;
  if (kSpecial.may_hold(word)) {
    if (is_one_of_caseless(word, kNotNames)) return false;
    if (is_one_of_caseless(word, kTitles)) return true;
  }
  if (words.size == kMostWords) return false;
  if (scan.capitals && is_identifier(word)) return false;
  words.long_enough = words.long_enough || (scan.letters ? word.size() : letters_of(word)) >= 2;
  words.add(word);
  return true;
}

// Splits into words without honorifics and punctuation at their ends. False if any word cannot be
// part of a name. `text` has no white space at its ends.
bool collect_words(std::string_view text, Words& words) {
  const LetterMarks marks(text);
  for (std::size_t at = 0; at < text.size();) {
    const Scan scan = scan_word(text, at, marks);
    const std::string_view word = text.substr(at, scan.size);
    at += scan.size;
    const bool comma = at < text.size() && text[at] == ',';
    if (comma) {
      ++words.commas;
      ++at;
    }
    // "PATEL,SANJAY", but not "a,,b".
    if (at < text.size() && !is_space(text[at]) &&
        !(comma && (class_of(text[at]) & kLetter) != 0)) {
      return false;
    }
    if (!add_word(word, scan, words)) return false;
    while (at < text.size() && is_space(text[at])) ++at;
  }
  return words.size > 0 && words.long_enough && words.commas <= 2;
}

bool is_sample_name(const Words& words) {
  if (!kFirstOfSample.may_hold(words.first)) return false;
  return std::ranges::any_of(kSampleNames, [&](const Sample& sample) {
    return (equal_caseless(words.first, sample.given) &&
            equal_caseless(words.last, sample.family)) ||
           (words.commas > 0 && equal_caseless(words.first, sample.family) &&
            equal_caseless(words.second, sample.given));
  });
}

}  // namespace

Verdict person_name(std::string_view text) noexcept {
  text = trim(text);
  if (text.empty() || text.size() > kLongestName) return invalid();
  Words words;
  if (!collect_words(text, words)) return invalid();
  if (is_sample_name(words)) return placeholder("placeholder:sample_name");
  return valid("name_structure");
}

}  // namespace leaksift::validate::rules
