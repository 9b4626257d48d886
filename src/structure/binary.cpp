#include "structure/binary.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace leaksift::structure {
namespace {

/// As rare are odd units in what is taken for UTF-16; of random bytes four times as many are odd.
constexpr std::size_t kBytesPerOdd = 64;

constexpr std::array<bool, 256> kIsOdd = [] {
  std::array<bool, 256> odd{};
  odd[0x00] = odd[0x7f] = true;
  for (std::size_t byte = 0x04; byte <= 0x06; ++byte) odd[byte] = true;
  for (std::size_t byte = 0x0e; byte <= 0x19; ++byte) odd[byte] = true;
  return odd;
}();

}  // namespace

bool is_binary(std::string_view bytes) {
  std::size_t odd = 0;
  for (const char c : bytes) odd += kIsOdd[static_cast<std::uint8_t>(c)] ? 1 : 0;
  return odd * kBytesPerOdd > bytes.size();
}

}  // namespace leaksift::structure
