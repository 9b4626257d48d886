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

/// The bytes of `text` from `at`, which is within it, but no more than eight. Zeros behind its end.
inline std::uint64_t load_eight_at_most(std::string_view text, std::size_t at) {
  const std::size_t left = text.size() - at;
  if (left >= 8) return load_eight(text.data() + at);
  if (text.size() >= 8) return load_eight(text.data() + text.size() - 8) >> (8 * (8 - left));
  std::uint64_t word = 0;
  for (std::size_t i = left; i > 0; --i) {
    word = word << 8 | static_cast<unsigned char>(text[at + i - 1]);
  }
  return word;
}

/// A mark in the first byte that is not from `low` to `high`, both ASCII, by its highest bit: one
/// of the sums reaches the upper half of its byte. What is behind may be marked or not.
constexpr std::uint64_t outside(std::uint64_t word, char low, char high) {
  const auto up = static_cast<unsigned char>(0x7f - high);
  return (word | (word + eight_times(up)) | (word - eight_times(static_cast<unsigned char>(low)))) &
         eight_times(0x80);
}

/// Whether each byte is an ASCII digit.
constexpr bool are_digits(std::uint64_t word) {
  return outside(word, '0', '9') == 0;
}

/// How many digits, or letters, a word begins with.
constexpr std::size_t leading_digits(std::uint64_t word) {
  return static_cast<std::size_t>(std::countr_zero(outside(word, '0', '9'))) / 8;
}
constexpr std::size_t leading_letters(std::uint64_t word) {
  const std::uint64_t lower = word | eight_times(0x20);
  return static_cast<std::size_t>(std::countr_zero(outside(lower, 'a', 'z'))) / 8;
}

/// Whether `test` is true of every eight bytes of `text`, which has as many or more; the last ones
/// overlap those before.
template <typename Test>
bool all_eights(std::string_view text, Test test) {
  const char* const last = text.data() + text.size() - 8;
  for (const char* at = text.data(); at < last; at += 8) {
    if (!test(load_eight(at))) return false;
  }
  return test(load_eight(last));
}

/// Whether `text` holds digits alone. True for an empty text.
inline bool all_digits(std::string_view text) {
  return text.size() < 8 ? all_of(text, is_digit) : all_eights(text, are_digits);
}

/// Whether no byte is an ASCII capital, nor would be one without its highest bit.
constexpr bool lacks_upper(std::uint64_t word) {
  const std::uint64_t low = word & eight_times(0x7f);
  return ((low + eight_times(0x80 - 'A')) & ~(low + eight_times(0x7f - 'Z')) & eight_times(0x80)) ==
         0;
}

/// Whether `text` certainly holds no ASCII capital.
inline bool lacks_upper(std::string_view text) {
  if (text.size() < 8) return text.empty() || lacks_upper(load_eight_at_most(text, 0));
  return all_eights(text, [](std::uint64_t word) { return lacks_upper(word); });
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

/// Calls `take` with the digits of a number, eight at a time. Zeros in front of the first ones,
/// which change no number, make them eight. Inlined, so that what `take` sums up stays in
/// registers.
template <typename Take>
[[gnu::always_inline]] inline void for_each_eight(std::string_view digits, Take take) {
  const std::size_t odd = digits.size() % 8;
  if (odd > 0) {
    const std::uint64_t zeros = eight_times('0') >> (8 * odd);
    take(load_eight_at_most(digits, 0) << (8 * (8 - odd)) | zeros);
  }
  for (std::size_t at = odd; at < digits.size(); at += 8) take(load_eight(digits.data() + at));
}

/// The value of a run of at most nineteen digits.
inline std::uint64_t to_number(std::string_view digits) {
  std::uint64_t value = 0;
  for_each_eight(
      digits, [&value](std::uint64_t eight) { value = value * 100000000 + value_of_eight(eight); });
  return value;
}

}  // namespace leaksift::validate
