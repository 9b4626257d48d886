// Telephone numbers: the North American Numbering Plan, E.164, and national spellings of other
// plans.
#include "validate/calendar.h"
#include "validate/calling_codes.h"
#include "validate/digits.h"
#include "validate/eight.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>

namespace leaksift::validate::rules {
namespace {

constexpr std::string_view kFictional = "placeholder:fictional_phone";
constexpr double kTollFreeWeight = -0.15;
constexpr double kNoPlanWeight = -0.6;

constexpr std::size_t kMostDigits = 15;  // E.164

struct Dialed {
  std::array<char, kMostDigits> chars;
  std::size_t size = 0;
  bool international = false;  ///< Begins with '+'.

  std::string_view view() const { return {chars.data(), size}; }
};

// The number without an extension ("x12", "ext. 12", "#12"). Nothing else in a telephone number
// is a letter or '#'.
std::string_view without_extension(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_letter(text[i]) || text[i] == '#' || text[i] == ';' || text[i] == ',') {
      return trim(text.substr(0, i));
    }
  }
  return text;
}

// "x12", "ext. 12", "extension: 12", ";ext=12": a word and up to seven digits.
bool is_extension(std::string_view text) {
  std::size_t digits = 0;
  while (!text.empty() && is_digit(text.back()) && ++digits > 0) text.remove_suffix(1);
  while (!text.empty() && !is_letter(text.back()) && text.back() != '#') text.remove_suffix(1);
  constexpr std::array<std::string_view, 6> kWords = {"x",         "ext", "extn",
                                                      "extension", "#",   "poste"};
  while (!text.empty() && (text[0] == ' ' || text[0] == ',' || text[0] == ';')) {
    text.remove_prefix(1);
  }
  return digits >= 1 && digits <= 7 && is_one_of_caseless(text, kWords);
}

// How far collect_dialed came.
enum class Dialing : unsigned char { kWhole, kTooLong, kOther };

Dialing collect_dialed(std::string_view text, Dialed& number) {
  const bool enclosed = text.starts_with("(+");  // "(+34) 642 117 575"
  if (enclosed || text.starts_with('+')) {
    number.international = true;
    text.remove_prefix(enclosed ? 2 : 1);
  }
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (is_digit(c)) {
      if (size == kMostDigits) return Dialing::kTooLong;
      number.chars[size++] = c;
      ++i;
    } else if (c == '(' || c == ')' || c == '^') {
      // '^' parts area and number in HL7 v2 (XTN). "(0)" is the trunk prefix that callers from
      // abroad leave out: +44 (0)20 ...
      i += text.substr(i, 3) == "(0)" ? 3 : 1;
    } else {
      const std::size_t length = separator_at(text, i).length;
      if (length == 0) return Dialing::kOther;
      i += length;
    }
  }
  number.size = size;
  return Dialing::kWhole;
}

// The digits of a text that may end in an extension. False if it is no telephone number.
bool collect_number(std::string_view text, Dialed& number) {
  const Dialing dialing = collect_dialed(text, number);
  if (dialing != Dialing::kOther) return dialing == Dialing::kWhole;
  const std::string_view main = without_extension(text);
  if (main.size() == text.size() || !is_extension(text.substr(main.size()))) return false;
  number = {};
  return collect_dialed(main, number) == Dialing::kWhole;
}

// What programs write of 32 bits far more often than anybody calls Dallas. Sorted.
constexpr std::array<std::string_view, 4> kLimits = {"2147483647", "2147483648", "4294967295",
                                                     "4294967296"};

constexpr bool is_n11(std::string_view three) {
  return three[1] == '1' && three[2] == '1';
}

constexpr std::array<std::string_view, 7> kTollFree = {"800", "833", "844", "855",
                                                       "866", "877", "888"};

