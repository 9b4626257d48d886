// Marks bytes in bitmaps, and finds where runs of digits begin, at the speed of reading memory.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Sets bit i % 64 of word i / 64 for each byte i of `text` that is a digit 0-9; other bits are 0.
/// `bitmap` is resized to hold all of `text`. Uses the widest vectors of the CPU it runs on.
void mark_digits(std::string_view text, std::vector<std::uint64_t>& bitmap);

/// The same for each byte that can stand between a label and its value: ':', '=', '#' and '>'.
void mark_separators(std::string_view text, std::vector<std::uint64_t>& bitmap);

/// Calls `visit(i)` for every marked byte, ascending.
template <typename Visit>
void for_each_mark(const std::vector<std::uint64_t>& bitmap, Visit&& visit) {
  for (std::size_t word = 0; word < bitmap.size(); ++word) {
    for (std::uint64_t marks = bitmap[word]; marks != 0; marks &= marks - 1) {
      visit(word * 64 + static_cast<std::size_t>(__builtin_ctzll(marks)));
    }
  }
}

/// Calls `visit(i, n)` for every run of `n` digits from byte `i`, ascending. Of a run of more than
/// 64 digits `n` may be less, but not less than 64.
template <typename Visit>
void for_each_run(const std::vector<std::uint64_t>& bitmap, Visit&& visit) {
  std::uint64_t carry = 0;  // Whether the last byte of the word before was a digit.
  for (std::size_t word = 0; word < bitmap.size(); ++word) {
    const std::uint64_t digits = bitmap[word];
    std::uint64_t starts = digits & ~((digits << 1) | carry);
    carry = digits >> 63;
    for (; starts != 0; starts &= starts - 1) {
      const int bit = __builtin_ctzll(starts);
      const std::uint64_t gaps = ~(digits >> bit);
      int length = gaps == 0 ? 64 : __builtin_ctzll(gaps);
      if (bit + length == 64 && word + 1 < bitmap.size()) {
        const std::uint64_t next = ~bitmap[word + 1];
        length += next == 0 ? 64 : __builtin_ctzll(next);
      }
      visit(word * 64 + static_cast<std::size_t>(bit), static_cast<std::size_t>(length));
    }
  }
}

}  // namespace leaksift::detect
