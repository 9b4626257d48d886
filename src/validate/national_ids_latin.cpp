// National identifiers of France, Italy and Spain: letters in numbers.
#include "validate/calendar.h"
#include "validate/checksum.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>

namespace leaksift::validate::rules {
namespace {

constexpr bool is_nir_sex(char c) {
  return (c >= '1' && c <= '4') || c == '7' || c == '8';
}

// Corsica's departments 2A and 2B count as 19 and 18 in the key (INSEE). False if not a department.
bool resolve_department(Number& number) {
  if (number[5] == '2' && !is_digit(number[6])) {
    if (number[6] != 'A' && number[6] != 'B') return false;
    number.chars[5] = '1';
    number.chars[6] = number[6] == 'A' ? '9' : '8';
    return true;
  }
  return is_digit(number[6]) && number.part(5, 2) != "00";
}

// Months of people whose birth month is not on record (INSEE): 20-42 and 50-99.
constexpr bool is_pseudo_month(int month) {
  return (month >= 20 && month <= 42) || month >= 50;
}

constexpr std::string_view kDniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

Verdict judge_dni(std::string_view eight_digits, char letter) {
  if (kDniLetters[static_cast<std::size_t>(decimal_mod(eight_digits, 23))] != letter) {
    return invalid();
  }
  if (is_repeated(eight_digits) || is_sequence(eight_digits)) {
    return placeholder("placeholder:sample_dni");
  }
  return valid("check_letter_valid");
}

// What a character counts at an odd position (the first is 1): digits like the letters A to J.
// Decreto 23/12/1976 (Italian finance ministry). An even position counts its plain value.
constexpr std::array<int, 26> kOddValues = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                            20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

int plain_value(char c) {
  return is_digit(c) ? c - '0' : c - 'A';
}

char check_letter(std::string_view fifteen) {
  int sum = 0;
  for (std::size_t i = 0; i < fifteen.size(); ++i) {
    const int value = plain_value(fifteen[i]);
    sum += i % 2 == 0 ? kOddValues[static_cast<std::size_t>(value)] : value;
  }
  return static_cast<char>('A' + sum % 26);
}

// The digit that a character of a numeric position stands for, or -1. Where two people would have
// the same code, digits are replaced by the letters of this list from the right (omocodia).
int omocodia_digit(char c) {
  if (is_digit(c)) return c - '0';
  constexpr std::string_view kLetters = "LMNPQRSTUV";
  const std::size_t at = kLetters.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// The two-digit number at `at`, or -1.
int omocodia_number(const Number& number, std::size_t at) {
  const int tens = omocodia_digit(number[at]);
  const int ones = omocodia_digit(number[at + 1]);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

bool has_codice_shape(const Number& number) {
  constexpr std::size_t kNumeric[] = {6, 7, 9, 10, 12, 13, 14};
  for (std::size_t at : kNumeric) {
    if (omocodia_digit(number[at]) < 0) return false;
  }
  return all_of(number.part(0, 6), is_upper) && is_upper(number[8]) && is_upper(number[11]) &&
         is_upper(number[15]);
}

bool has_codice_date(const Number& number) {
  constexpr std::string_view kMonths = "ABCDEHLMPRST";
  const std::size_t month = kMonths.find(number[8]);
  if (month == std::string_view::npos) return false;
  const int coded_day = omocodia_number(number, 9);
  const int day = coded_day > 40 ? coded_day - 40 : coded_day;
  return is_date_in_some_century(omocodia_number(number, 6), static_cast<int>(month) + 1, day);
}

}  // namespace

// Numéro d'inscription au répertoire: sex 1 or 2 (3, 4, 7, 8 provisional), year, month, department,
// commune, order, and the key 97 - (number mod 97).
Verdict fr_nir(std::string_view text) noexcept {
  Number number;
  if (text.empty() || !is_nir_sex(text[0])) return invalid();
  if (!collect_alnum(text, 15, 15, number) || number.mixed) return invalid();
  const bool sample = number.view() == "255081416802538";
  if (!all_of(number.part(1, 5), is_digit) || !all_of(number.part(7, 8), is_digit) ||
      !resolve_department(number)) {
    return invalid();
  }
  const int month = to_int(number.part(3, 2));
  const bool real_month = month >= 1 && month <= 12;
  if ((!real_month && !is_pseudo_month(month)) || number.part(10, 3) == "000") return invalid();
  if (97 - decimal_mod(number.part(0, 13), 97) != to_int(number.part(13, 2))) return invalid();
  // The specimen card of the French health insurance.
  if (sample) return placeholder("placeholder:sample_nir");
  return valid("key_and_month_valid", real_month ? 0.0 : -1.5);
}

Verdict it_codice_fiscale(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 16, 16, number) || number.mixed) return invalid();
  if (!has_codice_shape(number) || !has_codice_date(number)) return invalid();
  if (check_letter(number.part(0, 15)) != number[15]) return invalid();
  // Mario Rossi, the Italian John Doe.
  if (number.part(0, 6) == "RSSMRA") return placeholder("placeholder:sample_name");
  return valid("date_and_check_letter_valid");
}

// Documento nacional de identidad: the letter is the number mod 23.
Verdict es_dni(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 9, 9, number) || !has_shape(number.view(), "NNNNNNNNA")) {
    return invalid();
  }
  return judge_dni(number.part(0, 8), number[8]);
}

// Número de identidad de extranjero: X, Y, Z stand for 0, 1, 2 in front of seven digits.
Verdict es_nie(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 9, 9, number) || !has_shape(number.view(), "ANNNNNNNA")) {
    return invalid();
  }
  if (number[0] < 'X' || number[0] > 'Z') return invalid();
  if (is_repeated(number.part(1, 7)) || is_sequence(number.part(1, 7))) {
    number.chars[0] = static_cast<char>(number[0] - 'X' + '0');
    const Verdict verdict = judge_dni(number.part(0, 8), number[8]);
    return verdict.outcome == Outcome::kInvalid ? verdict : placeholder("placeholder:sample_nie");
  }
  number.chars[0] = static_cast<char>(number[0] - 'X' + '0');
  return judge_dni(number.part(0, 8), number[8]);
}

}  // namespace leaksift::validate::rules
