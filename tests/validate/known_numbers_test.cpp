#include "validate/known_numbers.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace leaksift::validate {
namespace {

constexpr std::array<std::uint64_t, 5> kNumbers = {4242424242424242, 7, 123456789, 0, 8};
constexpr KnownNumbers kKnown(kNumbers);

TEST(KnownNumbers, HoldThoseOfTheirListAndNoOthers) {
  for (const std::uint64_t number : kNumbers) EXPECT_TRUE(kKnown.hold(number)) << number;
  for (std::uint64_t number = 9; number < 100000; ++number) ASSERT_FALSE(kKnown.hold(number));
  for (const std::uint64_t number : std::array<std::uint64_t, 3>{4242424242424243, 123456788, 6}) {
    EXPECT_FALSE(kKnown.hold(number)) << number;
  }
}

}  // namespace
}  // namespace leaksift::validate
