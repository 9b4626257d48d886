#include "validate/top_level_domains.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace leaksift::validate {
namespace {

// One entry of each part of the table: first and last of a length, the shortest and the longest.
TEST(TopLevelDomains, FindsDelegatedNames) {
  for (std::string_view name :
       {"com", "COM", "Org", "ac", "zw", "aaa", "zip", "uk", "bd", "museum", "travelersinsurance",
        "xn--p1ai", "xn--vermgensberatung-pwb", "\xD1\x80\xD1\x84"}) {
    EXPECT_TRUE(is_top_level_domain(name)) << name;
  }
}

TEST(TopLevelDomains, RefusesOtherNames) {
  for (std::string_view name : {"", "c", "png", "jpg", "service", "local", "html", "comm", "zz",
                                "example", "xn--", "json"}) {
    EXPECT_FALSE(is_top_level_domain(name)) << name;
  }
  EXPECT_FALSE(is_top_level_domain(std::string(300, 'a')));
}

}  // namespace
}  // namespace leaksift::validate
