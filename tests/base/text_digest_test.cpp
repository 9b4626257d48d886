#include "base/text_digest.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace leaksift::base {
namespace {

std::string digest_of(const std::vector<std::string_view>& texts) {
  TextDigest digest(16);
  for (const std::string_view text : texts) digest.feed(text);
  return digest.hex();
}

// By Python: hashlib.blake2b(b"\x02" + bytes(7) + b"ab" + b"\x01" + bytes(7) + b"c",
// digest_size=16)
TEST(TextDigest, IsBlake2bOfTextsBehindTheirLengths) {
  EXPECT_EQ(digest_of({"ab", "c"}), "4826ed043ab3cdec576d8541fa5d5a80");
}

TEST(TextDigest, KeepsTextsApart) {
  EXPECT_NE(digest_of({"ab", "c"}), digest_of({"a", "bc"}));
  EXPECT_NE(digest_of({"abc"}), digest_of({"abc", ""}));
}

TEST(TextDigest, HasTheSizeThatIsAskedFor) {
  EXPECT_EQ(TextDigest(16).hex().size(), 32U);
  EXPECT_EQ(TextDigest().hex().size(), 64U);
}

}  // namespace
}  // namespace leaksift::base