// NPA-NXX-XXXX: both codes start 2-9, neither is N11, and the second digit of an area code is not 9
// (kept for expansion). 555-0100 to 555-0199 are kept for fiction, and area 555 is not in use.
Verdict judge_nanp(std::string_view ten) {
  const std::string_view area = ten.substr(0, 3);
  const std::string_view exchange = ten.substr(3, 3);
  if (area[0] < '2' || area[1] == '9' || is_n11(area)) return invalid();
  if (exchange[0] < '2' || is_n11(exchange)) return invalid();
  const bool fictional_line = exchange == "555" && ten.substr(6, 2) == "01";
  if (fictional_line || area == "555") return placeholder(kFictional);
  if (is_repeated(ten) || is_sequence(ten)) return placeholder("placeholder:digit_sequence");
  if (area[0] == '8' && contains_sorted(kTollFree, area))
    return valid("toll_free", kTollFreeWeight);
  return valid("nanp_valid");
}

// Ten digits, or eleven that start with 1.
Verdict judge_national(std::string_view digits) {
  if (contains_sorted(kLimits, digits)) return invalid();
  if (digits.size() == 11 && digits[0] == '1') digits.remove_prefix(1);
  return digits.size() == 10 ? judge_nanp(digits) : invalid();
}

// What Ofcom keeps for drama: 020 7946 0xxx and 07700 900xxx, behind the country code.
constexpr bool is_british_fiction(std::string_view digits) {
  return digits.starts_with("2079460") || digits.starts_with("7700900");
}

// `digits` stood behind a '+' and do not start with 1.
Verdict judge_international(std::string_view digits) {
  if (!is_international_number(digits)) return invalid();
  if (digits.starts_with("44") && is_british_fiction(digits.substr(2))) {
    return placeholder(kFictional);
  }
  // The subscriber's part: codes have at most three digits.
  const std::string_view tail = digits.substr(3);
  if (is_repeated(tail) || is_sequence(tail)) return placeholder("placeholder:digit_sequence");
  return valid("e164_valid");
}

// The digits of a national number in whatever groups, with the lengths of the first three groups.
struct National {
  std::array<char, kMostDigits> chars;
  std::size_t size = 0;
  std::array<std::size_t, 3> groups{};
  std::size_t count = 0;  ///< Of groups.
  bool spaced = true;     ///< Nothing but spaces is between them.

  std::string_view view() const { return {chars.data(), size}; }
  bool grouped(std::size_t a, std::size_t b, std::size_t c) const {
    return count == 3 && groups[0] == a && groups[1] == b && groups[2] == c;
  }
};

bool collect_national(std::string_view text, National& number) {
  bool in_group = false;
  for (const char c : text) {
    if (!is_digit(c)) {
      if (std::string_view(" -./()").find(c) == std::string_view::npos) return false;
      in_group = false;
      number.spaced = number.spaced && c == ' ';
      continue;
    }
    if (number.size == kMostDigits) return false;
    if (!in_group) ++number.count;
    in_group = true;
    if (number.count <= number.groups.size()) ++number.groups.at(number.count - 1);
    number.chars.at(number.size++) = c;
  }
  return number.size > 0;
}

constexpr std::size_t kLeastNational = 7;
constexpr std::size_t kMostNational = 12;
constexpr std::size_t kLeastUngrouped = 9;  // Shorter ones without a trunk prefix are any number.

// Numbers as they are dialled within a country: most plans put the trunk prefix 0 in front, some
// have none. Little is common to all of them but their length.
Verdict judge_dialed_at_home(const National& number) {
  const std::string_view digits = number.view();
  const bool trunk = digits[0] == '0';
  if (digits.size() < kLeastNational || digits.size() > kMostNational) return invalid();
  if (!trunk && number.count == 1 && digits.size() < kLeastUngrouped) return invalid();
  if (digits.starts_with("000") || is_repeated(digits.substr(1))) return invalid();
  // A day, a month and a year, or the other way round.
  if (number.grouped(2, 2, 4) || number.grouped(4, 2, 2)) return invalid();
  // With hyphens it is meant to be North American; with spaces Greeks and Mexicans write theirs so.
  if (!trunk && number.grouped(3, 3, 4)) {
    const Verdict verdict = judge_nanp(digits);
    const bool abroad = number.spaced && digits[0] > '1';
    if (verdict.outcome != Outcome::kInvalid || !abroad) return verdict;
  }
  if (trunk && is_british_fiction(digits.substr(1))) return placeholder(kFictional);
  if (digits.starts_with("55501") && digits.size() == kLeastNational) {
    return placeholder(kFictional);
  }
  if (is_sequence(digits)) return placeholder("placeholder:digit_sequence");
  return valid("national_number");
}

