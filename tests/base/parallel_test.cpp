#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace leaksift::base {
namespace {

TEST(Parallel, CallsEachNumberOnce) {
  for (const unsigned threads : {0U, 1U, 2U, 7U}) {
    for (const std::size_t count : {0U, 1U, 3U, 1000U}) {
      std::vector<std::atomic<int>> calls(count);
      for_each_number(count, threads, [&](std::size_t i) { ++calls[i]; });
      for (const auto& called : calls) EXPECT_EQ(called, 1) << threads << " threads";
    }
  }
}

TEST(Parallel, KnowsOfACoreAtLeast) {
  EXPECT_GE(available_cores(), 1U);
}

}  // namespace
}  // namespace leaksift::base
