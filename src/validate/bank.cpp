// Bank identifiers other than IBAN.
#include "validate/checksum.h"
#include "validate/countries.h"
#include "validate/digits.h"
#include "validate/payment.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>
#include <cstddef>

namespace leaksift::validate::rules {
namespace {

// Letters of lenders call the number of a card an account too: one with the length, prefix and
// check digit of a card is an account only where a field says so.
constexpr double kCardWeight = -1.5;
constexpr std::size_t kLeastOfCard = 15;

Verdict judge_account(std::string_view digits) {
  if (is_repeated(digits)) return placeholder("placeholder:repeated_digits");
  if (is_sequence(digits)) return placeholder("placeholder:digit_sequence");
  const bool card =
      digits.size() >= kLeastOfCard && judge_card_number(digits).outcome != Outcome::kInvalid;
  return valid("account_shape", card ? kCardWeight : 0.0);
}

}  // namespace

// ISO 9362: four letters of the institution, the country, two characters of the location, and
// optionally three of the branch. There is no check digit. A location that ends in 0 is a test
// code, in 1 a passive participant.
Verdict swift_bic(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 8, 11, number) || number.size == 9 || number.size == 10) {
    return invalid();
  }
  if (!number.grouped({4, 2, 2}) && !number.grouped({4, 2, 2, 3})) return invalid();
  if (!all_of(number.part(0, 6), is_upper) || !is_country(number.part(4, 2))) return invalid();
  if (number[7] == '0') return placeholder("placeholder:test_bic");
  return valid("country_valid");
}

// American Bankers Association: the first two digits name a Federal Reserve district and kind, and
// the digits weighted 3, 7, 1 give 0 mod 10. 000000000 would pass.
Verdict us_routing_number(std::string_view text) noexcept {
  Number number;
  if (!collect_digits(text, 9, 9, number) || !number.grouped({4, 4, 1})) return invalid();
  const int prefix = to_int(number.part(0, 2));
  const bool known = prefix <= 12 || (prefix >= 21 && prefix <= 32) ||
                     (prefix >= 61 && prefix <= 72) || prefix == 80;
  constexpr std::array<int, 9> kWeights = {3, 7, 1, 3, 7, 1, 3, 7, 1};
  if (!known || is_repeated(number.view()) || weighted_sum(number.view(), kWeights) % 10 != 0) {
    return invalid();
  }
  return valid("aba_check_digit_valid");
}

// No check digit: the length that the ACH file format has room for.
Verdict us_bank_account(std::string_view text) noexcept {
  constexpr std::size_t kLeast = 4;
  constexpr std::size_t kMost = 17;
  if (all_digits(text)) {
    return text.size() >= kLeast && text.size() <= kMost ? judge_account(text) : invalid();
  }
  Number number;
  if (!collect_digits(text, kLeast, kMost, number) || number.mixed) return invalid();
  return judge_account(number.view());
}

}  // namespace leaksift::validate::rules
