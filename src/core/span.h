// Span: a half-open range of byte offsets.
#pragma once

#include <cstdint>

namespace leaksift::core {

/// Bytes [begin, end). The unit is bytes; what they count from is said where a Span is used.
struct Span {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  std::uint64_t length() const { return end - begin; }
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace leaksift::core
