// Health identifiers of the United States, and the numbers of records and insurance that have no
// format of their own.
#include "validate/checksum.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

namespace leaksift::validate::rules {
namespace {

// The letters of a Medicare number leave out those that look like digits.
bool has_only_mbi_letters(std::string_view text) {
  return text.find_first_of("SLOIBZ") == std::string_view::npos;
}

// NPI numbers count as card numbers of issuer 80840; its digits add 24 to the Luhn sum.
constexpr int kNpiPrefixSum = 24;

std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  for (char c : text) count += is_digit(c) ? 1U : 0U;
  return count;
}

// A run of digits in the shape of a date: YYYYMMDD with a year of these centuries, or separated
// like one.
bool looks_like_date(const Number& number) {
  if (!all_of(number.view(), is_digit)) return false;
  const bool separated = number.breaks == Number::breaks_of({4, 2, 2}) ||
                         number.breaks == Number::breaks_of({2, 2, 4}) ||
                         number.breaks == Number::breaks_of({1, 2, 4}) ||
                         number.breaks == Number::breaks_of({2, 1, 4}) ||
                         number.breaks == Number::breaks_of({1, 1, 4});
  if (separated) return true;
  const bool this_era = number.part(0, 2) == "19" || number.part(0, 2) == "20";
  if (number.size != 8 || !number.bare() || !this_era) return false;
  const int month = to_int(number.part(4, 2));
  const int day = to_int(number.part(6, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// Numbers that their issuers choose freely: what is left to check is that it is no word, no date
// and no filling.
Verdict judge_free_number(std::string_view text) {
  Number number;
  if (!collect_alnum(text, 4, 20, number)) return invalid();
  // "LUG5FVME0Y": random ones have as many digits as it happens.
  const std::size_t least_digits = number.view().size() >= 10 ? 2 : 3;
  if (count_digits(number.view()) < least_digits || looks_like_date(number)) return invalid();
  const std::size_t first_digit = number.view().find_first_of("0123456789");
  const std::string_view tail = number.view().substr(first_digit);
  if (is_repeated(tail)) return placeholder("placeholder:repeated_digits");
  if (is_sequence(tail) && all_of(tail, is_digit)) return placeholder("placeholder:digit_sequence");
  return valid("number_shape");
}

}  // namespace

// CMS, "Understanding the MBI": eleven positions of digits, letters or either, printed 4-3-4.
Verdict us_medicare_mbi(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 11, 11, number) || !number.grouped({4, 3, 4})) return invalid();
  if (!has_shape(number.view(), "NA*NA*NAANN") || number[0] == '0' ||
      !has_only_mbi_letters(number.view())) {
    return invalid();
  }
  if (number.view() == "1EG4TE5MK73" || number.view() == "1EG4TE5MK72") {
    return placeholder("placeholder:sample_mbi");
  }
  return valid("mbi_positions_valid");
}

// 69 FR 3434: ten digits, the first 1 or 2, Luhn behind the prefix 80840.
Verdict us_npi(std::string_view text) noexcept {
  Number number;
  if (!text.starts_with('1') && !text.starts_with('2')) return invalid();
  if (!collect_digits(text, 10, 10, number) || number.mixed) return invalid();
  if (!luhn(number.view(), kNpiPrefixSum)) return invalid();
  if (number.view() == "1234567893") return placeholder("placeholder:sample_npi");
  return valid("npi_luhn_valid");
}

// DEA: a letter for the kind of registrant, the initial of the surname (9 for a business), six
// digits, and (d1+d3+d5) + 2(d2+d4+d6) whose last digit is the seventh. Hospitals add a suffix for
// each resident.
Verdict us_dea(std::string_view text) noexcept {
  const std::string_view root = text.substr(0, 9);
  Number number;
  if (!collect_alnum(root, 9, 9, number)) return invalid();
  constexpr std::string_view kRegistrants = "ABFGMPRX";
  if (kRegistrants.find(number[0]) == std::string_view::npos ||
      (!is_upper(number[1]) && number[1] != '9') || !all_of(number.part(2, 7), is_digit)) {
    return invalid();
  }
  if (text.size() > root.size()) {
    const std::string_view suffix = text.substr(root.size());
    if (suffix.size() < 2 || suffix.size() > 9 || suffix[0] != '-' ||
        !all_of(suffix.substr(1), is_alnum)) {
      return invalid();
    }
  }
  const int odd = number.digit(2) + number.digit(4) + number.digit(6);
  const int even = number.digit(3) + number.digit(5) + number.digit(7);
  if ((odd + 2 * even) % 10 != number.digit(8)) return invalid();
  if (number.part(2, 6) == "123456") return placeholder("placeholder:sample_dea");
  return valid("dea_check_digit_valid");
}

Verdict medical_record_number(std::string_view text) noexcept {
  return judge_free_number(text);
}

Verdict health_insurance_id(std::string_view text) noexcept {
  // Medicare's own numbers have a type of their own.
  if (us_medicare_mbi(text).outcome != Outcome::kInvalid) return invalid();
  return judge_free_number(text);
}

}  // namespace leaksift::validate::rules
