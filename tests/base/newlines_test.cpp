#include "base/newlines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace leaksift::base {
namespace {

std::string random_text(std::size_t size, unsigned one_in, std::mt19937& random) {
  std::string text(size, 'x');
  for (char& c : text) c = random() % one_in == 0 ? '\n' : static_cast<char>(random());
  return text;
}

TEST(Newlines, AreCountedInTextsOfAnyLength) {
  std::mt19937 random(7);
  for (std::size_t size = 0; size < 300; ++size) {
    const std::string text = random_text(size, 3, random);
    EXPECT_EQ(count_newlines(text), std::count(text.begin(), text.end(), '\n'));
  }
  EXPECT_EQ(count_newlines(std::string(1'000'003, '\n')), 1'000'003U);
}

TEST(Newlines, TellTheLast) {
  std::mt19937 random(9);
  EXPECT_EQ(last_newline({}), std::string_view::npos);
  for (std::size_t size = 0; size < 300; ++size) {
    const std::string text = random_text(size, 90, random);
    EXPECT_EQ(last_newline(text), text.rfind('\n'));
  }
}

TEST(LineIndex, TellsTheLineOfAnyOffsetInAnyOrder) {
  std::mt19937 random(11);
  LineIndex lines;
  for (const std::size_t size : {0U, 1U, 255U, 256U, 257U, 512U, 5000U}) {
    const std::string text = random_text(size, 40, random);
    lines.start(text, 17);
    for (int i = 0; i < 300; ++i) {
      const std::size_t offset = i == 0 ? size : random() % (size + 1);
      const auto at = text.begin() + static_cast<std::ptrdiff_t>(offset);
      ASSERT_EQ(lines.line_at(offset),
                17U + static_cast<std::uint64_t>(std::count(text.begin(), at, '\n')));
    }
  }
}

}  // namespace
}  // namespace leaksift::base
