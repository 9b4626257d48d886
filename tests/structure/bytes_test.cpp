#include "structure/bytes.h"

#include <gtest/gtest.h>

#include <array>

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

}  // namespace
}  // namespace leaksift::structure
