#include "validate/calendar.h"

#include <gtest/gtest.h>

namespace leaksift::validate {
namespace {

TEST(Calendar, FollowsTheGregorianLeapRule) {
  EXPECT_TRUE(is_date(2000, 2, 29));
  EXPECT_TRUE(is_date(1996, 2, 29));
  EXPECT_FALSE(is_date(1900, 2, 29));
  EXPECT_FALSE(is_date(1999, 2, 29));
}

TEST(Calendar, RefusesDaysAndMonthsThatDoNotExist) {
  EXPECT_TRUE(is_date(1985, 12, 31));
  EXPECT_FALSE(is_date(1985, 4, 31));
  EXPECT_FALSE(is_date(1985, 0, 1));
  EXPECT_FALSE(is_date(1985, 13, 1));
  EXPECT_FALSE(is_date(1985, 1, 0));
  EXPECT_FALSE(is_date(1985, -1, -1));
}

TEST(Calendar, ADayCountsInEitherCentury) {
  EXPECT_TRUE(is_date_in_some_century(0, 2, 29));
  EXPECT_FALSE(is_date_in_some_century(1, 2, 29));
}

TEST(Calendar, BirthYearsAreThoseOfLivingPeople) {
  EXPECT_TRUE(is_birth_year(kLatestBirthYear));
  EXPECT_FALSE(is_birth_year(kLatestBirthYear + 1));
  EXPECT_TRUE(is_birth_year(kLatestBirthYear - kOldestAge));
  EXPECT_FALSE(is_birth_year(kLatestBirthYear - kOldestAge - 1));
}

}  // namespace
}  // namespace leaksift::validate
