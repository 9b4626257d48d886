#include "core/offset_map.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace leaksift::core {
namespace {

/// A map made at random, and what it must say of each offset of the text.
struct Known {
  OffsetMap map;
  std::vector<std::uint64_t> begins;
  std::vector<std::uint64_t> ends = {0};

  explicit Known(support::Dice& dice) {
    std::uint64_t original = 0;
    for (std::size_t i = dice.below(60); i > 0; --i) {
      const auto width = static_cast<std::uint32_t>(1 + dice.below(4));
      const auto length = static_cast<std::uint32_t>(dice.one_in(2) ? width : 1 + dice.below(6));
      if (dice.one_in(6)) {
        const std::size_t nothing = 1 + dice.below(3);
        map.skip(nothing);
        original += nothing;
      }
      const std::size_t count = dice.below(5);
      for (std::size_t k = 0; k < count; ++k) {
        begins.insert(begins.end(), width, original);
        original += length;
        ends.insert(ends.end(), width, original);
      }
      map.append(count * width, width, length);
    }
    begins.push_back(ends.back());
    EXPECT_EQ(map.text_end() + 1, begins.size());
    EXPECT_EQ(map.original_end(), original);
  }
};

TEST(OffsetMap, SaysWhereEachCharacterStands) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    support::Dice dice(seed);
    const Known known(dice);
    for (std::uint64_t at = 0; at < known.begins.size(); ++at) {
      ASSERT_EQ(known.map.end_of(at), known.ends[at]) << seed << " " << at;
      if (at < known.map.text_end()) {
        ASSERT_EQ(known.map.begin_of(at), known.begins[at]) << seed << " " << at;
      }
    }
  }
}

TEST(OffsetMap, SaysTheSameOfAPartOfTheTextAndWhenTheRestIsForgotten) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    support::Dice dice(seed);
    Known known(dice);
    const std::uint64_t size = known.map.text_end();
    if (size == 0) continue;
    const std::uint64_t begin = dice.below(size);
    const std::uint64_t end = begin + dice.below(size - begin + 1);
    OffsetMap part;
    known.map.copy_to(part, {begin, end});
    known.map.forget_before(begin);
    for (std::uint64_t at = begin; at <= end; ++at) {
      ASSERT_EQ(part.end_of(at), known.ends[at]) << seed << " " << at;
      ASSERT_EQ(known.map.end_of(at), known.ends[at]) << seed << " " << at;
      if (at == size) continue;
      ASSERT_EQ(part.begin_of(at), known.begins[at]) << seed << " " << at;
      ASSERT_EQ(known.map.begin_of(at), known.begins[at]) << seed << " " << at;
    }
  }
}

TEST(OffsetMap, IsEmptyWhileAllStandsForItself) {
  OffsetMap map;
  map.append(1000, 1, 1);
  map.append(24, 1, 1);
  EXPECT_TRUE(map.empty());
  EXPECT_EQ(map.begin_of(1000), 1000U);
  EXPECT_EQ(map.text_end(), 1024U);
  map.append(2, 2, 1);
  EXPECT_FALSE(map.empty());
  EXPECT_EQ(map.original_end(), 1025U);
}

}  // namespace
}  // namespace leaksift::core
