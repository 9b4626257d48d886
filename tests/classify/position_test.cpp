#include "classify/position.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

namespace leaksift::classify {
namespace {

std::string random_text(std::size_t size, unsigned one_in, std::mt19937& random) {
  std::string text(size, 'x');
  for (char& c : text) c = random() % one_in == 0 ? '\n' : static_cast<char>(random());
  return text;
}

// The law: any walk gives what counting from the beginning gives.
TEST(Position, AgreesWithCountingByteByByte) {
  std::mt19937 random(11);
  for (const unsigned one_in : {2U, 20U, 2000U}) {
    const std::string text = random_text(20'000, one_in, random);
    Position position(text, 5, 9);
    std::uint64_t line = 5;
    std::uint64_t column = 9;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (random() % 50 == 0) {
        position.move_to(i);
        ASSERT_EQ(position.line(), line);
        ASSERT_EQ(position.column(), column);
      }
      column = text[i] == '\n' ? 1 : column + 1;
      line += text[i] == '\n' ? 1 : 0;
    }
  }
}

}  // namespace
}  // namespace leaksift::classify
