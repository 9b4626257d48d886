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
  ByteRows rows;
  rows.add(0, row);
  ByteRows::Ends ends;
  rows.find(text, ends);
  return ends[0];
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

/// Each by itself, be the others longer or shorter, and a row of another first byte apart.
TEST(ByteRows, AreFoundTogether) {
  ByteRows rows;
  ASSERT_TRUE(rows.add(7, kPostcode));
  ASSERT_TRUE(rows.add(8, {bytes_of("\n"), bytes_of("1"), bytes_of("2")}));
  ASSERT_TRUE(
      rows.add(9, {bytes_of("\n"), bytes_of("123"), bytes_of("2"), bytes_of(" "), bytes_of("x")}));
  EXPECT_FALSE(rows.add(10, {bytes_of("*"), bytes_of("a"), bytes_of("a")}));
  EXPECT_EQ(rows.regexes(), (std::vector<std::uint32_t>{7, 8, 9}));
  ByteRows::Ends ends;
  rows.find("\n12 x\n22 x\n13 \n12", ends);
  EXPECT_EQ(ends[0], (std::vector<std::uint32_t>{4, 9, 14}));
  EXPECT_EQ(ends[1], (std::vector<std::uint32_t>{3, 17}));
  EXPECT_EQ(ends[2], (std::vector<std::uint32_t>{5, 10}));
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
