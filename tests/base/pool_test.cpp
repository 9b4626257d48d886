#include "base/pool.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace leaksift::base {
namespace {

std::vector<const std::string*> add_numbers(Pool<std::string>& pool, int count) {
  std::vector<const std::string*> places;
  for (int i = 0; i < count; ++i) places.push_back(&pool.add(std::to_string(i)));
  return places;
}

TEST(Pool, LeavesValuesWhereTheyAre) {
  Pool<std::string> pool;
  const auto places = add_numbers(pool, 1000);
  const Pool<std::string> moved = std::move(pool);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(*places.at(i), std::to_string(i));
}

TEST(Pool, TakesACopyOfItsOwn) {
  Pool<std::string> pool;
  const std::string* last = &pool.add("once and again");
  for (int i = 0; i < 200; ++i) last = &pool.add(*last);
  EXPECT_EQ(*last, "once and again");
}

TEST(Pool, UsesItsRoomAgain) {
  Pool<std::string> pool;
  const auto before = add_numbers(pool, 200);
  pool.clear();
  EXPECT_EQ(add_numbers(pool, 200), before);
}

}  // namespace
}  // namespace leaksift::base
