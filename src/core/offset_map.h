// OffsetMap: where text that was decoded stands in the bytes it was made of.
#pragma once

#include "core/span.h"

#include <cstdint>
#include <vector>

namespace leaksift::core {

/// Maps offsets in a text to offsets in its original, both from the beginning of a blob. Made from
/// front to back, of characters that take the same number of bytes each. While every byte of the
/// text is one of the original at the same place, it is empty and costs nothing.
class OffsetMap {
 public:
  /// `bytes` more of the text, in characters of `width` bytes that were made of `length` bytes of
  /// the original each. `width` divides `bytes` and is not 0.
  void append(std::uint64_t bytes, std::uint32_t width, std::uint32_t length);
  /// `bytes` more of the original that give nothing.
  void skip(std::uint64_t bytes) { original_end_ += bytes; }

  bool empty() const { return runs_.empty(); }
  /// How many bytes of the text, and of the original, there are so far.
  std::uint64_t text_end() const { return text_end_; }
  std::uint64_t original_end() const { return original_end_; }

  /// Where the character that byte `at` of the text belongs to begins in the original. At the end
  /// of the text: where the original of its last character ends.
  std::uint64_t begin_of(std::uint64_t at) const;
  /// Where the character that byte `at` - 1 of the text belongs to ends in the original.
  std::uint64_t end_of(std::uint64_t at) const;

  /// Drops what is needed only for offsets before `at`.
  void forget_before(std::uint64_t at);
  /// Makes `out` a map of the offsets from `begin` to `end` of the text alone.
  void copy_to(OffsetMap& out, Span text) const;

 private:
  /// Characters of a kind, up to the next run.
  struct Run {
    std::uint64_t text = 0;
    std::uint64_t original = 0;
    std::uint32_t width = 1;
    std::uint32_t length = 1;
  };
  /// The run that byte `at` belongs to; what comes before all runs stands for itself.
  Run run_at(std::uint64_t at) const;
  std::vector<Run>::const_iterator behind(std::uint64_t at) const;

  std::vector<Run> runs_;
  std::uint64_t text_end_ = 0;
  std::uint64_t original_end_ = 0;
};

}  // namespace leaksift::core
