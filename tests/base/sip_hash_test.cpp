#include "base/sip_hash.h"

#include "base/counting_key.h"

#include <gtest/gtest.h>

#include <string>

namespace leaksift::base {
namespace {

TEST(SipHash, is_libsodiums) {
  std::string message;
  for (int length = 0; length < 70; ++length) {
    const Digest128 expected = siphash128(message, counting_key());
    for (std::size_t beginning = 0; beginning <= message.size(); ++beginning) {
      const SipHash hash(counting_key(), std::string_view(message).substr(0, beginning));
      ASSERT_EQ(hash(std::string_view(message).substr(beginning)), expected)
          << length << " of which known " << beginning;
    }
    message += static_cast<char>(length * 7 + 200);
  }
}

}  // namespace
}  // namespace leaksift::base
