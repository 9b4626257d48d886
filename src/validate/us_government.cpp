// US taxpayer numbers. Sources: SSA answer 425 and POMS RM 10201.035 (invalid SSNs), SSA
// randomization of 2011-06-25, IRS Publication 1346 (ITIN ranges), IRS EIN prefix list.
#include "validate/digits.h"
#include "validate/known_numbers.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace leaksift::validate::rules {
namespace {

constexpr std::string_view kFamous = "placeholder:famous_ssn";

// Numbers printed on cards, in pamphlets and in advertising. Of the Ferree/Woolworth, the Social
// Security Board's and the advertisers' numbers two forms of one (002-28-1852, 022-28-1852)
// circulate; both are listed. Besides, one digit repeated.
constexpr KnownNumbers kFamousNumbers(std::array<std::uint64_t, 34>{
    111223333, 2281852,   22281852,  42103580,  62360749,  78051120,  95073645,
    111111111, 123121234, 123123123, 123456789, 128036045, 135016629, 141186941,
    165167999, 165187999, 165207999, 165227999, 165247999, 189092294, 212097694,
    212099999, 219099999, 222222222, 306302348, 308125070, 333333333, 444444444,
    457555462, 468288779, 549241889, 555555555, 777777777, 888888888});

// Areas that SSA had not allocated before randomization: possible since, but rarer.
constexpr bool is_new_area(int area) {
  return (area >= 734 && area <= 749) || (area >= 772 && area <= 899);
}

constexpr double kNewAreaWeight = -0.3;

// 3-2-4 with one kind of separator, none at all, or one of the two left out (typing errors).
bool has_ssn_grouping(const Number& number) {
  return number.grouped({3, 2, 4}) || number.grouped({3, 6}) || number.grouped({5, 4});
}

// Of nine digits.
Verdict judge_ssn(const char* digits) {
  const int area = value_of<3>(digits);
  const int group = value_of<2>(digits + 3);
  const int serial = value_of<4>(digits + 5);
  if (area == 0 || area == 666 || area >= 900 || group == 0 || serial == 0) return invalid();
  const int value = area * 1000000 + group * 10000 + serial;
  if (kFamousNumbers.hold(static_cast<std::uint64_t>(value))) return placeholder(kFamous);
  return valid("area_group_serial_valid", is_new_area(area) ? kNewAreaWeight : 0.0);
}

struct Range {
  int first;
  int last;
};

template <std::size_t N>
constexpr bool in_ranges(const std::array<Range, N>& ranges, int value) {
  for (const Range& range : ranges) {
    if (value >= range.first && value <= range.last) return true;
  }
  return false;
}

constexpr std::array<Range, 4> kItinGroups = {{{50, 65}, {70, 88}, {90, 92}, {94, 99}}};

constexpr std::array<Range, 10> kEinPrefixes = {{{1, 6},
                                                 {10, 16},
                                                 {20, 27},
                                                 {30, 48},
                                                 {50, 68},
                                                 {71, 77},
                                                 {80, 88},
                                                 {90, 95},
                                                 {98, 98},
                                                 {99, 99}}};

// "536 - 90 - 4399", as forms with a box for each group are typed or read; false if it is not that.
bool take_boxed(std::string_view text, std::array<char, 9>& digits) {
  constexpr std::string_view kApart = " - ";
  if (text.size() != 15 || text.substr(3, 3) != kApart || text.substr(8, 3) != kApart) return false;
  std::copy_n(text.begin(), 3, digits.begin());
  std::copy_n(text.begin() + 6, 2, digits.begin() + 3);
  std::copy_n(text.begin() + 11, 4, digits.begin() + 5);
  return all_digits({digits.data(), digits.size()});
}

}  // namespace

// Area 000, 666 and 900-999, group 00 and serial 0000 are never issued; the same before and after
// randomization. There is no check digit.
Verdict us_ssn(std::string_view text) noexcept {
  if (std::array<char, 9> digits; take_groups<3, 2, 4>(text, digits) || take_boxed(text, digits)) {
    return judge_ssn(digits.data());
  }
  Number number;
  if (!collect_digits(text, 9, 9, number) || !has_ssn_grouping(number)) return invalid();
  return judge_ssn(number.chars.data());
}

// Spreadsheets drop leading zeros, so areas 001-099 become numbers of seven or eight digits. Too
// weak a shape without a column that says it holds SSNs.
Verdict us_ssn_unpadded(std::string_view text) noexcept {
  if (text.size() < 7 || text.size() > 8 || !all_of(text, is_digit) || text[0] == '0') {
    return invalid();
  }
  std::array<char, 9> padded;
  padded.fill('0');
  std::copy(text.begin(), text.end(), padded.end() - static_cast<std::ptrdiff_t>(text.size()));
  return judge_ssn(padded.data());
}

// SSA POMS GN 01050.005: the SSN on whose account Medicare is claimed, and a letter with perhaps
// another or a digit for who claims: A for oneself, B a spouse, C a child, D a widow.
Verdict us_hicn(std::string_view text) noexcept {
  constexpr std::size_t kLongestCode = 2;
  const std::size_t letter = text.find_first_not_of("0123456789-");
  if (letter == std::string_view::npos || text.size() - letter > kLongestCode) return invalid();
  const std::string_view number = text.substr(0, letter);
  return us_ssn(number.ends_with('-') ? number.substr(0, number.size() - 1) : number);
}

Verdict us_itin(std::string_view text) noexcept {
  Number number;
  if (!text.starts_with('9') || !collect_digits(text, 9, 9, number)) return invalid();
  if (!has_ssn_grouping(number) || !in_ranges(kItinGroups, to_int(number.part(3, 2)))) {
    return invalid();
  }
  // SSA keeps 987-65-4320 to 987-65-4329 for advertising.
  const bool advertised = number.part(0, 8) == "98765432";
  if (advertised || is_repeated(number.view())) return placeholder("placeholder:sample_itin");
  return valid("itin_group_valid");
}

Verdict us_ein(std::string_view text) noexcept {
  Number number;
  if (!collect_digits(text, 9, 9, number) || !number.grouped({2, 7})) return invalid();
  if (!in_ranges(kEinPrefixes, to_int(number.part(0, 2)))) return invalid();
  if (is_repeated(number.part(2, 7)) || is_sequence(number.view())) {
    return placeholder("placeholder:sample_ein");
  }
  return valid("ein_prefix_valid");
}

}  // namespace leaksift::validate::rules
