#include "validate/sixteen.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace leaksift::validate {
namespace {

TEST(Sixteen, TellsWhatEveryByteIsAtEveryPlace) {
  for (std::size_t at = 0; at < Sixteen::kSize; ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      const auto c = static_cast<char>(byte);
      std::string text(Sixteen::kSize, '#');
      text[at] = c;
      const Sixteen some(text.data());
      const auto bit_if = [at](bool is) { return std::uint64_t{is} << at; };
      ASSERT_EQ(some.equal('.'), bit_if(c == '.')) << at << ' ' << byte;
      ASSERT_EQ(some.capitals(), bit_if(is_upper(c))) << at << ' ' << byte;
      ASSERT_EQ(some.letters(), bit_if(is_letter(c) || is_beyond_ascii(c))) << at << ' ' << byte;
      ASSERT_EQ(some.words(), bit_if(is_alnum(c) || is_beyond_ascii(c))) << at << ' ' << byte;
    }
  }
}

TEST(Sixteen, AreTakenFromTextsOfEveryLength) {
  for (std::size_t size = 0; size <= 64; ++size) {
    std::string text(size, '#');
    std::uint64_t expected = 0;
    for (std::size_t at = 0; at < size; at += 3) {
      text[at] = '.';
      expected |= std::uint64_t{1} << at;
    }
    std::uint64_t dots = 0;
    for_each_sixteen(text,
                     [&](const Sixteen& some, std::size_t at) { dots |= some.equal('.') << at; });
    ASSERT_EQ(dots, expected) << size;
  }
}

}  // namespace
}  // namespace leaksift::validate
