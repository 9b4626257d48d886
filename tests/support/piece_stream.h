// PieceStream: a text as a stream that gives little at a time.
#pragma once

#include "core/byte_stream.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::support {

/// Gives a text in pieces of at most `piece` bytes, then the end or an error.
class PieceStream final : public core::ByteStream {
 public:
  PieceStream(std::string_view text, std::size_t piece, std::string error = {})
      : rest_(text), piece_(piece), error_(std::move(error)) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t size = std::min({capacity, rest_.size(), piece_});
    if (size == 0 && !error_.empty()) return base::Error{error_};
    std::memcpy(buffer, rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
  std::size_t piece_;
  std::string error_;
};

}  // namespace leaksift::support
