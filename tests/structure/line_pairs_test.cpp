#include "structure/line_pairs.h"

#include <gtest/gtest.h>

#include <string>

namespace leaksift::structure {
namespace {

/// "KEY=VALUE" of the pair whose '=' is the first of the line; empty if there is none.
std::string pair_in(const std::string& line, std::size_t least = 0) {
  LinePair pair;
  if (!pair_at(line, line.find('='), least, pair)) return {};
  return line.substr(pair.key_begin, pair.key_end - pair.key_begin) + "=" +
         line.substr(pair.begin, pair.end - pair.begin);
}

// Keys and values are read 16 bytes at a time.
TEST(PairAt, FindsKeysAndValuesOfAnyLengthAnywhereInALine) {
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t length = 1; length <= 40; ++length) {
      for (const char* const behind : {"", " ", "\"", " and what stands behind it"}) {
        const std::string key(length, 'k');
        const std::string value(41 - length, 'v');
        const std::string line = std::string(before, ' ') + key + "=" + value + behind;
        EXPECT_EQ(pair_in(line), key + "=" + value) << line;
        const std::string odd = key + "=" + value + "%" + value;
        EXPECT_EQ(pair_in(std::string(before, ' ') + odd + behind), odd);
      }
    }
  }
}

TEST(PairAt, TakesNoKeyThatIsTooLongOrHasBeenRead) {
  EXPECT_EQ(pair_in(std::string(kMaxPairKey, 'k') + "=v"), std::string(kMaxPairKey, 'k') + "=v");
  EXPECT_EQ(pair_in(std::string(kMaxPairKey + 1, 'k') + "=v"), "");
  EXPECT_EQ(pair_in("this was read, key=v", 15), "key=v");
  EXPECT_EQ(pair_in("this was read, key=v", 16), "");
  EXPECT_EQ(pair_in("this was read, and=v", 18), "");
}

}  // namespace
}  // namespace leaksift::structure
