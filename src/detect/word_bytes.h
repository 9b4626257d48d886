// What words are made of, to every part of matching alike: the bytes of \w. And small
// sets of bytes.
#pragma once

#include <string_view>

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

/// Not find(): the sets are a few bytes, for which calling memchr takes longer than looking.
constexpr bool is_in(char c, std::string_view set) {
  for (const char member : set) {
    if (c == member) return true;
  }
  return false;
}

/// The dots that lead from a label to its value: "SSN......536-90-4399".
inline constexpr std::string_view kLeader = "...";
constexpr bool ends_leader(std::string_view text, std::size_t end) {
  return text.substr(0, end).ends_with(kLeader);
}

}  // namespace leaksift::detect
