// National identifiers of Canada, India, Brazil, Mexico and Australia.
#include "validate/calendar.h"
#include "validate/checksum.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <algorithm>
#include <array>

namespace leaksift::validate::rules {
namespace {

// Aadhaar numbers that UIDAI publishes for tests. Sorted.
constexpr std::array<std::string_view, 5> kTestAadhaar = {
    "999933119405", "999941057058", "999955183433", "999971658847", "999990501894"};

// States of birth in a CURP; NE is abroad. Sorted.
constexpr std::array<std::string_view, 33> kMexicanStates = {
    "AS", "BC", "BS", "CC", "CH", "CL", "CM", "CS", "DF", "DG", "GR",
    "GT", "HG", "JC", "MC", "MN", "MS", "NE", "NL", "NT", "OC", "PL",
    "QR", "QT", "SL", "SP", "SR", "TC", "TL", "TS", "VZ", "YN", "ZS"};

static_assert(std::ranges::is_sorted(kMexicanStates));

bool is_palindrome(std::string_view text) {
  return std::equal(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.size() / 2),
                    text.rbegin());
}

// A check digit of CPF: weights from size + 1 down to 2; a remainder below 2 gives 0.
int cpf_digit(std::string_view digits) {
  int sum = 0;
  int weight = static_cast<int>(digits.size()) + 1;
  for (char c : digits) sum += (c - '0') * weight--;
  const int remainder = sum % 11;
  return remainder < 2 ? 0 : 11 - remainder;
}

// CURP orders letters with Ñ behind N, so that letters from O on count one more.
int curp_value(char c) {
  if (is_digit(c)) return c - '0';
  return c - 'A' + 10 + (c > 'N' ? 1 : 0);
}

int curp_check_digit(std::string_view seventeen) {
  int sum = 0;
  int weight = 18;
  for (char c : seventeen) sum += curp_value(c) * weight--;
  return (10 - sum % 10) % 10;
}

// The 17th character is a digit for people born before 2000 and a letter since.
bool has_curp_date(const Number& number) {
  const int year = (is_digit(number[16]) ? 1900 : 2000) + to_int(number.part(4, 2));
  return year <= kLatestBirthYear &&
         is_date(year, to_int(number.part(6, 2)), to_int(number.part(8, 2)));
}

}  // namespace

// Luhn; 0 and 8 do not start the number of a person, 9 is for temporary residents.
Verdict ca_sin(std::string_view text) noexcept {
  Number number;
  if (!collect_digits(text, 9, 9, number) || !number.grouped({3, 3, 3})) return invalid();
  if (!luhn(number.view())) return invalid();
  // 046 454 286 is the sample of the Canadian government.
  if (number.view() == "046454286" || number.view() == "123456782") {
    return placeholder("placeholder:sample_sin");
  }
  if (number[0] == '0' || number[0] == '8') return invalid();
  return valid("luhn_valid");
}

// UIDAI: twelve digits, the first 2-9, no palindrome, Verhoeff.
Verdict in_aadhaar(std::string_view text) noexcept {
  Number number;
  if (text.starts_with('0') || text.starts_with('1')) return invalid();
  if (!collect_digits(text, 12, 12, number) || !number.grouped({4, 4, 4})) return invalid();
  if (is_palindrome(number.view()) || counts_up(number) || !verhoeff(number.view())) {
    return invalid();
  }
  if (contains_sorted(kTestAadhaar, number.view())) return placeholder("placeholder:test_aadhaar");
  return valid("verhoeff_valid");
}

// The fourth letter is the kind of holder. The check letter's algorithm is not published.
Verdict in_pan(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 10, 10, number) || !number.bare()) return invalid();
  constexpr std::string_view kHolders = "PCHFATBLJG";
  if (!has_shape(number.view(), "AAAAANNNNA") ||
      kHolders.find(number[3]) == std::string_view::npos || number.part(5, 4) == "0000") {
    return invalid();
  }
  const bool sample_letters = number.part(0, 3) == "AAA" || number.part(0, 3) == "ABC";
  if (sample_letters && number.part(5, 4) == "1234") return placeholder("placeholder:sample_pan");
  return valid("holder_type_valid");
}

// Receita Federal: two check digits; eleven equal digits pass the arithmetic but are never issued.
Verdict br_cpf(std::string_view text) noexcept {
  Number number;
  if (!collect_digits(text, 11, 11, number)) return invalid();
  const bool printed = number.breaks == Number::breaks_of({3, 3, 3, 2}) ||
                       number.breaks == Number::breaks_of({9, 2});
  if ((!number.bare() && !printed) || is_repeated(number.view())) return invalid();
  if (cpf_digit(number.part(0, 9)) != number.digit(9) ||
      cpf_digit(number.part(0, 10)) != number.digit(10)) {
    return invalid();
  }
  if (is_sequence(number.part(0, 9))) return placeholder("placeholder:sample_cpf");
  return valid("check_digits_valid");
}

// RENAPO: letters of the name, birth date, sex (X since 2023), state, consonants, check digit.
Verdict mx_curp(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 18, 18, number) || !number.bare()) return invalid();
  if (!has_shape(number.view(), "AAAANNNNNNAAAAAA*N")) return invalid();
  const char sex = number[10];
  if ((sex != 'H' && sex != 'M' && sex != 'X') ||
      !contains_sorted(kMexicanStates, number.part(11, 2)) || !has_curp_date(number)) {
    return invalid();
  }
  if (curp_check_digit(number.part(0, 17)) != number.digit(17)) return invalid();
  // The specimen on RENAPO's leaflet.
  if (number.view() == "HEGG560427MVZRRL04") return placeholder("placeholder:sample_curp");
  return valid("date_and_check_digit_valid");
}

// Australian Taxation Office: weights 1, 4, 3, 7, 5, 8, 6, 9, 10, 0 mod 11. The sources differ on
// the weights of the old eight-digit numbers, so only nine digits are accepted.
Verdict au_tfn(std::string_view text) noexcept {
  Number number;
  if (!collect_digits(text, 9, 9, number) || !number.grouped({3, 3, 3})) return invalid();
  constexpr std::array<int, 9> kWeights = {1, 4, 3, 7, 5, 8, 6, 9, 10};
  if (is_repeated(number.view()) || weighted_sum(number.view(), kWeights) % 11 != 0) {
    return invalid();
  }
  if (number.view() == "123456782") return placeholder("placeholder:sample_tfn");
  return valid("mod11_valid");
}

}  // namespace leaksift::validate::rules
