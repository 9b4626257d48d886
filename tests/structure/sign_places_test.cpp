#include "structure/sign_places.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(FindPlaces, GivesThoseOfASlowSearch) {
  constexpr std::array kSigns = {'\n', '=', '\0', '\xFF'};
  support::Dice dice(7);
  for (int round = 0; round < 200; ++round) {
    std::string text(dice.one_in(10) ? dice.below(20'000) : dice.below(300), ' ');
    const std::size_t rarity = 1 + dice.below(40);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      text[i] = dice.one_in(rarity) ? kSigns.at(dice.below(4)) : 'x';
      if (text[i] != 'x') expected.push_back(i);
    }
    std::vector<std::uint32_t> places = {1, 2, 3};
    find_places(text, kSigns, places);
    EXPECT_EQ(places, expected);
  }
}

TEST(LineSigns, AreFoundFromAnyOffsetUpToTheEndOfTheLine) {
  const std::vector<std::uint32_t> places = {103, 105, 109};
  LineSigns signs(places.data(), 100);
  EXPECT_EQ(signs.next(0), 3U);
  EXPECT_EQ(signs.next(3), 3U);
  EXPECT_EQ(signs.next(4), 5U);
  EXPECT_EQ(signs.next(6), 9U);
  EXPECT_EQ(signs.next(9), 9U);
}

}  // namespace
}  // namespace leaksift::structure
