// ByteRow: bytes in a row, the first of which is sought by itself.
#pragma once

#include "detect/regex_syntax.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// What may stand at each place of a row, of one byte at the first: the end of a line and the five
/// digits of a postcode. Hyperscan finds literals of two bytes and more at the speed of the longest
/// that all expressions hold, so that a few with a single certain byte would slow down all others.
using ByteRow = std::vector<ByteSet>;

/// Rows that begin with the same byte, which is sought once for all of them. Constant once all are
/// added; shared by threads.
class ByteRows {
 public:
  static constexpr std::size_t kMost = 32;  ///< Rows in one.
  /// By number of a row: the offsets behind each that is found, ascending.
  using Ends = std::array<std::vector<std::uint32_t>, kMost>;

  /// Adds a row that a regex has in place of a trigger. False if it begins with another byte than
  /// those that are there, or if they are kMost.
  bool add(std::uint32_t regex, const ByteRow& row);

  /// Appends what is found in `text` to `ends`.
  void find(std::string_view text, Ends& ends) const;

  /// By number of a row: its regex.
  const std::vector<std::uint32_t>& regexes() const { return regexes_; }

 private:
  using Set = std::uint32_t;  // Of rows.

  Set fitting(std::string_view text, std::size_t at) const;

  char first_ = 0;
  bool repeats_ = false;  ///< The first byte may stand at the second place of a row.
  std::vector<std::uint32_t> regexes_;
  std::vector<std::size_t> lengths_;
  std::vector<std::array<Set, 256>> fits_;  ///< By place behind the first, and by byte.
};

}  // namespace leaksift::detect
