#include "structure/binary.h"

#include <cstddef>
#include <cstdint>

namespace leaksift::structure {
namespace {

/// As rare are odd units in what is taken for UTF-16; of random bytes four times as many are odd.
constexpr std::size_t kBytesPerOdd = 64;

/// Of bytes that one of them can count.
constexpr std::size_t kCountedAtOnce = 128;

/// 1 for an odd byte, else 0; without branches, so that compilers take many at a time.
constexpr std::uint8_t is_odd(std::uint8_t byte) {
  auto from_to = [byte](std::uint8_t first, std::uint8_t last) {
    const auto above = static_cast<std::uint8_t>(byte - first);
    return static_cast<std::uint8_t>(above <= static_cast<std::uint8_t>(last - first) ? 1 : 0);
  };
  return from_to(0x00, 0x00) | from_to(0x04, 0x06) | from_to(0x0e, 0x19) | from_to(0x7f, 0x7f);
}

std::size_t count_odd(const char* bytes, std::size_t count) {
  std::uint8_t odd = 0;
  for (std::size_t i = 0; i < count; ++i) odd += is_odd(static_cast<std::uint8_t>(bytes[i]));
  return odd;
}

}  // namespace

bool is_binary(std::string_view bytes) {
  std::size_t odd = 0;
  std::size_t at = 0;
  for (; bytes.size() - at >= kCountedAtOnce; at += kCountedAtOnce)
    odd += count_odd(bytes.data() + at, kCountedAtOnce);
  odd += count_odd(bytes.data() + at, bytes.size() - at);
  return odd * kBytesPerOdd > bytes.size();
}

}  // namespace leaksift::structure
