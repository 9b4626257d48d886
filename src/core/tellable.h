// Which names of columns and tables may be told.
#pragma once

#include <cstddef>
#include <string_view>

namespace leaksift::core {

/// Names come from the scanned content: a table without a header may offer its first row, and the
/// keys of an object may be e-mail addresses. A name that might itself be a value is not told: one
/// with '@', a control character, five digits, or more than 128 bytes.
inline bool is_tellable(std::string_view name) {
  constexpr std::size_t kMostLength = 128;
  constexpr int kDigitsOfAValue = 5;
  if (name.size() > kMostLength) return false;
  int digits = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '@') return false;
    digits += c >= '0' && c <= '9' ? 1 : 0;
  }
  return digits < kDigitsOfAValue;
}

/// The name itself, or nothing.
inline std::string_view tellable(std::string_view name) {
  return is_tellable(name) ? name : std::string_view();
}

}  // namespace leaksift::core
