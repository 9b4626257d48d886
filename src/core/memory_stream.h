// MemoryStream: bytes in memory as a stream.
#pragma once

#include "core/seekable_stream.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::core {

/// What it is made of must outlive it.
class MemoryStream final : public SeekableStream {
 public:
  explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t size = bytes_.substr(next_).copy(buffer, capacity);
    next_ += size;
    return size;
  }
  base::Status seek(std::uint64_t offset) override {
    next_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
    return base::Ok{};
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t next_ = 0;
};

}  // namespace leaksift::core
