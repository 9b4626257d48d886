// Collects the digits or letters of a match into a fixed buffer and remembers how it was grouped.
#pragma once

#include "validate/ascii.h"
#include "validate/eight.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>

namespace leaksift::validate {

/// A separator as it stands in the text: its length in bytes (0: none) and its kind.
struct Separator {
  std::size_t length = 0;
  char kind = '\0';
};

/// Whether `c` alone separates groups of digits.
constexpr bool is_separator(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '/';
}

/// The separator at text[at]: space, '-', '.', '/', and of UTF-8 the no-break spaces (U+00A0,
/// U+202F, kind ' ') and the dashes that office programs put in their place (U+2010 to U+2014,
/// kind '-').
constexpr Separator separator_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_separator(c)) return {1, c};
  if (c == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0') return {2, ' '};
  if (c != '\xE2' || at + 2 >= text.size() || text[at + 1] != '\x80') return {};
  const char last = text[at + 2];
  if (last >= '\x90' && last <= '\x94') return {3, '-'};
  return last == '\xAF' ? Separator{3, ' '} : Separator{};
}

/// The characters of a number without its separators. Letters are upper case.
/// Bit i of `breaks` says that a separator stood before character i.
struct Number {
  static constexpr std::size_t kCapacity = 40;

  std::array<char, kCapacity> chars;  ///< The first `size` are set.
  std::size_t size = 0;
  std::uint64_t breaks = 0;
  char separator = '\0';  ///< Kind of the first separator; '\0' without one.
  bool mixed = false;     ///< Separators of more than one kind.

  std::string_view view() const { return {chars.data(), size}; }
  std::string_view part(std::size_t begin, std::size_t length) const {
    return view().substr(begin, length);
  }
  char operator[](std::size_t i) const { return chars[i]; }
  /// The value of a digit; chars[i] must be one.
  int digit(std::size_t i) const { return chars[i] - '0'; }
  bool bare() const { return breaks == 0; }
  /// True without separators, or with one kind that makes these group lengths.
  bool grouped(std::initializer_list<unsigned> groups) const {
    return bare() || (!mixed && breaks == breaks_of(groups));
  }

  static constexpr std::uint64_t breaks_of(std::initializer_list<unsigned> groups) {
    std::uint64_t breaks = 0;
    unsigned at = 0;
    for (unsigned group : groups) {
      if (at > 0) breaks |= std::uint64_t{1} << at;
      at += group;
    }
    return breaks;
  }
};

/// Whether groups of four digits are no number but a list of numbers that go up by little, as code
/// points and page numbers do. Of random groups one in a million is.
inline bool counts_up(const Number& number) {
  constexpr int kFar = 128;
  if (number.bare() || number.size % 4 != 0) return false;
  auto group = [&number](std::size_t at) {
    return ((number.digit(at) * 10 + number.digit(at + 1)) * 10 + number.digit(at + 2)) * 10 +
           number.digit(at + 3);
  };
  for (std::size_t at = 4; at < number.size; at += 4) {
    if (group(at) <= group(at - 4)) return false;
  }
  return group(number.size - 4) - group(0) < kFar;
}

/// Takes what holds digits alone, as most columns of numbers do. `text` is all digits.
inline bool take_digits(std::string_view text, std::size_t least, std::size_t most,
                        Number& number) {
  if (text.size() < least || text.size() > most) return false;
  number.size = text.size();
  if (text.size() < 8) {
    for (std::size_t i = 0; i < text.size(); ++i) number.chars[i] = text[i];
    return true;
  }
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) std::memcpy(&number.chars[at], &text[at], 8);
  std::memcpy(&number.chars[text.size() - 8], &text[text.size() - 8], 8);
  return true;
}

/// Collects characters that satisfy `accept`, which is true of digits at least. False if the text
/// holds anything else but single separators between them, or has fewer than `least` or more than
/// `most` (at most kCapacity). `number` is as constructed.
template <typename Accept>
bool collect(std::string_view text, std::size_t least, std::size_t most, Number& number,
             Accept accept) {
  if (text.size() < least) return false;
  if (all_digits(text)) return take_digits(text, least, most, number);
  // Counted in locals: a write to `chars` might otherwise change what the compiler has to reload.
  std::size_t size = 0;
  std::uint64_t breaks = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (accept(text[i])) {
      if (size == most) return false;
      number.chars[size++] = to_upper(text[i++]);
      continue;
    }
    const Separator separator = separator_at(text, i);
    const std::uint64_t bit = std::uint64_t{1} << size;
    if (separator.length == 0 || size == 0 || (breaks & bit) != 0) return false;
    if (number.separator == '\0') number.separator = separator.kind;
    number.mixed = number.mixed || number.separator != separator.kind;
    breaks |= bit;
    i += separator.length;
  }
  number.size = size;
  number.breaks = breaks;
  return size >= least && (breaks >> size) == 0;
}

inline bool collect_digits(std::string_view text, std::size_t least, std::size_t most,
                           Number& number) {
  return collect(text, least, most, number, is_digit);
}

inline bool collect_alnum(std::string_view text, std::size_t least, std::size_t most,
                          Number& number) {
  return collect(text, least, most, number, is_alnum);
}

/// Three groups of digits of these lengths between two equal separators of one byte, the commonest
/// way of printing a number. False if `text` is anything else; `digits` is then undefined.
template <std::size_t First, std::size_t Second, std::size_t Third>
bool take_groups(std::string_view text, std::array<char, First + Second + Third>& digits) {
  constexpr std::size_t kSecond = First + 1;
  constexpr std::size_t kThird = kSecond + Second + 1;
  if (text.size() != kThird + Third || text[First] != text[kThird - 1]) return false;
  if (!is_separator(text[First])) return false;
  std::memcpy(digits.data(), text.data(), First);
  std::memcpy(digits.data() + First, text.data() + kSecond, Second);
  std::memcpy(digits.data() + First + Second, text.data() + kThird, Third);
  return all_digits({digits.data(), digits.size()});
}

/// The decimal value of the `Count` digits at the front of `digits`.
template <std::size_t Count>
constexpr int value_of(const char* digits) {
  int value = 0;
  for (std::size_t i = 0; i < Count; ++i) value = value * 10 + (digits[i] - '0');
  return value;
}

/// The decimal value of a run of at most nine digits.
constexpr int to_int(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Whether `text` has the shape: 'N' a digit, 'A' a capital letter, '*' either.
constexpr bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = is_digit(text[i]);
    const bool letter = is_upper(text[i]);
    if (!((digit && shape[i] != 'A') || (letter && shape[i] != 'N'))) return false;
  }
  return true;
}

/// All characters equal: the default of a form or a mask, never evidence.
constexpr bool is_repeated(std::string_view text) {
  return !text.empty() && all_of(text, [&](char c) { return c == text.front(); });
}

/// Each digit one above (or each one below) the digit before it, 0 following 9.
constexpr bool is_sequence(std::string_view digits) {
  if (digits.size() < 2) return false;
  const auto step = [&](std::size_t i) {
    const int up = digits[i] - digits[i - 1];
    return up < 0 ? up + 10 : up;
  };
  const int first = step(1);
  if (first != 1 && first != 9) return false;
  for (std::size_t i = 2; i < digits.size(); ++i) {
    if (step(i) != first) return false;
  }
  return true;
}

/// Whether a sorted table of equal-length or other texts holds `text`.
template <typename Table>
bool contains_sorted(const Table& table, std::string_view text) {
  return std::binary_search(table.begin(), table.end(), text);
}

}  // namespace leaksift::validate
