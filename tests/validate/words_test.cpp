#include "validate/words.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace leaksift::validate {
namespace {

constexpr std::array<std::string_view, 5> kWords = {"x", "admin", "#", "na\xC3\xAFve", "no-reply"};
constexpr WordFilter kFilter(kWords);

TEST(WordFilter, LetsEveryWordOfItsListThroughInAnyCase) {
  for (std::string_view word : kWords) EXPECT_TRUE(kFilter.may_hold(word)) << word;
  EXPECT_TRUE(is_one_of_caseless("ADMIN", kWords, kFilter));
  EXPECT_TRUE(is_one_of_caseless("No-Reply", kWords, kFilter));
}

TEST(WordFilter, StopsMostOthers) {
  for (std::string_view word : {"admiral", "bdmin", "admio", "y", "noreply"}) {
    EXPECT_FALSE(kFilter.may_hold(word)) << word;
  }
  EXPECT_FALSE(is_one_of_caseless("", kWords, kFilter));
  EXPECT_FALSE(is_one_of_caseless("abmin", kWords, kFilter));
}

TEST(CharacterSet, HoldsAllOnlyIfEachCharacterIsIn) {
  constexpr CharacterSet kDigits(is_digit);
  EXPECT_TRUE(kDigits.holds_all(""));
  EXPECT_TRUE(kDigits.holds_all("0123456789"));
  for (std::string_view text : {"a", "123a", "12345a", "a2345678", "1234567a9", "\xFF"}) {
    EXPECT_FALSE(kDigits.holds_all(text)) << text;
  }
}

}  // namespace
}  // namespace leaksift::validate
