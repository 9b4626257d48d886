// The digits and line breaks of base64, also as the formats around it escape them.
#pragma once

#include "base/base64.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::structure {

/// A digit of base64 (RFC 4648, section 4 or 5) as it is written.
struct Base64Sign {
  std::uint8_t value = 0;
  std::uint8_t length = 0;  ///< In bytes; 0 if there is no digit.
};

/// The digits of sections 4 and 5, since URLs have '-' and '_' for '+' and '/'.
inline constexpr std::array<std::uint8_t, 256> kBase64Digits = [] {
  std::array<std::uint8_t, 256> values = base::kBase64Values;
  values['-'] = values['+'];
  values['_'] = values['/'];
  return values;
}();

/// Whether `c` is a digit that nothing escapes.
constexpr bool is_base64_digit(char c) {
  return kBase64Digits[static_cast<std::uint8_t>(c)] != base::kNotBase64;
}

/// The digit at `at`, which is in `text`. '+' and '/' may be escaped as JSON does it (`\/`, which
/// PHP writes, and `\u002B`, which .NET does) or as URLs do (`%2F`).
Base64Sign base64_sign(std::string_view text, std::size_t at);

/// How many bytes the end of a line takes at `at`, 0 if there is none: CR LF or LF, each as it is
/// or escaped as in JSON (`\n`), URLs (`%0A`) or XML (`&#10;`, `&#xD;`).
std::size_t base64_line_break(std::string_view text, std::size_t at);

/// How many bytes a sign of padding takes at `at`: '=', which may be escaped too; 0 if there is
/// none.
std::size_t base64_padding(std::string_view text, std::size_t at);

/// Where the digits begin that go on to `at`. What belongs to an escape in front of them, such as
/// the letter of `\n`, is none of them.
std::size_t base64_begin(std::string_view text, std::size_t at);

}  // namespace leaksift::structure
