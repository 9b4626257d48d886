// ASCII letter classes without a locale.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace leaksift::base {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

constexpr bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}

constexpr bool is_alnum(char c) {
  return is_digit(c) || is_letter(c);
}

constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A byte of a UTF-8 sequence that is not ASCII.
constexpr bool is_beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// A letter of ASCII, or a byte of a character beyond it, most of which are letters.
constexpr bool is_text_letter(char c) {
  return is_letter(c) || is_beyond_ascii(c);
}

constexpr char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Compares without regard to ASCII case.
constexpr bool equal_caseless(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  }
  return true;
}

constexpr bool starts_with_caseless(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equal_caseless(text.substr(0, prefix.size()), prefix);
}

/// Whether one of `words` equals `text`.
template <typename Words>
constexpr bool is_one_of(std::string_view text, const Words& words) {
  for (std::string_view word : words) {
    if (word == text) return true;
  }
  return false;
}

/// Whether one of `words` equals `text` without regard to ASCII case.
template <typename Words>
constexpr bool is_one_of_caseless(std::string_view text, const Words& words) {
  for (std::string_view word : words) {
    // Most differ in length: no call for these.
    if (word.size() == text.size() && equal_caseless(text, word)) return true;
  }
  return false;
}

/// For each byte, whether it satisfies `test`: one load in place of several comparisons.
class CharacterSet {
 public:
  template <typename Test>
  constexpr explicit CharacterSet(Test test) {
    for (int byte = 0; byte < 256; ++byte) {
      holds_[static_cast<std::size_t>(byte)] = test(static_cast<char>(byte)) ? 1 : 0;
    }
  }

  constexpr bool operator()(char c) const { return holds_[static_cast<unsigned char>(c)] != 0; }

  /// Whether it holds every character of `text`; without a branch for each.
  constexpr bool holds_all(std::string_view text) const {
    unsigned char all = 1;
    std::size_t i = 0;
    for (; i + 4 <= text.size(); i += 4) {
      all &= at(text[i]) & at(text[i + 1]) & at(text[i + 2]) & at(text[i + 3]);
    }
    for (; i < text.size(); ++i) all &= at(text[i]);
    return all != 0;
  }

 private:
  constexpr unsigned char at(char c) const { return holds_[static_cast<unsigned char>(c)]; }

  std::array<unsigned char, 256> holds_{};
};

/// Whether every character of `text` satisfies `test`. True for an empty text.
template <typename Test>
constexpr bool all_of(std::string_view text, Test test) {
  for (char c : text) {
    if (!test(c)) return false;
  }
  return true;
}

/// Without white space at both ends.
constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace leaksift::base
