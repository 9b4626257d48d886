// Bytes and numbers of binary formats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::content {

/// The byte at `at`, which is within `bytes`.
constexpr std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

/// The number of up to four bytes at `at`, the lowest first; what is not there is zero.
constexpr std::uint32_t little_endian(std::string_view bytes, std::size_t at,
                                      std::size_t width = 4) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;) {
    const auto byte = at + i < bytes.size() ? byte_at(bytes, at + i) : 0U;
    value = value << 8 | byte;
  }
  return value;
}

}  // namespace leaksift::content
