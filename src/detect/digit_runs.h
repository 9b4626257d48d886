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

/// The same for each letter a-z in either case, and for each underscore.
void mark_letters(std::string_view text, std::vector<std::uint64_t>& bitmap);
void mark_underscores(std::string_view text, std::vector<std::uint64_t>& bitmap);

/// The bytes of a text that words are made of, as bitmaps of one size.
struct WordMarks {
  std::vector<std::uint64_t> digits;
  std::vector<std::uint64_t> letters;
  std::vector<std::uint64_t> underscores;

  void mark(std::string_view text) {
    mark_digits(text, digits);
    mark_letters(text, letters);
    mark_underscores(text, underscores);
  }
};

/// The length of the run of marks that begins at bit `bit` of word `word`. Of a run of more than 64
/// it may be too low, but not lower than 64.
inline std::size_t run_length(const std::vector<std::uint64_t>& bitmap, std::size_t word, int bit) {
  const std::uint64_t gaps = ~(bitmap[word] >> bit);
  int length = gaps == 0 ? 64 : __builtin_ctzll(gaps);
  if (bit + length == 64 && word + 1 < bitmap.size()) {
    const std::uint64_t next = ~bitmap[word + 1];
    length += next == 0 ? 64 : __builtin_ctzll(next);
  }
  return static_cast<std::size_t>(length);
}

/// Calls `visit(i, n)` for every run of `n` digits from byte `i` with which a word begins, or which
/// only letters stand before in its word: "536", "AB12", but not the second run of "f7936f45".
/// Ascending. `within`: the text goes on a word that has begun before it. `n` is as of run_length.
template <typename Visit>
void for_each_leading_run(const WordMarks& marks, bool within, Visit&& visit) {
  std::uint64_t word_before = within ? 1 : 0;  // Whether the byte before belongs to a word...
  std::uint64_t letters_carry = 0;             // ...and, if so, is of letters at its beginning.
  for (std::size_t word = 0; word < marks.digits.size(); ++word) {
    const std::uint64_t digits = marks.digits[word];
    const std::uint64_t letters = marks.letters[word];
    const std::uint64_t all = digits | letters | marks.underscores[word];
    const std::uint64_t begins = all & ~((all << 1) | word_before);
    word_before = all >> 63;
    // Adding carries each beginning through its letters to the byte behind them.
    std::uint64_t behind = 0;
    std::uint64_t overflow = __builtin_add_overflow(letters, begins & letters, &behind);
    overflow |= __builtin_add_overflow(behind, letters_carry, &behind);
    letters_carry = overflow;
    std::uint64_t starts = digits & (begins | (behind & ~letters));
    for (; starts != 0; starts &= starts - 1) {
      const int bit = __builtin_ctzll(starts);
      visit(word * 64 + static_cast<std::size_t>(bit), run_length(marks.digits, word, bit));
    }
  }
}

}  // namespace leaksift::detect
