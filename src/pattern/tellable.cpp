#include "pattern/tellable.h"

#include "base/ascii.h"
#include "validate/name_tokens.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace leaksift::pattern {
namespace {

constexpr std::size_t kMostLength = 128;
constexpr int kDigitsOfAValue = 5;

// The words of a step, which end at what is no letter and before a capital behind a small letter.
class Words {
 public:
  explicit Words(std::string_view step) : rest_(step) {}

  // Empty behind the last one.
  std::string_view next() {
    while (!rest_.empty() && !base::is_text_letter(rest_.front())) rest_.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest_.size() && base::is_text_letter(rest_[end])) {
      const bool hump = end > 0 && base::is_lower(rest_[end - 1]) && base::is_upper(rest_[end]);
      if (hump) break;
      ++end;
    }
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return word;
  }

 private:
  std::string_view rest_;
};

// Classes of frequency, as name_tokens.h has them: rare names are also abbreviations and words of
// other languages ("Uk Nino", "Codigo Iban").
constexpr int kSureTogether = 8;
constexpr int kSureGiven = 4;

struct NamePart {
  std::string_view word;
  validate::NameToken token;

  bool capital() const { return !base::is_lower(word.front()); }
  bool unknown() const { return token == validate::NameToken(); }
};

// Whether the lists know two words better as a given name and a surname than as words.
bool fit(const NamePart& given, const NamePart& surname) {
  const int names = given.token.given + surname.token.surname;
  return given.token.given > 0 && surname.token.surname > 0 && names >= kSureTogether &&
         names > given.token.word + surname.token.word;
}

// Whether two words, both written as names are, are no less those of a person than words: "Priya
// Raman".
bool fit_in_capitals(const NamePart& given, const NamePart& surname) {
  constexpr int kRareSurname = 2;
  return given.capital() && surname.capital() && given.token.given >= kSureGiven &&
         given.token.given > given.token.word && surname.token.surname >= kRareSurname &&
         surname.token.surname >= surname.token.word;
}

// Whether a given name stands before a word that no list knows, both written as names are.
bool fit_unknown(const NamePart& given, const NamePart& surname) {
  return surname.unknown() && given.capital() && surname.capital() &&
         given.token.given >= kSureGiven && given.token.given > given.token.word;
}

// Whether a letter of two bytes is a capital of Greek or Cyrillic.
bool is_capital(std::string_view letter) {
  const unsigned code = validate::code_of_two_bytes(letter);
  return (code >= 0x386 && code <= 0x3AB) || (code >= 0x400 && code <= 0x42F);
}

// Whether a word is written as names are, in letters of which there is no list.
bool is_capitalised_beyond_latin(std::string_view word) {
  return word.size() >= 4 && is_capital(word.substr(0, 2)) && !is_capital(word.substr(2, 2));
}

// Whether a given name and a surname stand in a row, in either order, initials aside.
bool reads_as_person(std::string_view step) {
  const bool spaced = step.find(' ') != std::string_view::npos;
  NamePart before;
  Words words(step);
  for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
    if (word.size() == 1) continue;
    const NamePart part{word, validate::name_token(word)};
    if (!before.word.empty() && (fit(before, part) || fit(part, before))) return true;
    if (!before.word.empty() && spaced &&
        (fit_unknown(before, part) || fit_in_capitals(before, part))) {
      return true;
    }
    if (spaced && is_capitalised_beyond_latin(before.word) && is_capitalised_beyond_latin(word)) {
      return true;
    }
    before = part;
  }
  return false;
}

// Whether a row of letters and digits is long and mixed as keys are: "AKIAQ3EGZ7LMNOP5RSTU".
bool holds_key(std::string_view step) {
  constexpr std::size_t kLeastKey = 16;
  constexpr int kLeastDigits = 3;
  std::size_t length = 0;
  bool upper = false;
  int digits = 0;
  for (const char c : step) {
    if (!base::is_alnum(c)) {
      length = 0;
      upper = false;
      digits = 0;
      continue;
    }
    ++length;
    upper = upper || base::is_upper(c);
    digits += base::is_digit(c) ? 1 : 0;
    if (length >= kLeastKey && upper && digits >= kLeastDigits) return true;
  }
  return false;
}

// "12 Elm Street".
bool reads_as_street(std::string_view step) {
  constexpr std::array<std::string_view, 18> kWays = {
      "street", "st",  "avenue",    "ave",  "road", "rd",  "lane",  "ln",     "drive",
      "dr",     "way", "boulevard", "blvd", "ct",   "ter", "court", "square", "place"};
  if (step.empty() || !base::is_digit(step.front())) return false;
  const std::size_t name = step.find(' ');
  if (name == step.npos || name + 1 >= step.size() || base::is_lower(step[name + 1])) return false;
  Words words(step.substr(name));
  words.next();
  for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
    if (std::any_of(kWays.begin(), kWays.end(),
                    [word](std::string_view way) { return base::equal_caseless(word, way); })) {
      return true;
    }
  }
  return false;
}

bool may_be_value(std::string_view step) {
  int digits = 0;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const auto byte = static_cast<unsigned char>(step[i]);
    if (byte < 0x20 || byte == 0x7f || (byte == '@' && i > 0)) return true;
    digits += base::is_digit(step[i]) ? 1 : 0;
  }
  return digits >= kDigitsOfAValue || holds_key(step) || reads_as_street(step) ||
         reads_as_person(step);
}

}  // namespace

void append_tellable(std::string_view name, std::string& text) {
  if (name.empty() || name.size() > kMostLength) return;
  if (name.front() != '/') {
    if (!may_be_value(name)) text += name;
    return;
  }
  while (!name.empty()) {
    const std::string_view step = name.substr(1, name.find('/', 1) - 1);
    name.remove_prefix(1 + step.size());
    text += '/';
    text += may_be_value(step) ? std::string_view("*") : step;
  }
}

}  // namespace leaksift::pattern
