// US street lines: USPS Publication 28.
#include "validate/digits.h"
#include "validate/name_tokens.h"
#include "validate/rules.h"
#include "validate/verdict.h"
#include "validate/words.h"

#include <algorithm>
#include <array>

namespace leaksift::validate::rules {
namespace {

// Street suffixes of Publication 28 appendix C1 that are in general use, with their standard
// abbreviations. Sorted, lower case.
constexpr std::array<std::string_view, 122> kSuffixes = {
    "alley",     "aly",       "av",       "ave",     "avenue",   "bend",    "blvd",       "bnd",
    "boulevard", "branch",    "brg",      "bridge",  "brk",      "brook",   "byp",        "bypass",
    "canyon",    "causeway",  "center",   "cir",     "circle",   "cliff",   "court",      "cove",
    "creek",     "cres",      "crescent", "crk",     "crossing", "cswy",    "ct",         "ctr",
    "cv",        "dr",        "drive",    "estate",  "estates",  "ests",    "expressway", "expy",
    "ext",       "extension", "fork",     "freeway", "fwy",      "gardens", "gateway",    "gdns",
    "glen",      "gln",       "green",    "grn",     "grove",    "grv",     "harbor",     "hbr",
    "heights",   "highway",   "hill",     "hills",   "hl",       "hls",     "hollow",     "holw",
    "hts",       "hwy",       "island",   "jct",     "junction", "knl",     "knoll",      "lake",
    "landing",   "lane",      "ln",       "lndg",    "loop",     "manor",   "mdws",       "meadows",
    "mews",      "mnr",       "oval",     "park",    "parkway",  "pass",    "path",       "pike",
    "pkwy",      "pl",        "place",    "plaza",   "plz",      "point",   "pt",         "rd",
    "rdg",       "ridge",     "road",     "row",     "run",      "sq",      "square",     "st",
    "str",       "street",    "ter",      "terrace", "tpke",     "trace",   "trail",      "trce",
    "trl",       "tunnel",    "turnpike", "valley",  "view",     "vista",   "vly",        "walk",
    "way",       "xing"};

static_assert(std::ranges::is_sorted(kSuffixes));

// Names that come before their number: "Highway 50", "County Road 12".
constexpr std::array<std::string_view, 8> kNumberedRoads = {"highway", "hwy", "route",      "rte",
                                                            "road",    "rd",  "interstate", "fm"};

constexpr std::array<std::string_view, 6> kSampleStarts = {
    "123 main st", "123 fake st",       "123 any",
    "123 example", "742 evergreen ter", "1600 pennsylvania"};

constexpr std::size_t kLongestSuffix = 10;
constexpr double kYearWeight = -1.0;

bool is_suffix(std::string_view word) {
  if (word.size() < 2 || word.size() > kLongestSuffix) return false;
  std::array<char, kLongestSuffix> lower;
  std::transform(word.begin(), word.end(), lower.begin(), to_lower);
  return contains_sorted(kSuffixes, {lower.data(), word.size()});
}

// "2016 Iain Lane": a year, and a person whose surname is a street's suffix too, as in notices of
// copyright.
bool is_year_and_person(std::string_view text) {
  constexpr std::array<std::string_view, 8> kSurnames = {"lane", "park", "street", "green",
                                                         "hill", "way",  "court",  "rhodes"};
  const std::string_view year = next_word(text);
  const std::string_view given = next_word(text);
  const std::string_view surname = next_word(text);
  const NameToken known = name_token(given);
  const bool recent = year.size() == 4 && (year.starts_with("19") || year.starts_with("20"));
  return recent && all_of(year, is_digit) && text.empty() &&
         is_one_of_caseless(surname, kSurnames) && known.given > known.word;
}

// "1234", "12A", "12-34", of one to six digits at the front.
bool is_house_number(std::string_view word) {
  std::size_t digits = 0;
  while (digits < word.size() && is_digit(word[digits])) ++digits;
  if (digits == 0 || digits > 6 || word[0] == '0') return false;
  const std::string_view rest = word.substr(digits);
  if (rest.empty()) return true;
  if (rest.size() == 1) return is_letter(rest[0]);
  return rest[0] == '-' && rest.size() <= 5 && all_of(rest.substr(1), is_alnum);
}

// "PO Box 12", "P.O. Box 12", "P O Box 12", "Post Office Box 12": the letters without punctuation,
// then a number.
bool is_po_box(std::string_view text) {
  std::array<char, 16> letters;
  std::size_t size = 0;
  while (!text.empty() && !is_digit(text[0]) && text[0] != '#') {
    if (is_letter(text[0])) {
      if (size == letters.size()) return false;
      letters[size++] = to_lower(text[0]);
    } else if (text[0] != '.' && text[0] != ' ') {
      return false;
    }
    text.remove_prefix(1);
  }
  const std::string_view name{letters.data(), size};
  if (name != "pobox" && name != "postofficebox") return false;
  const std::string_view number = strip(next_word(text), "#,.");
  return !number.empty() && number.size() <= 8 && is_digit(number[0]) &&
         all_of(number, [](char c) { return is_alnum(c) || c == '-'; });
}

constexpr bool is_name_character(char c) {
  return is_alnum(c) || is_beyond_ascii(c) || c == '\'' || c == '-' || c == '.' || c == '/';
}

// The words behind the house number: a name and then a suffix within the first seven words, or a
// road that is named by number. What follows is a unit or a town.
bool has_street(std::string_view rest) {
  bool named = false;
  bool numbered_road = false;
  for (int words = 0; words < 7; ++words) {
    const std::string_view word = next_word(rest);
    const std::string_view bare = strip(word, ".,");
    if (bare.empty() || !all_of(bare, is_name_character)) return false;
    if (named && is_suffix(bare)) return true;
    if (numbered_road && is_digit(bare[0])) return true;
    if (equal_caseless(bare, "broadway")) return true;
    numbered_road = is_one_of_caseless(bare, kNumberedRoads);
    named = named || bare.size() > 1 || is_digit(bare[0]) || is_upper(bare[0]);
    if (word.ends_with(',')) return false;
  }
  return false;
}

bool is_short_code(std::string_view word, std::size_t least, std::size_t most, bool (*is)(char)) {
  return word.size() >= least && word.size() <= most && all_of(word, is);
}

// A town with its state and ZIP code, "Medford, OR 97504", or with postcode and country, "22177
// HAMBURG DE": the last line of an address.
bool is_town(std::string_view text) {
  const std::string_view first = strip(std::string_view(text).substr(0, text.find(' ')), ",");
  const std::string_view last = text.substr(text.rfind(' ') + 1);
  const std::string_view rest = text.substr(0, text.size() - last.size());
  if (is_short_code(last.substr(0, last.find('-')), 5, 5, is_digit)) {
    const std::string_view before = strip(trim(rest), ",");
    return is_short_code(before.substr(before.rfind(' ') + 1), 2, 2, is_upper) && !first.empty() &&
           is_letter(first[0]);
  }
  constexpr std::array<std::string_view, 4> kDirections = {"ne", "nw", "se", "sw"};
  const bool coded = is_short_code(first, 4, 5, is_digit) && is_short_code(last, 2, 2, is_upper);
  // "3074 SM": a postcode of the Netherlands alone.
  const bool alone = text.find(' ') == text.rfind(' ') && first.size() == 4 && !is_suffix(last);
  return coded && !is_one_of_caseless(last, kDirections) &&
         (alone || std::ranges::count(text, ' ') > 1);
}

// "Abelenlaan", "Lindenstraße": one word that ends as streets do, whose number has a field of its
// own.
bool is_word_of_street(std::string_view word) {
  constexpr std::array<std::string_view, 18> kEnds = {
      "straat",      "laan",  "plein", "gracht", "dijk", "kade",  "singel", "weg",   "strasse",
      "stra\u00dfe", "gasse", "allee", "platz",  "gata", "gatan", "gade",   "vegen", "katu"};
  return std::ranges::any_of(kEnds, [word](std::string_view end) {
    return word.size() > end.size() + 2 && word.ends_with(end) && all_of(word, is_text_letter);
  });
}

// "carrera 42b #88-195", "calle 23#23-53": ways of Latin America, and their numbers, in small
// letters.
bool is_small_way(std::string_view text) {
  constexpr std::array<std::string_view, 22> kWays = {
      "calle", "cll",   "cl",          "carrera", "cra", "kr",   "cr",  "avenida",
      "av",    "av.",   "diagonal",    "dg",      "tv",  "calz", "rua", "via",
      "rue",   "jalan", "transversal", "ul.",     "jl.", "blvd"};
  const bool number = std::ranges::any_of(text, is_digit);
  return number && is_one_of_caseless(next_word(text), kWays);
}

// "opolska 10": a name in small letters and the number of a house. "port 8080" is none.
bool is_small_street(std::string_view text) {
  constexpr std::size_t kLeastName = 6;
  constexpr std::size_t kMostOfHouse = 3;
  if (next_word(text).size() < kLeastName) return false;
  text = trim(text);
  const auto digits = text.substr(0, text.find_first_not_of("0123456789")).size();
  return digits > 0 && digits <= kMostOfHouse && text.find(' ') == text.npos;
}

}  // namespace

Verdict street_address(std::string_view text) noexcept {
  text = trim(text);
  if (text.empty() || text.size() > 200) return invalid();
  if (is_po_box(text)) return valid("po_box");
  std::string_view rest = text;
  // "Flat 4, 27 Camberwell Road".
  constexpr std::array<std::string_view, 6> kUnits = {"flat",      "apt",  "apt.",
                                                      "apartment", "unit", "suite"};
  if (std::string_view unit = rest; is_one_of_caseless(next_word(unit), kUnits)) {
    next_word(unit);
    rest = unit;
  }
  if (!is_house_number(next_word(rest)) || !has_street(rest)) return invalid();
  for (std::string_view sample : kSampleStarts) {
    if (starts_with_caseless(text, sample)) return placeholder("placeholder:sample_address");
  }
  if (is_year_and_person(text)) return valid("number_and_street_suffix", kYearWeight);
  return valid("number_and_street_suffix");
}

// "27838 Bryant Radial": what goes before the last word are names of persons, and not more other
// words; a year before a name is that of a copyright.
Verdict street_of_name(std::string_view text) noexcept {
  const std::string_view number = next_word(text);
  if (number.size() == 4 && (number.starts_with("19") || number.starts_with("20"))) {
    return invalid();
  }
  std::size_t names = 0;
  for (std::string_view word = next_word(text); !text.empty(); word = next_word(text)) {
    const NameToken known = name_token(word);
    if (std::max(known.given, known.surname) <= known.word) return invalid();
    ++names;
  }
  return names > 0 ? valid("street_line") : invalid();
}

// What a label names, where the number comes last or any words behind it are a street: not what
// goes on like a sentence ("Use 4", "1 to ptrace").
Verdict labelled_street(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 17> kOfSentences = {
      "to",      "of",      "is",   "are",  "was", "use",     "from",    "this", "with",
      "instead", "portion", "mode", "type", "not", "address", "adresse", "ligne"};
  if (text.empty() || is_town(text)) return invalid();
  for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
    if (is_one_of_caseless(word, kOfSentences)) return invalid();
  }
  return valid("street_line");
}

