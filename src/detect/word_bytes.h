// What words are made of, to every part of matching alike: the bytes of \w.
#pragma once

namespace leaksift::detect {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
constexpr bool is_word(char c) {
  return is_digit(c) || is_letter(c) || c == '_';
}

}  // namespace leaksift::detect
