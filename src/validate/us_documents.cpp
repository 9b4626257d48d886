// US passports and driver's licences.
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>
#include <cstdint>

namespace leaksift::validate::rules {
namespace {

// One run of a licence number: letters ('A') or digits ('N'), so many.
struct Run {
  char kind = '\0';
  std::uint8_t least = 0;
  std::uint8_t most = 0;
};

using Shape = std::array<Run, 5>;

// The forms of the states (NTSI list of driver's licence formats, with the current forms of the
// Starpoint list of 17 December 2024), merged where one covers another. Left out are runs of fewer
// than four digits (AL, AK, DE, LA, NC, OR) and New York's eight letters: nothing tells them from
// counters and words.
constexpr std::array<Shape, 19> kLicenseShapes = {{
    {{{'N', 4, 14}}},                           // Most states.
    {{{'N', 16, 16}}},                          // NY
    {{{'A', 1, 1}, {'N', 3, 14}}},              // AZ CA CO FL IL MI MO NJ OH WI …
    {{{'A', 1, 1}, {'N', 18, 18}}},             // NY
    {{{'A', 2, 2}, {'N', 2, 7}}},               // AZ CO MA OH WV
    {{{'A', 2, 2}, {'N', 6, 6}, {'A', 1, 1}}},  // ID
    {{{'A', 3, 3}, {'N', 6, 6}}},               // ND
    {{{'A', 3, 3}, {'N', 8, 8}}},               // NH
    {{{'N', 2, 2}, {'A', 3, 3}, {'N', 5, 5}}},  // NH
    {{{'N', 3, 3}, {'A', 2, 2}, {'N', 4, 4}}},  // IA
    {{{'N', 3, 3}, {'A', 1, 1}, {'N', 6, 6}}},  // MO
    {{{'N', 8, 8}, {'A', 2, 2}}},               // MO
    {{{'N', 7, 7}, {'A', 1, 1}}},               // ME VT
    {{{'N', 9, 9}, {'A', 1, 1}}},               // MO
    {{{'A', 1, 1}, {'N', 6, 6}, {'A', 1, 1}}},  // MO
    {{{'A', 1, 1}, {'N', 1, 1}, {'A', 1, 1}, {'N', 1, 1}, {'A', 1, 1}}},  // KS
    {{{'A', 5, 7}, {'N', 3, 3}, {'A', 2, 2}, {'N', 1, 1}, {'A', 1, 1}}},  // WA
    {{{'A', 5, 7}, {'N', 3, 3}, {'A', 1, 1}, {'N', 2, 2}, {'A', 1, 1}}},  // WA
    {{{'A', 5, 7}, {'N', 3, 4}, {'A', 2, 2}}},                            // WA
}};

bool fits_shape(std::string_view text, const Shape& shape) {
  std::size_t at = 0;
  for (const Run& run : shape) {
    const std::size_t begin = at;
    while (at < text.size() && at - begin < run.most &&
           (run.kind == 'A' ? is_upper(text[at]) : is_digit(text[at]))) {
      ++at;
    }
    if (at - begin < run.least) return false;
  }
  return at == text.size();
}

// Washington: twelve characters, since 2018 WDL and nine letters or digits; before that letters of
// the name, padded with '*', then digits and letters.
bool fits_washington(std::string_view text) {
  if (text.size() != 12) return false;
  const bool starred = text.find('*') != std::string_view::npos;
  std::size_t digits = 0;
  for (char c : text) digits += is_digit(c) ? 1U : 0U;
  return digits >= 2 && is_upper(text[0]) && (starred || text.starts_with("WDL"));
}

constexpr bool is_license_character(char c) {
  return is_alnum(c) || c == '*';
}

bool is_default_number(std::string_view digits) {
  return is_repeated(digits) || is_sequence(digits);
}

}  // namespace

// Nine digits, or since 2021 (Next Generation Passport) a letter and eight digits; the passport
// card is C and eight digits. The number itself has no check digit.
Verdict us_passport(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 9, 9, number) || !number.bare()) return invalid();
  if (!is_digit(number[0])) {
    if (!all_of(number.part(1, 8), is_digit)) return invalid();
    if (is_default_number(number.part(1, 8))) return placeholder("placeholder:sample_passport");
    return valid("passport_shape");
  }
  if (!all_of(number.view(), is_digit)) return invalid();
  if (is_default_number(number.view())) return placeholder("placeholder:sample_passport");
  return valid("passport_shape");
}

// ICAO Doc 9303 part 3: nine letters and digits, filled up with '<'.
Verdict icao_document(std::string_view text) noexcept {
  constexpr std::string_view kSpecimen = "L898902C";  // Of parts 4 and 5, as D23145890.
  constexpr std::string_view kSpecimenCard = "D23145890";
  if (text.size() != 9 || text.front() == '<') return invalid();
  if (text.starts_with(kSpecimen) || text == kSpecimenCard) {
    return placeholder("placeholder:sample_passport");
  }
  return valid({});
}

Verdict us_drivers_license(std::string_view text) noexcept {
  Number number;
  if (!collect(text, 4, 19, number, is_license_character)) return invalid();
  bool fitting = fits_washington(number.view());
  for (const Shape& shape : kLicenseShapes) fitting = fitting || fits_shape(number.view(), shape);
  if (!fitting) return invalid();
  const std::size_t letters = is_upper(number[0]) ? 1 : 0;
  const std::string_view rest = number.view().substr(letters);
  if (rest.size() >= 6 && all_of(rest, is_digit) && is_default_number(rest)) {
    return placeholder("placeholder:sample_license");
  }
  return valid("state_format");
}

}  // namespace leaksift::validate::rules
