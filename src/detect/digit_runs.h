// Marks bytes in bitmaps, and finds where runs of digits begin, at the speed of reading memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// A run of so many digits is rare in text.
inline constexpr std::size_t kLongRun = 12;

/// The bytes of a text by kind: bit i % 64 of word i / 64 tells of byte i. All bitmaps have one
/// size, and at least 64 zero bits behind the text's.
struct ByteMarks {
  std::vector<std::uint64_t> digits;   ///< 0-9.
  std::vector<std::uint64_t> letters;  ///< a-z in either case.
  std::vector<std::uint64_t> words;    ///< Both, and underscores: what words are made of.
  std::size_t size = 0;                ///< Of the text.
  /// What can stand between label and value, ":=#>" and tabs, but for what stands behind two
  /// digits, and no letter before them: most colons are those of times. And, for a label may stand
  /// above its value, the bytes that end a line behind a letter and perhaps a period, closing
  /// parenthesis, quote or '#', unless a digit stands one or two bytes before that; and the second
  /// of two spaces behind such. And spaces behind a hyphen or dash that a space stands before, and
  /// behind three periods. Bytes beyond ASCII count as letters.
  std::vector<std::uint64_t> separators;
  /// Wherever the second of two parts of a name may begin, and few other places: at a capital (A-Z,
  /// or a byte with which other capitals of Latin, Greek and Cyrillic begin in UTF-8) behind one
  /// space, before which a letter stands, or a period, comma, quote or closing parenthesis behind a
  /// letter. Bytes beyond ASCII count as letters, the rest of a word behind a digit or underscore
  /// does not.
  std::vector<std::uint64_t> name_pairs;
  /// Digits that join what stands before them, as those of dates, times, addresses and UUIDs do, so
  /// that no number which must stand alone begins there (see boundary.h): behind a hyphen and one
  /// to three bytes of a word, the first of them a digit; behind a period and a digit; one or two
  /// digits behind a colon and a digit. Not all that do.
  std::vector<std::uint64_t> joined;
  /// Where the bytes lie that end a run of kLongRun digits or more, ascending; one may be the
  /// text's end. No bitmap, since there are few.
  std::vector<std::uint32_t> long_run_ends;

  /// Replaces all marks by those of `text`. Uses the widest vectors of the CPU it runs on.
  void mark(std::string_view text);
};

/// A text and its marks.
struct MarkedText {
  std::string_view text;
  const ByteMarks& marks;
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
  const std::uint64_t gaps = ~(bits >> (at % 8)) | std::uint64_t{1} << 63;
  return static_cast<std::size_t>(__builtin_ctzll(gaps));
}

/// The length of the run of marks that ends right before bit `at`; of a run of more than 57, at
/// least 57.
inline std::size_t run_length_before(const std::vector<std::uint64_t>& bitmap, std::size_t at) {
  std::uint64_t bits = bitmap[0];
  if (at < 64) {
    bits = at == 0 ? 0 : bits << (64 - at);
  } else {
    std::memcpy(&bits, reinterpret_cast<const char*>(bitmap.data()) + at / 8 - 7, sizeof bits);
    bits <<= 8 - at % 8;
  }
  // The lowest bit, which says nothing, becomes one that ends every run.
  return static_cast<std::size_t>(__builtin_clzll(~bits | 1));
}

/// Finds leading runs: the runs of digits with which a word begins, or which only letters stand
/// before in their word: "536", "AB12", but not the second run of "f7936f45".
class LeadingRuns {
 public:
  /// `within`: the text goes on a word that has begun before it.
  explicit LeadingRuns(bool within) : word_before_(within ? 1 : 0) {}

  /// The first bytes of those that begin in the next 64 bytes of a text, whose marks these are.
  std::uint64_t next(std::uint64_t digits, std::uint64_t letters, std::uint64_t words) {
    const std::uint64_t begins = words & ~((words << 1) | word_before_);
    word_before_ = words >> 63;
    // Adding carries each beginning through its letters to the byte behind them.
    std::uint64_t behind = 0;
    std::uint64_t overflow = __builtin_add_overflow(letters, begins & letters, &behind);
    overflow |= __builtin_add_overflow(behind, letters_carry_, &behind);
    letters_carry_ = overflow;
    return digits & (begins | (behind & ~letters));
  }

 private:
  std::uint64_t word_before_;        // Whether the byte before belongs to a word...
  std::uint64_t letters_carry_ = 0;  // ...and, if so, is of letters at its beginning.
};

}  // namespace leaksift::detect
