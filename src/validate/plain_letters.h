// Letters of Latin-1 and Latin Extended-A without their marks, and those of Greek and Cyrillic in
// lower case, in UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace leaksift::validate {

/// The code of the UTF-8 sequence of two bytes at the front of `text`; 0 if there is none.
constexpr unsigned code_of_two_bytes(std::string_view text) {
  if (text.size() < 2) return 0;
  const unsigned lead = static_cast<unsigned char>(text[0]);
  const unsigned next = static_cast<unsigned char>(text[1]);
  return (lead & 0xE0) == 0xC0 && (next & 0xC0) == 0x80 ? (lead & 0x1F) << 6 | (next & 0x3F) : 0;
}

/// U+0300 to U+036F, which put a mark on the letter before them.
constexpr bool is_combining_mark(unsigned code) {
  return code >= 0x300 && code <= 0x36F;
}

/// The letter U+00C0 to U+017F in lower case without its mark: one or two letters a-z. '-' for a
/// sign among them, empty for every other code.
std::string_view plain_letters(unsigned code);

/// plain_letters(), those of Romanian with a comma below, and a letter of Greek (without its
/// accent) or Cyrillic in lower case; empty if it is so already, too.
std::string_view folded_letters(unsigned code);

/// The text with folded_letters() in place of those with marks and of capitals beyond Latin, and
/// without combining marks. What is ASCII stays as it is.
std::string without_marks(std::string_view text);

}  // namespace leaksift::validate
