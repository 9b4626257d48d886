// MappedBytes: bytes that were decoded, and how many bytes each was made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// Bytes made of a piece of the original, from front to back.
struct MappedBytes {
  /// As core::OffsetMap::append has it; without bytes, `length` bytes of the original gave nothing.
  struct Run {
    std::size_t bytes = 0;
    std::uint32_t width = 1;
    std::uint32_t length = 1;
  };

  void put(std::string_view more, std::uint32_t width, std::uint32_t length) {
    bytes += more;
    note(more.size(), width, length);
  }
  /// The same of bytes that are in `bytes` already.
  void note(std::size_t count, std::uint32_t width, std::uint32_t length) {
    if (count == 0) return;
    const bool joins = !runs.empty() && runs.back().bytes > 0 && runs.back().width == width &&
                       runs.back().length == length;
    joins ? void(runs.back().bytes += count) : runs.push_back({count, width, length});
  }
  void skip(std::size_t count) { runs.push_back({0, 1, static_cast<std::uint32_t>(count)}); }
  void clear() {
    bytes.clear();
    runs.clear();
  }

  std::string bytes;
  std::vector<Run> runs;
};

}  // namespace leaksift::content
