#include "classify/mask.h"

#include "base/utf8.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace leaksift::classify {
namespace {

using pattern::Mask;
using pattern::MaskStyle;

std::string masked(std::string_view value, const Mask& mask) {
  std::string out = "before|";
  append_masked(out, value, mask);
  EXPECT_EQ(out.substr(0, 7), "before|");
  return out.substr(7);
}

struct MaskCase {
  Mask mask;
  std::string value;
  std::string shown;
};

TEST(Mask, ShowsEachStyleAsItShould) {
  const Mask ssn{MaskStyle::kEdges, 0, 4};
  const Mask card{MaskStyle::kEdges, 6, 4};
  const Mask email{MaskStyle::kEmail};
  const Mask words{MaskStyle::kWords};
  const Mask hidden{MaskStyle::kHidden};
  const std::vector<MaskCase> table = {
      {ssn, "536-90-6789", "***-**-6789"},
      {ssn, "536906789", "*****6789"},
      {ssn, "(212) 555-0147", "(***) ***-0147"},
      {ssn, "+1 212.555/0147:x", "+* ***.***/*147:x"},
      {ssn, "12345678", "****5678"},
      {ssn, "1234567", "*******"},
      {ssn, "1234", "****"},
      {ssn, "12-34", "**-**"},
      {ssn, "", ""},
      {ssn,
       "53\xc2\xa0"
       "6906789",
       "***"
       "***6789"},
      {ssn, "12345\xff_6789",
       "*****"
       "**"
       "6789"},
      {card, "4111111111111111", "411111******1111"},
      {card, "4111 1111 1111 1111", "4111 11** **** 1111"},
      {card, "378282246310005", "378282*****0005"},
      {card, "30569309025904", "**************"},
      {card, "4222222222222", "*************"},
      {email, "ada@harborline.com", "a***@harborline.com"},
      {email, "\"a@b\"@harborline.com", "\"***@harborline.com"},
      {email, "ñandu@harborline.com", "ñ***@harborline.com"},
      {email, "\xff@harborline.com", "****@harborline.com"},
      {email, "a@\xff.com", "a***@*.com"},
      {email, "@harborline.com", "********"},
      {email, "no address", "********"},
      {words, "Ada Lovelace", "A** L**"},
      {words, "  Zoë  Ångström-Ørsted", "  Z**  Å**-Ø**"},
      {words, "東京 O'Brien", "東** O**"},
      {words, "12 Elm St., 90210", "1** E** S**., 9**"},
      {words, "Ada\xc2\xa0Lovelace", "A**\xc2\xa0L**"},
      {words, "\xff\xfe x", "*** x**"},
      {hidden, "", "********"},
      {hidden, "correct horse battery staple", "********"},
  };
  for (const MaskCase& c : table) EXPECT_EQ(masked(c.value, c.mask), c.shown) << c.value;
}

// Whatever a pattern file asks for, a mask hides at least half of a short value and a third of a
// long one.
TEST(Mask, EdgesNeverShowTooMuch) {
  for (std::uint32_t first = 0; first < 20; ++first) {
    for (std::uint32_t last = 0; last < 20; ++last) {
      for (std::size_t length = 0; length < 30; ++length) {
        const auto shown = masked(std::string(length, '7'), {MaskStyle::kEdges, first, last});
        ASSERT_EQ(shown.size(), length);
        const auto readable = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), '7'));
        EXPECT_LE(readable, length < 15 ? length / 2 : 2 * length / 3);
        EXPECT_TRUE(readable == 0 || readable == first + last);
      }
    }
  }
}

TEST(Mask, IsAlwaysUtf8) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const std::string value = {static_cast<char>(a), static_cast<char>(b), '@', 'b', 'c'};
      for (const MaskStyle style : {MaskStyle::kEdges, MaskStyle::kEmail, MaskStyle::kWords}) {
        const std::string shown = masked(value, {style, 1, 1});
        for (std::size_t i = 0; i < shown.size();) {
          const std::size_t length = base::decode_utf8(shown, i).length;
          ASSERT_NE(length, 0U) << a << ' ' << b;
          i += length;
        }
      }
    }
  }
}

}  // namespace
}  // namespace leaksift::classify
