// TextMarks: the places of a text that may be base64, found at the speed of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// Bits for places of a text, a number for each kStep bytes of it, that of the first byte lowest.
/// One per thread; reused from text to text.
class TextMarks {
 public:
  static constexpr std::size_t kStep = 64;
  /// How many characters in a row are looked at together.
  static constexpr std::size_t kLane = 8;

  /// `offset`: of the text in its blob. Lanes are the same ones in every text of the blob.
  void collect(std::string_view text, std::uint64_t offset);

  /// The ends of all pairs of lanes, one behind the other, that have nothing but the characters of
  /// base64, or DEL, and a capital in one of the two. The bit is that of the last character, in the
  /// text without its first lead() bytes.
  const std::vector<std::uint64_t>& pairs() const { return pairs_; }
  /// Less than a lane; 0 at the beginning of a blob.
  std::size_t lead() const { return lead_; }

 private:
  std::vector<std::uint64_t> pairs_;
  std::size_t lead_ = 0;
};

}  // namespace leaksift::structure
