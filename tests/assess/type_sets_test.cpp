#include "assess/type_sets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace leaksift::assess {
namespace {

/// Patterns a, b, c, d; a+b is graver than c+login, and that than b+c.
pattern::PatternSet four_patterns() {
  pattern::PatternSet set;
  for (const char* id : {"a", "b", "c", "d"}) set.patterns.emplace_back().id = id;
  auto combine = [&set](std::string first, std::string second) {
    pattern::Combination& combination = set.records.combinations.emplace_back();
    combination.name = first + "+" + second;
    combination.first = std::move(first);
    combination.second = std::move(second);
  };
  combine("a", "b");
  combine("c", std::string(pattern::kLoginElement));
  combine("b", "c");
  return set;
}

TEST(TypeSets, SayWhatARecordHoldsInAnyOrder) {
  const pattern::PatternSet set = four_patterns();
  const Combinations combinations(set);
  TypeSets sets(combinations, set.patterns.size());
  std::mt19937 random(3);
  for (int i = 0; i < 500; ++i) {
    std::uint32_t at = TypeSets::kEmpty;
    std::vector<std::uint32_t> types;
    bool login = false;
    for (std::size_t k = random() % 8; k > 0; --k) {
      const auto type = static_cast<std::uint32_t>(random() % 5);
      login = login || type == 4;
      at = type == 4 ? sets.with_login(at) : sets.with(at, type);
      if (type != 4) types.push_back(type);
    }
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    std::vector<core::TypeOccurrences> occurrences;
    for (const std::uint32_t type : types) occurrences.push_back({type, 1});
    std::vector<std::string_view> names;
    combinations.all(occurrences, login, names);
    ASSERT_EQ(sets[at].types, types);
    ASSERT_EQ(sets[at].login, login);
    ASSERT_EQ(sets[at].gravest, combinations.gravest(occurrences, login));
    ASSERT_EQ(sets[at].combinations, names);
    if (i == 400) sets.clear();
  }
  EXPECT_LE(sets.size(), 32U);
  const std::uint32_t first = sets.with(sets.with(TypeSets::kEmpty, 1), 0);
  EXPECT_EQ(sets.with(sets.with(TypeSets::kEmpty, 0), 1), first);
  EXPECT_EQ(sets[first].combinations, std::vector<std::string_view>{"a+b"});
}

}  // namespace
}  // namespace leaksift::assess
