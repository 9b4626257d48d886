// Holds validators of numbers, which read digits eight at a time, against rules written plainly.
#include "support/random_text.h"
#include "validate/ascii.h"
#include "validate/rules.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace leaksift::validate {
namespace {

using support::Dice;

std::string digits(std::size_t count, Dice& dice) {
  std::string text;
  while (text.size() < count) text += static_cast<char>('0' + dice.below(10));
  return text;
}

// Now and then with one character that may be something else.
std::string damaged(std::string text, Dice& dice) {
  if (dice.one_in(4))
    text[dice.below(text.size())] = dice.pick(std::string_view("0123456789-. /x"));
  return text;
}

std::string without(std::string_view text, std::string_view characters) {
  std::string rest;
  for (const char c : text) {
    if (characters.find(c) == std::string_view::npos) rest += c;
  }
  return rest;
}

bool has_digits_alone(std::string_view text) {
  return all_of(text, is_digit);
}

// Whether `text` is digits of `groups` with one kind of separator between.
template <std::size_t N>
bool has_groups(std::string_view text, const std::array<std::size_t, N>& groups) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < N; ++i) {
    if (i > 0) {
      if (at >= text.size() || text[at] != text[groups[0]]) return false;
      if (std::string_view("-. /").find(text[at]) == std::string_view::npos) return false;
      ++at;
    }
    if (at + groups[i] > text.size() || !has_digits_alone(text.substr(at, groups[i]))) return false;
    at += groups[i];
  }
  return at == text.size();
}

TEST(SocialSecurityNumbers, AreJudgedLikeTheirPartsReadOneByOne) {
  constexpr std::array<std::string_view, 6> kAreas = {"000", "666", "899", "900", "078", "734"};
  constexpr std::array<std::string_view, 5> kFamous = {"078051120", "219099999", "123456789",
                                                       "457555462", "002281852"};
  Dice dice(1);
  for (int round = 0; round < 200000; ++round) {
    std::string nine = digits(9, dice);
    if (dice.one_in(3)) nine.replace(0, 3, dice.pick(kAreas));
    if (dice.one_in(5)) nine.replace(3, 2, "00");
    if (dice.one_in(5)) nine.replace(5, 4, "0000");
    if (dice.one_in(9)) nine = std::string(9, nine[0]);
    const bool sample = dice.one_in(9);
    if (sample) nine = dice.pick(kFamous);
    std::string text = nine.substr(0, 3) + "-" + nine.substr(3, 2) + "-" + nine.substr(5);
    if (!sample)
      text = damaged(text, dice);  // Beside most samples there is one that is not listed.
    const std::string read = without(text, "-");
    Outcome expected = Outcome::kInvalid;
    if (has_groups<3>(text, {3, 2, 4}) && read.size() == 9) {
      const std::string area = read.substr(0, 3);
      const bool issued = area != "000" && area != "666" && area < "900" &&
                          read.substr(3, 2) != "00" && read.substr(5) != "0000";
      bool famous = read.find_first_not_of(read[0]) == std::string::npos;
      for (std::string_view known : kFamous) famous = famous || read == known;
      if (issued) expected = famous ? Outcome::kPlaceholder : Outcome::kValid;
    } else if (read.size() == 9 && has_digits_alone(read)) {
      continue;  // A separator that is left out, or stands elsewhere: not what is tested here.
    }
    ASSERT_EQ(rules::us_ssn(text).outcome, expected) << text;
  }
}

// Issued numbers that look like famous ones must not become samples.
TEST(SocialSecurityNumbers, AreNoSamplesNextToSamples) {
  for (std::string_view text : {"078-05-1121", "219-09-9998", "457-55-5463", "111-11-1112"}) {
    EXPECT_EQ(rules::us_ssn(text).outcome, Outcome::kValid) << text;
  }
}

bool is_date_by_hand(int year, int month, int day) {
  constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[static_cast<std::size_t>(month)] + (leap && month == 2 ? 1 : 0);
}

TEST(BirthDates, AreJudgedLikeTheirPartsReadOneByOne) {
  for (int year = 1880; year < 2050; ++year) {
    for (int month = 0; month < 20; ++month) {
      for (int day = 0; day < 40; ++day) {
        if (month == 1 && day == 1) continue;  // Defaults of some years, which are no dates.
        const auto two = [](int number) {
          return (number < 10 ? "0" : "") + std::to_string(number);
        };
        const bool valid = year >= 1906 && year <= 2026 && is_date_by_hand(year, month, day);
        const Outcome expected = year == 1899 && month == 12 && day == 30 ? Outcome::kPlaceholder
                                 : valid                                  ? Outcome::kValid
                                                                          : Outcome::kInvalid;
        const std::string bare = std::to_string(year) + two(month) + two(day);
        // Without separators the year may stand last: 19011906 is a day of 1906.
        const int last = 100 * month + day;
        const bool behind = last >= 1906 && last <= 2026 &&
                            (is_date_by_hand(last, year / 100, year % 100) ||
                             is_date_by_hand(last, year % 100, year / 100));
        ASSERT_EQ(rules::birth_date(bare).outcome, behind ? Outcome::kValid : expected) << bare;
        std::string dashed = bare;
        dashed.insert(6, "-").insert(4, "-");
        ASSERT_EQ(rules::birth_date(dashed).outcome, expected) << dashed;
      }
    }
  }
}

TEST(Accounts, AreTheSameWithAndWithoutSeparators) {
  Dice dice(2);
  for (int round = 0; round < 20000; ++round) {
    std::string text = digits(1 + dice.below(20), dice);
    if (dice.one_in(4)) text = std::string(text.size(), text[0]);
    if (dice.one_in(4)) text = std::string("34567890123456789012").substr(0, text.size());
    const Verdict bare = rules::us_bank_account(text);
    ASSERT_EQ(bare.outcome != Outcome::kInvalid, text.size() >= 4 && text.size() <= 17) << text;
    if (text.size() < 2) continue;
    std::string apart = text;
    apart.insert(1 + dice.below(text.size() - 1), "-");
    ASSERT_EQ(rules::us_bank_account(apart).reason, bare.reason) << apart;
  }
}

// Every number near the numbers that processors publish.
TEST(Cards, AreTheSameWithAndWithoutSeparators) {
  constexpr std::array<std::string_view, 6> kCards = {"4111111111111111", "5105105105105100",
                                                      "4539707869611055", "4000002500003155",
                                                      "3566002020360505", "6011000990139424"};
  for (std::string_view card : kCards) {
    for (std::size_t at = 0; at < card.size() * card.size() * 10; ++at) {
      std::string text(card);
      text[at / 10 % card.size()] = static_cast<char>('0' + at % 10);
      std::swap(text[at / 160], text[(at / 160 + 1) % text.size()]);
      std::string apart = text;
      apart.insert(12, " ").insert(8, " ").insert(4, " ");
      const Verdict bare = rules::payment_card(text);
      ASSERT_EQ(rules::payment_card(apart).reason, bare.reason) << text;
      ASSERT_EQ(bare.outcome == Outcome::kPlaceholder, bare.reason.starts_with("placeholder"));
    }
  }
}

}  // namespace
}  // namespace leaksift::validate
