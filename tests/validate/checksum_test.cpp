#include "validate/checksum.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace leaksift::validate {
namespace {

bool passes_luhn(std::string_view digits) {
  return luhn(digits);
}

TEST(Checksum, AcceptsPublishedNumbers) {
  EXPECT_TRUE(luhn("79927398713"));
  EXPECT_TRUE(luhn("808401234567893"));
  EXPECT_TRUE(luhn("1234567893", 24));
  EXPECT_TRUE(verhoeff("2363"));
  EXPECT_TRUE(mod11_10("36574261809"));
  EXPECT_TRUE(iban_mod97("GB82WEST12345698765432"));
}

TEST(Checksum, RefusesEmptyAndShortTexts) {
  EXPECT_FALSE(luhn(""));
  EXPECT_FALSE(verhoeff(""));
  EXPECT_FALSE(mod11_10(""));
  EXPECT_FALSE(iban_mod97("GB82"));
}

struct Algorithm {
  std::string_view name;
  bool (*passes)(std::string_view digits);
};

constexpr Algorithm kAlgorithms[] = {
    {"luhn", passes_luhn}, {"verhoeff", verhoeff}, {"mod11_10", mod11_10}};

TEST(Checksum, ExactlyOneCheckDigitFitsAnyNumber) {
  std::mt19937 random(1);
  for (const Algorithm& algorithm : kAlgorithms) {
    for (int round = 0; round < 500; ++round) {
      std::string number(1 + random() % 20, '0');
      for (char& c : number) c = static_cast<char>('0' + random() % 10);
      int fitting = 0;
      for (char digit = '0'; digit <= '9'; ++digit) {
        fitting += algorithm.passes(number + digit) ? 1 : 0;
      }
      EXPECT_EQ(fitting, 1) << algorithm.name << " " << number;
    }
  }
}

TEST(Checksum, AnySingleWrongDigitFails) {
  std::mt19937 random(2);
  for (const Algorithm& algorithm : kAlgorithms) {
    for (int round = 0; round < 200; ++round) {
      std::string number(12, '0');
      do {
        for (char& c : number) c = static_cast<char>('0' + random() % 10);
      } while (!algorithm.passes(number));
      const std::size_t at = random() % number.size();
      number[at] = static_cast<char>('0' + (number[at] - '0' + 1 + random() % 9) % 10);
      EXPECT_FALSE(algorithm.passes(number)) << algorithm.name << " " << number;
    }
  }
}

TEST(Checksum, VerhoeffFindsSwappedNeighbours) {
  const std::string number = "234123412346";
  ASSERT_TRUE(verhoeff(number));
  for (std::size_t at = 0; at + 1 < number.size(); ++at) {
    std::string swapped = number;
    std::swap(swapped[at], swapped[at + 1]);
    EXPECT_FALSE(verhoeff(swapped)) << swapped;
  }
}

TEST(Checksum, WeightsMayCoverAPartOfTheDigits) {
  EXPECT_EQ(weighted_sum("1234", std::array{3, 7, 1}), 3 + 14 + 3);
  EXPECT_EQ(weighted_sum("", std::array<int, 0>{}), 0);
}

TEST(Checksum, DecimalModTakesNumbersBeyondSixtyFourBits) {
  EXPECT_EQ(decimal_mod("12345678901234567890123456789", 97), 44);
  EXPECT_EQ(decimal_mod("96", 97), 96);
}

}  // namespace
}  // namespace leaksift::validate
