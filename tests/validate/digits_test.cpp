#include "validate/digits.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace leaksift::validate {
namespace {

TEST(Digits, CollectsDigitsAndTheirGroups) {
  Number number;
  ASSERT_TRUE(collect_digits("12-34-5", 5, 5, number));
  EXPECT_EQ(number.view(), "12345");
  EXPECT_EQ(number.separator, '-');
  EXPECT_TRUE(number.grouped({2, 2, 1}));
  EXPECT_FALSE(number.grouped({2, 3}));
  EXPECT_FALSE(number.bare());
}

TEST(Digits, BareNumbersHaveEveryGrouping) {
  Number number;
  ASSERT_TRUE(collect_digits("12345", 5, 5, number));
  EXPECT_TRUE(number.bare());
  EXPECT_TRUE(number.grouped({1, 4}));
}

TEST(Digits, MixedSeparatorsMakeNoGrouping) {
  Number number;
  ASSERT_TRUE(collect_digits("12-34.5", 5, 5, number));
  EXPECT_TRUE(number.mixed);
  EXPECT_FALSE(number.grouped({2, 2, 1}));
}

TEST(Digits, DashesAndNoBreakSpacesCountAsTheirPlainForms) {
  struct Case {
    std::string_view text;
    char kind;
  };
  constexpr Case kCases[] = {{"1\xC2\xA0"
                              "2",
                              ' '},
                             {"1\xE2\x80\xAF"
                              "2",
                              ' '},
                             {"1\xE2\x80\x90"
                              "2",
                              '-'},
                             {"1\xE2\x80\x93"
                              "2",
                              '-'},
                             {"1\xE2\x80\x94"
                              "2",
                              '-'},
                             {"1/2", '/'}};
  for (const Case& c : kCases) {
    Number number;
    ASSERT_TRUE(collect_digits(c.text, 2, 2, number)) << c.text;
    EXPECT_EQ(number.separator, c.kind) << c.text;
  }
}

TEST(Digits, RefusesWhatIsNoNumber) {
  for (std::string_view text :
       {"", "-1234", "1234-", "12--34", "12 -34", "12a34", "12345", "123", "12\xE2\x80",
        "12\xE2\x80\x95"
        "34",
        "12\xC2"
        "34",
        "12_34"}) {
    Number number;
    EXPECT_FALSE(collect_digits(text, 4, 4, number)) << text;
  }
}

TEST(Digits, LettersBecomeCapitals) {
  Number number;
  ASSERT_TRUE(collect_alnum("ab1-z9", 5, 5, number));
  EXPECT_EQ(number.view(), "AB1Z9");
}

TEST(Digits, FillsTheWholeBuffer) {
  Number number;
  const std::string full(Number::kCapacity, '7');
  EXPECT_TRUE(collect_digits(full, 1, Number::kCapacity, number));
  Number other;
  EXPECT_FALSE(collect_digits(full + "7", 1, Number::kCapacity, other));
}

TEST(Digits, TakesThreeGroupsBetweenEqualSeparators) {
  std::array<char, 9> digits;
  for (std::string_view text : {"123-45-6789", "123 45 6789", "123/45/6789", "123.45.6789"}) {
    ASSERT_TRUE((take_groups<3, 2, 4>(text, digits))) << text;
    EXPECT_EQ(std::string_view(digits.data(), digits.size()), "123456789");
  }
  for (std::string_view text : {"", "123456789", "123-45 6789", "123-45-678", "123-45-67890",
                                "12a-45-6789", "123-4--6789", "123_45_6789", "12344546789"}) {
    EXPECT_FALSE((take_groups<3, 2, 4>(text, digits))) << text;
  }
}

TEST(Digits, ShapesTellDigitsFromLetters) {
  EXPECT_TRUE(has_shape("1A2B", "NA**"));
  EXPECT_FALSE(has_shape("1A2B", "NAA*"));
  EXPECT_FALSE(has_shape("1A2", "NA**"));
  EXPECT_FALSE(has_shape("1A2-", "NA**"));
}

TEST(Digits, SequencesRunUpOrDownAcrossZero) {
  for (std::string_view text : {"123456", "7890123", "987654", "3210987"}) {
    EXPECT_TRUE(is_sequence(text)) << text;
  }
  for (std::string_view text : {"", "1", "1234567990", "111111", "121212"}) {
    EXPECT_FALSE(is_sequence(text)) << text;
  }
}

}  // namespace
}  // namespace leaksift::validate
