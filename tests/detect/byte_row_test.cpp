#include "detect/byte_row.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

ByteSet bytes_of(std::string_view bytes) {
  ByteSet set;
  for (const char c : bytes) set.set(static_cast<unsigned char>(c));
  return set;
}

std::vector<std::uint32_t> ends_in(const ByteRow& row, std::string_view text) {
  std::vector<std::uint32_t> ends;
  find_rows(row, text, ends);
  return ends;
}

const ByteRow kPostcode = {bytes_of("\n"), bytes_of("0123456789"), bytes_of("0123456789"),
                           bytes_of(" ")};

TEST(ByteRow, IsFoundWhereEachByteFits) {
  EXPECT_EQ(ends_in(kPostcode, "\n12 \n\n34 x\n5 \n678 12 \n99"),
            (std::vector<std::uint32_t>{4, 9}));
  EXPECT_EQ(ends_in(kPostcode, ""), std::vector<std::uint32_t>{});
}

/// Where the first byte may stand farther on in the row, too, none in a run of them is passed over.
TEST(ByteRow, MayBeginWithWhatItGoesOnWith) {
  const ByteRow row = {bytes_of("*"), bytes_of("*a"), bytes_of("a")};
  EXPECT_EQ(ends_in(row, "**a*aa"), (std::vector<std::uint32_t>{3, 6}));
}

TEST(ByteRow, IsFoundAsByALoop) {
  support::Dice dice(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "\n\n123 a"[dice.below(7)];
    std::vector<std::uint32_t> expected;
    for (std::size_t at = 0; at + kPostcode.size() <= text.size(); ++at) {
      bool fits = true;
      for (std::size_t i = 0; i < kPostcode.size(); ++i) {
        fits = fits && kPostcode[i][static_cast<unsigned char>(text[at + i])];
      }
      if (fits) expected.push_back(static_cast<std::uint32_t>(at + kPostcode.size()));
    }
    ASSERT_EQ(ends_in(kPostcode, text), expected) << text;
  }
}

}  // namespace
}  // namespace leaksift::detect
