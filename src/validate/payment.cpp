#include "validate/payment.h"

#include "validate/checksum.h"
#include "validate/digits.h"
#include "validate/eight.h"
#include "validate/known_numbers.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace leaksift::validate {
namespace {

// Account numbers whose first four digits lie in [first, last] have one of `lengths` (bit n: n
// digits).
struct Brand {
  std::uint16_t first;
  std::uint16_t last;
  std::uint32_t lengths;
};

constexpr std::uint32_t lengths(int first, int last) {
  std::uint32_t bits = 0;
  for (int n = first; n <= last; ++n) bits |= std::uint32_t{1} << n;
  return bits;
}

constexpr std::uint32_t length(int n) {
  return lengths(n, n);
}

// Sources: credit-card-type 10.3.0 (ranges and lengths); ISO/IEC 7812. Ranges are ascending and may
// overlap (RuPay and Discover share 65). Visa's 13 digits are legacy but start with 4, which epoch
// milliseconds (13 digits, 1…) do not; Maestro's 12, 13, 15 and 17 digits are left out, since they
// are hardly ever issued and one order number in seventy would pass.
constexpr std::array<Brand, 25> kBrands = {{
    {1800, 1800, length(15)},                                         // JCB, legacy
    {2131, 2131, length(15)},                                         // JCB, legacy
    {2200, 2204, lengths(16, 19)},                                    // Mir
    {2221, 2720, length(16)},                                         // Mastercard
    {3000, 3059, length(14) | length(16) | length(19)},               // Diners Club
    {3095, 3095, length(14) | length(16) | length(19)},               // Diners Club
    {3400, 3499, length(15)},                                         // American Express
    {3528, 3589, lengths(16, 19)},                                    // JCB
    {3600, 3699, length(14) | length(16) | length(19)},               // Diners Club
    {3700, 3799, length(15)},                                         // American Express
    {3800, 3999, length(14) | length(16) | length(19)},               // Diners Club
    {4000, 4999, length(13) | length(16) | length(18) | length(19)},  // Visa
    {5000, 5099, length(14) | length(16) | length(18) | length(19)},  // Maestro, RuPay, Elo
    {5100, 5599, length(16)},                                         // Mastercard
    {5600, 5999, length(14) | length(16) | length(18) | length(19)},  // Maestro
    {6000, 6099, length(16)},                                         // RuPay, Hipercard
    {6011, 6011, length(16) | length(19)},                            // Discover
    {6200, 6299, lengths(14, 19)},                                    // UnionPay
    {6300, 6399, length(14) | length(16) | length(18) | length(19)},  // Maestro
    {6440, 6599, length(16) | length(19)},                            // Discover, RuPay
    {6700, 6799, length(14) | length(16) | length(18) | length(19)},  // Maestro
    {8100, 8100, lengths(14, 19)},                                    // UnionPay
    {8110, 8171, lengths(14, 19)},                                    // UnionPay
    {8172, 8299, length(16)},                                         // RuPay
    {9792, 9792, length(16)},                                         // Troy
}};

// The brands that share a prefix's first two digits: kBrands[begin] up to kBrands[end].
struct Brands {
  std::uint8_t begin = 0;
  std::uint8_t end = 0;
};

constexpr std::array<Brands, 100> brands_by_two_digits() {
  std::array<Brands, 100> table{};
  for (std::size_t i = 0; i < kBrands.size(); ++i) {
    for (std::size_t two = kBrands[i].first / 100U; two <= kBrands[i].last / 100U; ++two) {
      Brands& brands = table[two];
      if (brands.end == 0) brands.begin = static_cast<std::uint8_t>(i);
      brands.end = static_cast<std::uint8_t>(i + 1);
    }
  }
  return table;
}

constexpr std::array<Brands, 100> kByTwoDigits = brands_by_two_digits();

bool is_issued_by_brand(std::string_view digits) {
  const int prefix = value_of<4>(digits.data());
  const std::uint32_t bit = std::uint32_t{1} << digits.size();
  const Brands brands = kByTwoDigits[static_cast<unsigned>(prefix) / 100];
  for (std::size_t i = brands.begin; i < brands.end; ++i) {
    const Brand& brand = kBrands[i];
    if (prefix >= brand.first && prefix <= brand.last && (brand.lengths & bit) != 0) return true;
  }
  return false;
}

// Test numbers published by Stripe, Braintree, PayPal and Adyen. None begins with 0, so that its
// value tells its length.
constexpr KnownNumbers kTestCards(std::array<std::uint64_t, 44>{
    4222222222222,    30569309025904,   36227206271667,   36259600000004,     38520000023237,
    50339619890917,   371449635398431,  378282246310005,  378734493671000,    2222420000001113,
    2222630000001125, 2223000048400011, 2223003122003222, 3056930009020004,   3530111333300000,
    3566002020360505, 3566111111111113, 4000002500003155, 4000002760003184,   4000003800000446,
    4000056655665556, 4005519200000004, 4009348888881881, 4012000033330026,   4012000077777777,
    4012888888881881, 4111111111111111, 4217651111111119, 4242424242424242,   4500600000000061,
    5105105105105100, 5200828282828210, 5454545454545454, 5555555555554444,   6011000990139424,
    6011000991300009, 6011111111111117, 6011981111111113, 6200000000000005,   6200000000000047,
    6243030000000001, 6304000000000000, 6759411100000008, 6205500000000000004});

// Stripe's cards that provoke an outcome: 400000 and at least six more zeros.
bool is_behaviour_card(std::string_view digits) {
  return digits.starts_with("400000") && std::ranges::count(digits.substr(6), '0') >= 6;
}

// More than six equal digits in a row: a form's filling, with chance one in 100,000 a real card.
// Among the six equalities in a row of such a run there is one at a multiple of six.
bool has_long_digit_run(std::string_view digits) {
  const auto equals_before = [&](std::size_t i) { return digits[i] == digits[i - 1]; };
  for (std::size_t i = 6; i < digits.size(); i += 6) {
    if (!equals_before(i)) continue;
    std::size_t first = i;
    std::size_t last = i;
    while (first > 1 && equals_before(first - 1)) --first;
    while (last + 1 < digits.size() && equals_before(last + 1)) ++last;
    if (last - first + 1 >= 6) return true;
  }
  return false;
}

// So few different digits are in one of 250 numbers drawn at random, and in most that count strokes
// or flags: such a one needs more than its check digit.
constexpr int kFewDigits = 5;
constexpr double kFewDigitsWeight = -2.0;

bool has_few_digits(std::string_view digits) {
  unsigned seen = 0;
  for (const char c : digits) seen |= 1U << (c - '0');
  return std::popcount(seen) <= kFewDigits;
}

// The ways cards are printed. Bare, or one kind of separator at these places.
bool has_card_grouping(const Number& number) {
  return number.grouped({4, 4, 4, 4}) || number.grouped({4, 4, 4, 4, 3}) ||
         number.grouped({4, 6, 5}) || number.grouped({4, 6, 4});
}

// The stripe behind the account number (ISO/IEC 7813): expiry YYMM and a service code of three
// digits, either of which may be replaced by the separator.
bool has_track_fields(std::string_view text, char separator) {
  if (text.empty()) return false;
  if (text[0] == separator) {
    text.remove_prefix(1);
  } else {
    if (text.size() < 4 || !all_of(text.substr(0, 4), is_digit)) return false;
    const int month = to_int(text.substr(2, 2));
    if (month < 1 || month > 12) return false;
    text.remove_prefix(4);
  }
  if (text.empty()) return false;
  if (text[0] == separator) return true;
  constexpr std::string_view kServices = "125679";
  return text.size() >= 3 && all_of(text.substr(0, 3), is_digit) &&
         kServices.find(text[0]) != std::string_view::npos;
}

// What follows the account number of a track; `track_one` has a name in between.
bool has_track_tail(std::string_view text, bool track_one) {
  if (text.empty()) return false;
  const char separator = text[0];
  if (!track_one) return has_track_fields(text.substr(1), separator);
  const std::size_t name_end = text.find('^', 1);
  if (separator != '^' || name_end == std::string_view::npos) return false;
  const std::size_t name_length = name_end - 1;
  return name_length >= 2 && name_length <= 26 &&
         has_track_fields(text.substr(name_end + 1), separator);
}

}  // namespace