// "+4612-05957", "+394606-0860929": degrees, as ISO 6709 has them.
bool is_place(std::string_view text) {
  if (!text.starts_with('+')) return false;
  const std::size_t parted = text.find_first_not_of("0123456789", 1);
  return parted != text.npos && (text[parted] == '-' || text[parted] == '+') &&
         all_digits(text.substr(parted + 1));
}

// "20240131", "31.01.2024", "2024-01-31", "2019-2020".
bool is_date_or_years(std::string_view text) {
  National number;
  if (!collect_national(text, number) || number.size != 8) return false;
  if (number.grouped(2, 2, 4) || number.grouped(4, 2, 2)) return true;
  const std::string_view digits = number.view();
  const auto begins_year = [](std::string_view four) {
    return four.starts_with("19") || four.starts_with("20");
  };
  const char* const first = digits.data();
  const bool dated = is_date(value_of<4>(first), value_of<2>(first + 4), value_of<2>(first + 6));
  return begins_year(digits) && (dated || begins_year(digits.substr(4)));
}

}  // namespace

// A number in the spelling of some country: one that `phone` knows, or one of another plan without
// its country code.
Verdict phone_national(std::string_view text) noexcept {
  text = trim(text);
  if (contains_sorted(kLimits, text)) return invalid();
  const Verdict known = phone(text);
  if (known.outcome != Outcome::kInvalid || text.starts_with('+')) return known;
  National number;
  if (!collect_national(text, number)) return invalid();
  const std::string_view digits = number.view();
  if (!digits.starts_with("00")) return judge_dialed_at_home(number);
  // The prefix for calls abroad in place of '+'.
  const std::string_view abroad = digits.substr(2);
  if (abroad.starts_with('1')) return judge_national(abroad);
  return abroad.size() < kLeastNational ? invalid() : judge_international(abroad);
}

// What its field or its sentence calls a telephone number: people mistype theirs, switchboards have
// numbers of their own, and programs make them up. So it may be one that cannot be dialled.
Verdict phone_told(std::string_view text) noexcept {
  text = trim(text);
  if (is_date_or_years(text)) return invalid();
  const Verdict known = phone_national(text);
  if (known.outcome != Outcome::kInvalid || contains_sorted(kLimits, text)) return known;
  if (is_place(text)) return invalid();
  Dialed number;
  if (!collect_number(text, number)) return invalid();
  const std::string_view digits = number.view();
  if (digits.size() < kLeastNational || digits.starts_with("000")) return invalid();
  if (digits.size() == 10 && digits.starts_with("555")) return placeholder(kFictional);
  if (is_repeated(digits.substr(1)) || is_sequence(digits)) return invalid();
  return valid("number_of_no_plan", kNoPlanWeight);
}

// Ten digits, or eleven that start with 1, are North American; a '+' starts an international one.
Verdict phone(std::string_view text) noexcept {
  if (std::array<char, 10> digits; take_groups<3, 3, 4>(text, digits)) {
    return judge_nanp({digits.data(), digits.size()});
  }
  if (all_digits(text)) return judge_national(text);
  if (starts_with_caseless(text, "tel:")) text.remove_prefix(4);
  Dialed number;
  if (!collect_number(text, number)) return invalid();
  const std::string_view digits = number.view();
  if (!number.international) return judge_national(digits);
  if (!digits.starts_with('1')) return judge_international(digits);
  return digits.size() == 11 ? judge_national(digits) : invalid();
}

}  // namespace leaksift::validate::rules
