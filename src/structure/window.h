// Window: the bytes that a machine moves over, and where they stand in the blob.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::structure {

struct Window {
  const char* first = nullptr;  ///< Valid while the machine runs only.
  const char* end = nullptr;    ///< Likewise.
  std::uint64_t position = 0;   ///< Offset of the window in the blob.

  void open(std::string_view bytes) {
    first = bytes.data();
    end = first + bytes.size();
  }
  /// The next window begins behind this one.
  void close() { position += static_cast<std::uint64_t>(end - first); }

  /// The offset in the blob of the byte at `p`.
  std::uint64_t offset(const char* p) const {
    return position + static_cast<std::uint64_t>(p - first);
  }
  /// Where in the window this offset in the blob is; below 0 if before it.
  std::int64_t place(std::uint64_t offset) const {
    return static_cast<std::int64_t>(offset) - static_cast<std::int64_t>(position);
  }
};

}  // namespace leaksift::structure