Verdict judge_card_number(std::string_view digits) noexcept {
  if (digits.size() < 13 || digits.size() > 19 || !is_issued_by_brand(digits)) return invalid();
  if (!luhn(digits)) return invalid();
  if (kTestCards.hold(to_number(digits)) || is_behaviour_card(digits)) {
    return placeholder("placeholder:test_card");
  }
  if (has_long_digit_run(digits)) return placeholder("placeholder:repeated_digits");
  return valid("luhn_and_brand_valid", has_few_digits(digits) ? kFewDigitsWeight : 0.0);
}

Verdict rules::payment_card(std::string_view text) noexcept {
  if (all_digits(text)) return judge_card_number(text);
  Number number;
  if (!collect_digits(text, 13, 19, number) || !has_card_grouping(number)) return invalid();
  if (counts_up(number)) return invalid();
  return judge_card_number(number.view());
}

// Track 1 format B is %B<number>^<name>^<fields>?, track 2 ;<number>=<fields>?, with D for = in the
// equivalent of chip cards (EMV tag 57). The sentinels may be missing in dumps.
Verdict rules::card_track(std::string_view text) noexcept {
  if (text.starts_with('%') || text.starts_with(';')) text.remove_prefix(1);
  const bool track_one = text.starts_with('B') || text.starts_with('b');
  if (track_one) text.remove_prefix(1);
  std::size_t size = 0;
  while (size < text.size() && is_digit(text[size])) ++size;
  if (size < 12 || size > 19 || !luhn(text.substr(0, size))) return invalid();
  const std::string_view tail = text.substr(size);
  const bool known_separator =
      !tail.empty() && (tail[0] == '^' || tail[0] == '=' || to_upper(tail[0]) == 'D');
  if (!known_separator || !has_track_tail(tail, track_one)) return invalid();
  if (judge_card_number(text.substr(0, size)).outcome == Outcome::kPlaceholder) {
    return placeholder("placeholder:test_card");
  }
  return valid("luhn_month_and_service_code_valid");
}

}  // namespace leaksift::validate
