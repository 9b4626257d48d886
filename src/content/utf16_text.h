// Short texts in the encodings of Windows, as Office keeps them.
#pragma once

#include <string>
#include <string_view>

namespace leaksift::content {

constexpr bool is_high_surrogate(char32_t unit) {
  return (unit & 0xfffffc00U) == 0xd800;
}
constexpr bool is_low_surrogate(char32_t unit) {
  return (unit & 0xfffffc00U) == 0xdc00;
}

/// Appends what stands in UTF-16LE as UTF-8. Surrogates without their other half, and an odd byte
/// at the end, become U+FFFD.
void append_utf16(std::string& out, std::string_view bytes);

/// Appends what stands in Latin-1, or by its kin windows-1252, as UTF-8.
void append_windows_1252(std::string& out, std::string_view bytes);

}  // namespace leaksift::content
