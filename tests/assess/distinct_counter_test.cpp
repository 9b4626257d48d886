#include "assess/distinct_counter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace leaksift::assess {
namespace {

/// The finaliser of SplitMix64: a bijection that mixes well, so that n inputs are n identities.
std::uint64_t identity_of(std::uint64_t n) {
  n += 0x9e3779b97f4a7c15;
  n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
  n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
  return n ^ (n >> 31);
}

TEST(DistinctCounter, CountsNothingAndRepeats) {
  DistinctCounter counter;
  EXPECT_EQ(counter.count(), 0U);
  EXPECT_TRUE(counter.exact());
  for (int i = 0; i < 1000; ++i) counter.add(identity_of(5));
  EXPECT_EQ(counter.count(), 1U);
}

TEST(DistinctCounter, CountsTheIdentityZero) {
  DistinctCounter counter;
  counter.add(0);
  counter.add(0);
  counter.add(1);
  EXPECT_EQ(counter.count(), 2U);
}

TEST(DistinctCounter, KeepsCollidingIdentitiesApart) {
  DistinctCounter counter;
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    counter.add(i << 40);
    counter.add(i << 40);
  }
  EXPECT_EQ(counter.count(), 1000U);
}

TEST(DistinctCounter, IsExactUpToItsBoundAndThenAnEstimate) {
  DistinctCounter counter;
  for (std::uint64_t i = 0; i < DistinctCounter::kMostExact; ++i) counter.add(identity_of(i));
  EXPECT_TRUE(counter.exact());
  EXPECT_EQ(counter.count(), DistinctCounter::kMostExact);
  counter.add(identity_of(DistinctCounter::kMostExact));
  EXPECT_FALSE(counter.exact());
  const double error = std::abs(static_cast<double>(counter.count()) /
                                    static_cast<double>(DistinctCounter::kMostExact + 1) -
                                1.0);
  EXPECT_LT(error, 0.015);
}

TEST(DistinctCounter, EstimatesWithinItsErrorInAnyOrder) {
  for (const std::uint64_t total : {1'000'000U, 5'000'000U}) {
    DistinctCounter forwards;
    DistinctCounter backwards;
    for (std::uint64_t i = 0; i < total; ++i) {
      forwards.add(identity_of(i));
      backwards.add(identity_of(total - 1 - i));
      if (i % 10 == 0) forwards.add(identity_of(i / 2));
    }
    const double counted = static_cast<double>(forwards.count());
    EXPECT_LT(std::abs(counted / static_cast<double>(total) - 1.0), 0.015) << total;
    EXPECT_EQ(forwards.count(), backwards.count());
  }
}

TEST(DistinctCounter, CountsManyAtOnceLikeOneByOne) {
  DistinctCounter one_by_one;
  DistinctCounter at_once;
  std::uint64_t next = 0;
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 1000U, 60'000U, 90'000U, 70'000U}) {
    std::vector<std::uint64_t> identities;
    for (std::size_t i = 0; i < size; ++i) {
      identities.push_back(i % 10 == 3 ? 0 : identity_of(i % 4 == 0 ? next / 2 : next++));
    }
    for (const std::uint64_t identity : identities) one_by_one.add(identity);
    at_once.add(identities);
    ASSERT_EQ(at_once.count(), one_by_one.count()) << size;
    ASSERT_EQ(at_once.exact(), one_by_one.exact()) << size;
  }
  EXPECT_FALSE(at_once.exact());
}

}  // namespace
}  // namespace leaksift::assess
