#include "classify/normalize.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::classify {
namespace {

using pattern::Normalize;

TEST(Normalize, LeavesWhatMakesValuesEqual) {
  struct Case {
    Normalize form;
    std::string value;
    std::string normal;
  };
  const std::vector<Case> table = {
      {Normalize::kDigits, "536-90-4399", "536904399"},
      {Normalize::kDigits,
       "536\xc2\xa0"
       "90 4399",
       "536904399"},
      {Normalize::kDigits, "none", "none"},
      {Normalize::kDigits, "4111 1111-1111.1111", "4111111111111111"},
      {Normalize::kDigits, "--12345678--9", "123456789"},
      {Normalize::kDigits, "1-2", "12"},
      {Normalize::kAlnum, "gb82 west-1234", "GB82WEST1234"},
      {Normalize::kAlnum, "--", "--"},
      {Normalize::kLower, "Ada@HARBORLINE.com", "ada@harborline.com"},
      {Normalize::kWords, "  Ada   Lovelace ", "ada lovelace"},
      {Normalize::kWords, "Lovelace,\n\tAda", "lovelace ada"},
      {Normalize::kWords, "Ada\xc2\xa0Lovelace", "ada lovelace"},
      {Normalize::kWords, "ZOË O'Brien", "zoË o brien"},
      {Normalize::kWords, "Ana\xc2\xb4na \xc2\xaa\xc2", "ana\xc2\xb4na \xc2\xaa\xc2"},
      {Normalize::kWords, "...", "..."},
      {Normalize::kWords, "12B Old Wolverhampton Rd., Apt 4", "12b old wolverhampton rd apt 4"},
      {Normalize::kLower, "Ada.LOVELACE@x.c", "ada.lovelace@x.c"},
      {Normalize::kLower, "Ada.LOVELACE-B@x.Co", "ada.lovelace-b@x.co"},
      {Normalize::kLower, "Ada.LOVELACE-BYRON@HarborLine.COM", "ada.lovelace-byron@harborline.com"},
      {Normalize::kNone, "As It-Is", "As It-Is"},
      {Normalize::kNone, "", ""},
  };
  for (const Case& c : table) {
    // Values where they end with their bytes, so that a sanitizer sees a step beyond.
    const std::vector<char> value(c.value.begin(), c.value.end());
    EXPECT_EQ(Normalizer()({value.data(), value.size()}, c.form), c.normal) << c.value;
  }
}

}  // namespace
}  // namespace leaksift::classify
