#include "validate/eight.h"

#include "validate/checksum.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace leaksift::validate {
namespace {

TEST(Eight, TellsDigitsFromEveryOtherByteAtEveryPlace) {
  for (std::size_t size = 1; size <= 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, '9');
        text[at] = static_cast<char>(byte);
        ASSERT_EQ(all_digits(text), is_digit(text[at])) << size << ' ' << at << ' ' << byte;
      }
    }
  }
  EXPECT_TRUE(all_digits(""));
}

// All bytes at all places of a word, behind what is in the set and before what is not.
TEST(Eight, TellsHowManyDigitsOrLettersBeginAWord) {
  for (std::size_t at = 0; at < 8; ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      const auto c = static_cast<char>(byte);
      for (const char behind : {'\0', '7', 'q', 'Q', '-', '\xff'}) {
        std::string text(8, behind);
        text.replace(0, at, std::string(at, '9'));
        text[at] = c;
        const std::size_t of_digit = at < 7 && is_digit(behind) ? 8 : at + 1;
        ASSERT_EQ(leading_digits(load_eight(text.data())), is_digit(c) ? of_digit : at) << text;
        text.replace(0, at, std::string(at, 'z'));
        const std::size_t of_letter = at < 7 && is_letter(behind) ? 8 : at + 1;
        ASSERT_EQ(leading_letters(load_eight(text.data())), is_letter(c) ? of_letter : at) << text;
      }
    }
  }
}

TEST(Eight, MissesNoCapital) {
  EXPECT_TRUE(lacks_upper(""));
  for (std::size_t size = 1; size <= 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'z');
        text[at] = static_cast<char>(byte);
        const bool upper = is_upper(static_cast<char>(byte & 0x7f));
        ASSERT_EQ(lacks_upper(text), !upper) << size << ' ' << at << ' ' << byte;
      }
    }
  }
}

TEST(Eight, LoadsWhatIsLeftOfAText) {
  const std::string text = "abcdefghij";
  EXPECT_EQ(load_eight_at_most(text, 2), load_eight("cdefghij"));
  EXPECT_EQ(load_eight_at_most(text, 7), load_eight("hij\0\0\0\0\0"));
  EXPECT_EQ(load_eight_at_most("abc", 1), load_eight("bc\0\0\0\0\0\0"));
  EXPECT_EQ(load_eight_at_most("abc", 3), 0U);
}

TEST(Eight, ReadsNumbersOfAnyLength) {
  EXPECT_EQ(to_number(""), 0U);
  EXPECT_EQ(to_number("7"), 7U);
  EXPECT_EQ(to_number("12345678"), 12345678U);
  EXPECT_EQ(to_number("00000000"), 0U);
  EXPECT_EQ(to_number("123456789"), 123456789U);
  EXPECT_EQ(to_number("4111111111111111"), 4111111111111111U);
  EXPECT_EQ(to_number("9999999999999999999"), 9999999999999999999U);
}

// The sum as ISO/IEC 7812-1 describes it, digit by digit.
bool luhn_by_hand(const std::string& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    const int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += i % 2 == 1 ? doubled : digit;
  }
  return sum % 10 == 0;
}

TEST(Eight, LuhnIsTheSameAsDigitByDigit) {
  std::string digits;
  unsigned state = 1;
  for (int round = 0; round < 2000; ++round) {
    digits.resize(1 + static_cast<std::size_t>(round % 19));
    for (char& c : digits) {
      state = state * 1664525 + 1013904223;
      c = static_cast<char>('0' + (state >> 16) % 10);
    }
    ASSERT_EQ(luhn(digits), luhn_by_hand(digits)) << digits;
  }
}

}  // namespace
}  // namespace leaksift::validate
