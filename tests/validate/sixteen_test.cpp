#include "validate/sixteen.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace leaksift::validate {
namespace {

TEST(Sixteen, AreTakenFromTextsOfEveryLength) {
  for (std::size_t size = 0; size <= 64; ++size) {
    std::string text(size, '#');
    std::uint64_t expected = 0;
    for (std::size_t at = 0; at < size; at += 3) {
      text[at] = '.';
      expected |= std::uint64_t{1} << at;
    }
    std::uint64_t dots = 0;
    for_each_sixteen(
        text, [&](const Sixteen& some, std::size_t at) { dots |= some.equal('.').bits() << at; });
    ASSERT_EQ(dots, expected) << size;
  }
}

}  // namespace
}  // namespace leaksift::validate
