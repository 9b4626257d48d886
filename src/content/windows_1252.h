// windows-1252: the code page of Western Windows, a superset of ISO 8859-1's characters.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace leaksift::content {

/// The character of each byte, as the WHATWG Encoding Standard has it (index-windows-1252.txt):
/// the five bytes that mean nothing are controls.
constexpr std::array<char16_t, 256> make_windows_1252() {
  constexpr char16_t kFrom80[32] = {0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                    0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};
  std::array<char16_t, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    table[byte] = static_cast<char16_t>(byte);
  }
  for (std::size_t i = 0; i < 32; ++i) table[0x80 + i] = kFrom80[i];
  return table;
}
inline constexpr std::array<char16_t, 256> kWindows1252 = make_windows_1252();

/// What a byte beyond ASCII is to a text in windows-1252.
enum class Windows1252Use : std::uint8_t { kLetter, kMark, kRare, kNone };

constexpr Windows1252Use windows_1252_use(std::uint8_t byte) {
  constexpr std::string_view kNothing = "\x81\x8d\x8f\x90\x9d";
  constexpr std::string_view kLetters = "\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xaa\xba";
  // The euro, quotes, dashes, the bullet, the ellipsis, signs of money, law and measure.
  constexpr std::string_view kMarks =
      "\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa1\xa3\xa7\xa9\xab\xae\xb0\xb2\xb3\xb4\xb7\xbb"
      "\xbf";
  const char c = static_cast<char>(byte);
  if (kNothing.find(c) != std::string_view::npos) return Windows1252Use::kNone;
  const bool sign = byte == 0xd7 || byte == 0xf7;
  if ((byte >= 0xc0 && !sign) || kLetters.find(c) != std::string_view::npos) {
    return Windows1252Use::kLetter;
  }
  return kMarks.find(c) != std::string_view::npos ? Windows1252Use::kMark : Windows1252Use::kRare;
}

}  // namespace leaksift::content