// A name and a number before a line with postcode and town: not where the name counts something,
// or words of a sentence are in it.
Verdict street_before_town(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 24> kCounting = {
      "page",    "seite",   "chapter", "order",  "invoice",  "table",    "figure", "section",
      "suite",   "item",    "line",    "ticket", "version",  "postfach", "box",    "postbus",
      "kapitel", "artikel", "article", "batch",  "rechnung", "postboks", "level",  "room"};
  constexpr std::array<std::string_view, 30> kWithin = {
      "der",   "den",   "dem", "die", "am", "im",  "an",   "auf", "zur", "zum",
      "van",   "het",   "de",  "la",  "le", "les", "du",   "des", "del", "della",
      "delle", "degli", "dei", "di",  "da", "int", "int.", "bus", "bte", "hs"};
  std::string_view word = next_word(text);
  if (is_one_of_caseless(strip(word, ".,"), kCounting)) return invalid();
  for (word = next_word(text); !word.empty(); word = next_word(text)) {
    const bool lower = word.size() > 1 && is_lower(word[0]);
    if (lower && std::ranges::find(kWithin, word) == kWithin.end()) return invalid();
  }
  return valid("street_line");
}

// A value of a column of streets, whatever its form: two words at least, names or numbers all but
// few, and not one that says that there is no street.
Verdict street_of_column(std::string_view text) noexcept {
  if (text.empty()) return invalid();
  if (is_small_way(text)) return labelled_street(text);
  if (is_word_of_street(text)) return valid("street_line");
  if (is_lower(text[0]) && !is_small_street(text)) return invalid();
  constexpr std::array<std::string_view, 11> kNone = {
      "no", "not", "same", "none", "see", "null", "unknown", "n/a", "new", "general", "address"};
  std::string_view rest = text;
  if (is_one_of_caseless(next_word(rest), kNone)) return invalid();
  rest = text;
  std::size_t words = 0;
  std::size_t names = 0;
  bool last_is_name = false;
  for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
    last_is_name =
        is_upper(word[0]) || is_digit(word[0]) || word[0] == '#' || is_beyond_ascii(word[0]);
    names += last_is_name;
    ++words;
  }
  return words > 1 && last_is_name && 2 * names >= words ? labelled_street(text) : invalid();
}

// What a label names in letters beyond Latin: at least two of them, and a number.
Verdict street_beyond_latin(std::string_view text) noexcept {
  // From Greek on, each letter begins with a byte of its own.
  constexpr unsigned char kFirstLead = 0xCD;
  const auto letters = std::ranges::count_if(
      text, [](char c) { return static_cast<unsigned char>(c) >= kFirstLead; });
  const bool number = std::ranges::any_of(text, is_digit);
  // "1990年7月3日", "№ 5", "3 шт.": too little for a street.
  constexpr int kLeastLetters = 3;
  return number && letters >= kLeastLetters ? valid("street_line") : invalid();
}

}  // namespace leaksift::validate::rules
