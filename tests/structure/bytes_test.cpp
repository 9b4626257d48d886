#include "structure/bytes.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace leaksift::structure {
namespace {

/// Checks a mask of kChunk bytes for each byte at each place in it.
template <class Mask, class Is>
void expect_mask_of(Mask mask, Is is) {
  for (int value = 0; value < 256; ++value) {
    const char byte = static_cast<char>(value);
    std::array<char, kChunk> bytes;
    bytes.fill(byte);
    EXPECT_EQ(mask(bytes.data()), is(byte) ? 0xFFFFU : 0U) << value;
    bytes.fill('\n');
    for (std::size_t i = 0; i < kChunk; ++i) {
      bytes.at(i) = byte;
      EXPECT_EQ(mask(bytes.data()), is(byte) ? 1U << i : 0U) << value;
      bytes.at(i) = '\n';
    }
  }
}

TEST(Masks, TellWhatEachByteIs) {
  expect_mask_of(digit_mask, is_digit);
  expect_mask_of(plain_mask, is_plain);
  expect_mask_of(key_mask, is_key);
}

// As far as there is room behind them.
TEST(SignWalk, FindsAllSignsInTurn) {
  std::mt19937 random(3);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string text(size, 'x');
    for (char& c : text) c = "xxxxxxxx,\n"[random() % (size % 2 == 0 ? 10 : 8)];
    SignWalk signs(text.data(), text.data() + size, ',', '\n');
    std::size_t at = 0;
    while (const char* sign = signs.next()) {
      const auto found = static_cast<std::size_t>(sign - text.data());
      ASSERT_EQ(found, text.find_first_of(",\n", at));
      ASSERT_LE(found + SignWalk<>::kRoom, size);
      at = found + 1;
    }
    const std::size_t rest = text.find_first_of(",\n", at);
    ASSERT_TRUE(rest == std::string::npos || size - rest < kMaskBytes + SignWalk<>::kRoom);
  }
}

}  // namespace
}  // namespace leaksift::structure
