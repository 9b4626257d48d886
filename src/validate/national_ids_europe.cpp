// National identifiers of Germany, Poland, the Netherlands, Sweden and the United Kingdom.
#include "validate/calendar.h"
#include "validate/checksum.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <algorithm>
#include <array>

namespace leaksift::validate::rules {
namespace {

// Among the first ten digits one occurs two or three times and no other twice (BZSt).
bool has_one_repeated_digit(std::string_view digits) {
  std::array<int, 10> counts{};
  for (char c : digits) ++counts[static_cast<std::size_t>(c - '0')];
  int repeated = 0;
  for (int count : counts) {
    if (count > 3) return false;
    repeated += count > 1 ? 1 : 0;
  }
  return repeated == 1;
}

// Ten or twelve digits.
struct Personnummer {
  std::array<char, 12> chars{};
  std::size_t size = 0;
};

// With or without a separator before the last four; it is '+' from the year in which the person
// becomes 100.
bool collect_personnummer(std::string_view text, Personnummer& number) {
  if (text.size() < 10 || text.size() > 13) return false;
  const bool separated = text.size() % 2 == 1;
  const std::size_t front = text.size() - (separated ? 5 : 4);
  if (separated) {
    const char c = text[front];
    if (c != '-' && c != '+' && c != ' ') return false;
  }
  text.copy(number.chars.data(), front);
  text.substr(text.size() - 4).copy(number.chars.data() + front, 4);
  number.size = front + 4;
  return all_digits({number.chars.data(), number.size});
}

constexpr std::array<std::string_view, 4> kSamplePersonnummer = {"1212121212", "6709199530",
                                                                 "8112189876", "8112289874"};

constexpr std::string_view kUnusedNinoPrefixes[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

bool is_nino_prefix(std::string_view prefix) {
  constexpr std::string_view kNever = "DFIQUV";
  return kNever.find(prefix[0]) == std::string_view::npos &&
         kNever.find(prefix[1]) == std::string_view::npos && prefix[1] != 'O' &&
         std::ranges::find(kUnusedNinoPrefixes, prefix) == std::end(kUnusedNinoPrefixes);
}

}  // namespace

// Steuerliche Identifikationsnummer: no leading 0 and ISO 7064 MOD 11,10 (python-stdnum de.idnr,
// after the BZSt rule).
Verdict de_tax_id(std::string_view text) noexcept {
  Number number;
  if (text.starts_with('0') || !collect_digits(text, 11, 11, number) || number.mixed) {
    return invalid();
  }
  if (!has_one_repeated_digit(number.part(0, 10)) || !mod11_10(number.view())) return invalid();
  if (number.view() == "86095742719" || number.view() == "47036892816") {
    return placeholder("placeholder:sample_tax_id");
  }
  return valid("mod11_10_valid");
}

// The month carries the century: +80 1800s, +0 1900s, +20 2000s, +40 2100s, +60 2200s.
Verdict pl_pesel(std::string_view text) noexcept {
  if (text.size() != 11 || !all_digits(text)) return invalid();
  constexpr std::array<int, 11> kWeights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
  if (weighted_sum(text, kWeights) % 10 != 0) return invalid();
  const int coded_month = to_int(text.substr(2, 2));
  constexpr std::array<int, 5> kCenturies = {1900, 2000, 2100, 2200, 1800};
  const int year =
      kCenturies[static_cast<std::size_t>(coded_month / 20)] + to_int(text.substr(0, 2));
  if (year > kLatestBirthYear || !is_date(year, coded_month % 20, to_int(text.substr(4, 2)))) {
    return invalid();
  }
  return text == "44051401458" ? placeholder("placeholder:sample_pesel")
                               : valid("date_and_check_digit_valid");
}

// The "elfproef": weights 9 … 2 and -1, 0 mod 11. Eight digits lost a leading zero.
Verdict nl_bsn(std::string_view text) noexcept {
  Number number;
  if (!collect_digits(text, 8, 9, number) || number.mixed) return invalid();
  constexpr std::array<int, 9> kWeights = {9, 8, 7, 6, 5, 4, 3, 2, -1};
  const auto weights = std::span(kWeights).last(number.size);
  if (is_repeated(number.view()) || weighted_sum(number.view(), weights) % 11 != 0) {
    return invalid();
  }
  // The numbers of the Dutch tax office's test sets and of most manuals.
  if (number.view() == "123456782" || number.view() == "111222333") {
    return placeholder("placeholder:sample_bsn");
  }
  return valid("mod11_valid", number.size == 8 ? -0.5 : 0.0);
}

// Skatteverket: Luhn over the last ten digits, a real date; coordination numbers add 60 to the day.
Verdict se_personnummer(std::string_view text) noexcept {
  Personnummer number;
  if (!collect_personnummer(text, number)) return invalid();
  const std::string_view digits{number.chars.data(), number.size};
  const std::string_view ten = digits.substr(digits.size() - 10);
  if (!luhn(ten)) return invalid();
  const int month = to_int(ten.substr(2, 2));
  const int coded_day = to_int(ten.substr(4, 2));
  const int day = coded_day > 60 ? coded_day - 60 : coded_day;
  const int short_year = to_int(ten.substr(0, 2));
  if (digits.size() == 12) {
    const int year = to_int(digits.substr(0, 4));
    if (year < 1850 || year > kLatestBirthYear || !is_date(year, month, day)) return invalid();
  } else if (!is_date_in_some_century(short_year, month, day)) {
    return invalid();
  }
  if (contains_sorted(kSamplePersonnummer, ten)) {
    return placeholder("placeholder:sample_personnummer");
  }
  return valid("date_and_check_digit_valid");
}

// HMRC NIM39110: letters that never occur, prefixes never used, suffix A to D. There is no check
// digit. A temporary reference is two digits, a letter (the sex) and five digits.
Verdict uk_nino(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 8, 9, number) || number.mixed) return invalid();
  if (number.size == 8) {
    const bool temporary = has_shape(number.view(), "NNANNNNN") && number.grouped({2, 1, 5});
    const bool sexed = number[2] == 'M' || number[2] == 'F';
    return temporary && sexed ? valid("temporary_reference_shape", -1.0) : invalid();
  }
  if (!has_shape(number.view(), "AANNNNNNA") || !is_nino_prefix(number.part(0, 2)) ||
      number[8] > 'D') {
    return invalid();
  }
  const std::string_view digits = number.part(2, 6);
  if (digits == "123456" || is_repeated(digits)) return placeholder("placeholder:sample_nino");
  return valid("prefix_and_suffix_valid");
}

}  // namespace leaksift::validate::rules
