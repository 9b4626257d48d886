// The digits of base64 (RFC 4648).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::base {

/// The value of what is no digit: no other has its highest bit.
inline constexpr std::uint8_t kNotBase64 = 0xff;

/// The values of bytes as digits of section 4, 0 to 63.
inline constexpr std::array<std::uint8_t, 256> kBase64Values = [] {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 256> values{};
  values.fill(kNotBase64);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

/// The value of a digit of section 4, or kNotBase64.
constexpr std::uint8_t base64_value(char c) {
  return kBase64Values[static_cast<std::uint8_t>(c)];
}

/// A digit of section 4, or what fills up the last ones.
constexpr bool is_base64(char c) {
  return base64_value(c) != kNotBase64 || c == '=';
}

}  // namespace leaksift::base
