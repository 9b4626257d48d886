#include "base/quick_hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace leaksift::base {
namespace {

// Estimates of how many values are distinct depend on these numbers: they must be the same on every
// machine.
TEST(QuickHash, IsXxh3) {
  EXPECT_EQ(XXH3_64bits("", 0), 0x2D06800538D394C2U);  // xxHash's own sanity check.
  const QuickHash hash("us_ssn");
  EXPECT_EQ(hash("900000001"), XXH3_64bits_withSeed("900000001", 9, XXH3_64bits("us_ssn", 6)));
}

TEST(QuickHash, TellsValuesAndKindsApart) {
  std::set<std::uint64_t> hashes;
  std::string value;
  for (int length = 0; length < 600; ++length) {
    hashes.insert(QuickHash("email_address")(value));
    hashes.insert(QuickHash("person_name")(value));
    value += static_cast<char>('a' + length % 26);
  }
  EXPECT_EQ(hashes.size(), 1200U);
}

}  // namespace
}  // namespace leaksift::base
