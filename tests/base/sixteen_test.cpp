#include "base/sixteen.h"

#include "base/ascii.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace leaksift::base {
namespace {

TEST(Sixteen, TellsWhatEveryByteIsAtEveryPlace) {
  for (std::size_t at = 0; at < Sixteen::kSize; ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      const auto c = static_cast<char>(byte);
      std::string text(Sixteen::kSize, '#');
      text[at] = c;
      const Sixteen some(text.data());
      const auto bit_if = [at](bool is) { return std::uint64_t{is} << at; };
      ASSERT_EQ(some.equal('.').bits(), bit_if(c == '.')) << at << ' ' << byte;
      ASSERT_EQ(some.ascii_letters().bits(), bit_if(is_letter(c))) << at << ' ' << byte;
      ASSERT_EQ(some.within('A', 'Z').bits(), bit_if(is_upper(c))) << at << ' ' << byte;
      ASSERT_EQ(some.letters().bits(), bit_if(is_letter(c) || is_beyond_ascii(c)))
          << at << ' ' << byte;
      ASSERT_EQ(some.words().bits(), bit_if(is_alnum(c) || is_beyond_ascii(c)))
          << at << ' ' << byte;
    }
  }
}

}  // namespace
}  // namespace leaksift::base
