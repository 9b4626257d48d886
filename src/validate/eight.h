// Eight characters at a time: digits tested and read as one word, without a branch for each.
#pragma once

#include "validate/ascii.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::validate {

/// A word of eight equal bytes.
constexpr std::uint64_t eight_times(unsigned char byte) {
  return std::uint64_t{0x0101010101010101} * byte;
}

/// The eight characters from `from`, the first in the least byte.
inline std::uint64_t load_eight(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

/// Whether each byte is an ASCII digit: neither sum may reach the upper half of its byte.
constexpr bool are_digits(std::uint64_t word) {
  return (((word + eight_times(0x46)) | (word - eight_times('0'))) & eight_times(0x80)) == 0;
}

/// Whether `text` holds digits alone. True for an empty text.
inline bool all_digits(std::string_view text) {
  if (text.size() < 8) return all_of(text, is_digit);
  const char* const last = text.data() + text.size() - 8;
  for (const char* at = text.data(); at < last; at += 8) {
    if (!are_digits(load_eight(at))) return false;
  }
  return are_digits(load_eight(last));
}

/// The value of eight digits: pairs, then fours, then all are joined by one multiplication each.
constexpr std::uint64_t value_of_eight(std::uint64_t digits) {
  digits -= eight_times('0');
  digits = digits * 10 + (digits >> 8);
  constexpr std::uint64_t kPairs = 0x000000ff000000ff;
  const std::uint64_t high = (digits & kPairs) * (100 + (std::uint64_t{1000000} << 32));
  const std::uint64_t low = ((digits >> 16) & kPairs) * (1 + (std::uint64_t{10000} << 32));
  return (high + low) >> 32;
}

/// The value of a run of at most nineteen digits.
inline std::uint64_t to_number(std::string_view digits) {
  std::uint64_t value = 0;
  for (; digits.size() >= 8; digits.remove_prefix(8)) {
    value = value * 100000000 + value_of_eight(load_eight(digits.data()));
  }
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return value;
}

}  // namespace leaksift::validate
