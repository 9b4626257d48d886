#include "base/sip_hash.h"

#include <gtest/gtest.h>

#include <string>

namespace leaksift::base {
namespace {

Key128 counting_key() {
  Key128 key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  return key;
}

TEST(SipHash, with_two_and_four_rounds_it_is_libsodiums) {
  std::string message;
  for (int length = 0; length < 70; ++length) {
    const std::uint64_t expected = siphash64(message, counting_key());
    for (std::size_t beginning = 0; beginning <= message.size(); ++beginning) {
      const SipHash<2, 4> hash(counting_key(), std::string_view(message).substr(0, beginning));
      ASSERT_EQ(hash(std::string_view(message).substr(beginning)), expected)
          << length << " of which known " << beginning;
    }
    message += static_cast<char>(length * 7 + 200);
  }
}

TEST(SipHash, with_a_wide_output_it_is_libsodiums) {
  std::string message;
  for (int length = 0; length < 70; ++length) {
    const Digest128 expected = siphash128(message, counting_key());
    for (std::size_t beginning = 0; beginning <= message.size(); ++beginning) {
      const SipHash<2, 4, Digest128> hash(counting_key(),
                                          std::string_view(message).substr(0, beginning));
      ASSERT_EQ(hash(std::string_view(message).substr(beginning)), expected)
          << length << " of which known " << beginning;
    }
    message += static_cast<char>(length * 7 + 200);
  }
}

// The first of the vectors in the tests of Rust's standard library (core, hash/sip.rs).
TEST(SipHash, with_one_and_three_rounds_it_is_rusts) {
  const SipHash<1, 3> hash(counting_key());
  EXPECT_EQ(hash(""), 0xabac0158050fc4dcU);
}

}  // namespace
}  // namespace leaksift::base
