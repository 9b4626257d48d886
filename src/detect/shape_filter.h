// ShapeFilter: tells of most runs of digits, from bitmaps alone, that no shape begins with them.
#pragma once

#include "detect/digit_runs.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// A shape says of each of its bytes whether it is a digit and whether it belongs to a word, and
/// that the byte behind it does not. The filter keeps, for each pattern of kBytes such bits,
/// whether some shape allows it: of a log with timestamps, addresses and UUIDs it passes one run in
/// six. Constant once filled.
class ShapeFilter {
 public:
  /// `text` in shape characters, with at least one digit; the run is its first digits.
  void add(std::string_view text);
  /// Of a text that begins with `head` and then `digits` digits, nothing more is known.
  void add_head(std::string_view head, std::size_t digits);

  /// Calls `visit(i, n)` for every leading run of `n` digits from byte `i` (see digit_runs.h) that
  /// can be the first digits of something that was added, ascending, and for few others. Says no
  /// without a branch for each run: which ones pass is more than a CPU can guess.
  template <typename Visit>
  void for_each_candidate(const ByteMarks& marks, bool within, Visit&& visit) const {
    std::array<std::size_t, 2 * kMostInWord> candidates;
    std::size_t count = 0;
    auto flush = [&] {
      for (std::size_t i = 0; i < count; ++i) {
        visit(candidates[i], run_length(marks.digits, candidates[i]));
      }
      count = 0;
    };
    for_each_leading_word(
        marks, within, [&](std::size_t word, std::uint64_t starts, std::uint64_t headed) {
          for (; starts != 0; starts &= starts - 1) {
            const auto bit = static_cast<unsigned>(__builtin_ctzll(starts));
            const std::size_t at = word + bit;
            const unsigned sides =
                digits_[pattern(marks.digits, at)] & words_[pattern(marks.words, at)];
            candidates[count] = at;
            count += sides >> (headed >> bit & 1) & 1;
          }
          if (count >= kMostInWord) flush();
        });
    flush();
  }

 private:
  static constexpr std::size_t kBytes = 14;
  static constexpr std::size_t kMostInWord = 32;  // Runs that begin within 64 bytes.
  /// By pattern of bits: on which sides it is allowed, the runs without letters directly before
  /// them being bit 0 and those with letters bit 1.
  using Sides = std::array<std::uint8_t, std::size_t{1} << kBytes>;

  static std::size_t pattern(const std::vector<std::uint64_t>& bitmap, std::size_t at) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, reinterpret_cast<const char*>(bitmap.data()) + at / 8, sizeof bits);
    return bits >> (at % 8) & ((1U << kBytes) - 1);
  }
  static void allow(Sides& sides, std::uint8_t side, std::uint32_t pattern, std::size_t known);

  Sides digits_{};
  Sides words_{};
};

}  // namespace leaksift::detect
