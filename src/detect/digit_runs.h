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

/// Calls `visit(i)` for the first byte of every run of digits, ascending.
template <typename Visit>
void for_each_run(const std::vector<std::uint64_t>& bitmap, Visit&& visit) {
  std::uint64_t carry = 0;  // Whether the last byte of the word before was a digit.
  for (std::size_t word = 0; word < bitmap.size(); ++word) {
    const std::uint64_t digits = bitmap[word];
    std::uint64_t starts = digits & ~((digits << 1) | carry);
    carry = digits >> 63;
    while (starts != 0) {
      visit(word * 64 + static_cast<std::size_t>(__builtin_ctzll(starts)));
      starts &= starts - 1;
    }
  }
}

}  // namespace leaksift::detect
