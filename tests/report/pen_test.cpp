#include "report/pen.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>

namespace leaksift::report {
namespace {

std::string written(std::uint64_t number) {
  std::array<char, kNumberBound> room;
  const char* const end = write_number(room.data(), number);
  return {room.data(), static_cast<std::size_t>(end - room.data())};
}

TEST(Pen, WritesNumbersOfAllLengths) {
  std::mt19937_64 random(1);
  for (std::uint64_t number = 0; number < 200'000; ++number) {
    ASSERT_EQ(written(number), std::to_string(number));
  }
  std::uint64_t power = 1;
  for (int digits = 1; digits <= 20; ++digits) {
    for (const std::uint64_t number : {power - 1, power, power + 1}) {
      EXPECT_EQ(written(number), std::to_string(number));
    }
    for (int i = 0; i < 2000; ++i) {
      const std::uint64_t number = power + random() % (9 * power);
      ASSERT_EQ(written(number), std::to_string(number));
    }
    if (digits < 19) power *= 10;
  }
  EXPECT_EQ(written(UINT64_MAX), "18446744073709551615");
}

TEST(Pen, WritesTextsNumbersAndDigests) {
  std::array<char, 256> room;
  Pen pen(room.data());
  base::Digest128 digest{};
  digest[0] = 0xab;
  pen << "a" << std::uint64_t{12} << "b" << digest;
  pen.raw("[]").json("x\"");
  EXPECT_EQ(std::string(room.data(), pen.end()), "a12bab000000000000000000000000000000[]\"x\\\"\"");
}

}  // namespace
}  // namespace leaksift::report
