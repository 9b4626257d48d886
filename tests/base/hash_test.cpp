#include "base/hash.h"

#include "base/counting_key.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace leaksift::base {
namespace {

std::string hex(const Digest128& digest) {
  std::string text(32, '?');
  EXPECT_EQ(write_hex(text.data(), digest), text.data() + 32);
  return text;
}

// The vectors of the reference implementation (github.com/veorq/SipHash, vectors.h).
TEST(Hash, AgreesWithThePublishedVectors) {
  EXPECT_EQ(siphash64("", counting_key()), 0x726fdb47dd0e0e31U);
  EXPECT_EQ(hex(siphash128("", counting_key())), "a3817f04ba25a8e66df67214c7550293");
  EXPECT_EQ(hex(siphash128(std::string(1, '\0'), counting_key())),
            "da87c1d86b99af44347659119b22fc45");
}

TEST(Hash, FramingKeepsPartsApart) {
  std::string one;
  append_framed(one, "ab");
  append_framed(one, "c");
  std::string other;
  append_framed(other, "a");
  append_framed(other, "bc");
  EXPECT_NE(one, other);
}

TEST(Hash, TakesBackWhatWasFramed) {
  std::string message;
  append_framed(message, "ab");
  append_framed(message, "");
  append_framed(message, std::string(300, 'c'));
  std::string_view rest = message;
  std::string_view text;
  EXPECT_TRUE(take_framed(rest, text));
  EXPECT_EQ(text, "ab");
  EXPECT_TRUE(take_framed(rest, text));
  EXPECT_EQ(text, "");
  EXPECT_TRUE(take_framed(rest, text));
  EXPECT_EQ(text, std::string(300, 'c'));
  EXPECT_FALSE(take_framed(rest, text)) << "no more";
  for (const std::size_t size : {7U, 8U, 9U}) {
    rest = std::string_view(message).substr(0, size);
    EXPECT_FALSE(take_framed(rest, text)) << "cut at byte " << size;
  }
  std::string huge(8, '\xff');
  rest = huge;
  EXPECT_FALSE(take_framed(rest, text)) << "longer than there is";
}

TEST(Hash, NumbersAreFramedLeastByteFirst) {
  std::string message;
  append_framed(message, std::uint64_t{0x0102030405060708});
  EXPECT_EQ(message, "\x08\x07\x06\x05\x04\x03\x02\x01");
}

}  // namespace
}  // namespace leaksift::base
