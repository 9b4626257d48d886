// Marks bytes in bitmaps, and finds where runs of digits begin, at the speed of reading memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// The bytes of a text by kind: bit i % 64 of word i / 64 tells of byte i. All bitmaps have one
/// size, and at least 64 zero bits behind the text's.
struct ByteMarks {
  std::vector<std::uint64_t> digits;      ///< 0-9.
  std::vector<std::uint64_t> letters;     ///< a-z in either case.
  std::vector<std::uint64_t> words;       ///< Both, and underscores: what words are made of.
  std::vector<std::uint64_t> separators;  ///< What can stand between label and value: ":=#>".

  /// Replaces all marks by those of `text`. Uses the widest vectors of the CPU it runs on.
  void mark(std::string_view text);
};

/// Calls `visit(i)` for every marked byte, ascending.
template <typename Visit>
void for_each_mark(const std::vector<std::uint64_t>& bitmap, Visit&& visit) {
  for (std::size_t word = 0; word < bitmap.size(); ++word) {
    for (std::uint64_t marks = bitmap[word]; marks != 0; marks &= marks - 1) {
      visit(word * 64 + static_cast<std::size_t>(__builtin_ctzll(marks)));
    }
  }
}

/// The length of the run of marks that begins at bit `at`; of a run of more than 57, at least 57.
inline std::size_t run_length(const std::vector<std::uint64_t>& bitmap, std::size_t at) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, reinterpret_cast<const char*>(bitmap.data()) + at / 8, sizeof bits);
  const std::uint64_t gaps = ~(bits >> (at % 8));
  return static_cast<std::size_t>(__builtin_ctzll(gaps));
}

/// Leading runs: the runs of digits with which a word begins, or which only letters stand before in
/// their word: "536", "AB12", but not the second run of "f7936f45". Calls `visit(i, starts,
/// headed)` for every 64 bytes from byte `i` in which some begin: `starts` are their first bytes,
/// `headed` those of them that letters stand before. `within`: the text goes on a word that has
/// begun before it.
template <typename Visit>
void for_each_leading_word(const ByteMarks& marks, bool within, Visit&& visit) {
  std::uint64_t word_before = within ? 1 : 0;  // Whether the byte before belongs to a word...
  std::uint64_t letters_carry = 0;             // ...and, if so, is of letters at its beginning.
  for (std::size_t word = 0; word + 1 < marks.digits.size(); ++word) {
    const std::uint64_t digits = marks.digits[word];
    const std::uint64_t letters = marks.letters[word];
    const std::uint64_t all = marks.words[word];
    const std::uint64_t begins = all & ~((all << 1) | word_before);
    word_before = all >> 63;
    // Adding carries each beginning through its letters to the byte behind them.
    std::uint64_t behind = 0;
    std::uint64_t overflow = __builtin_add_overflow(letters, begins & letters, &behind);
    overflow |= __builtin_add_overflow(behind, letters_carry, &behind);
    letters_carry = overflow;
    const std::uint64_t headed = digits & behind & ~letters;
    const std::uint64_t starts = (digits & begins) | headed;
    if (starts != 0) visit(word * 64, starts, headed);
  }
}

/// Calls `visit(i, n)` for every leading run of `n` digits from byte `i`, ascending. `n` is as of
/// run_length.
template <typename Visit>
void for_each_leading_run(const ByteMarks& marks, bool within, Visit&& visit) {
  for_each_leading_word(marks, within, [&](std::size_t word, std::uint64_t starts, std::uint64_t) {
    for (; starts != 0; starts &= starts - 1) {
      const std::size_t at = word + static_cast<std::size_t>(__builtin_ctzll(starts));
      visit(at, run_length(marks.digits, at));
    }
  });
}

}  // namespace leaksift::detect
