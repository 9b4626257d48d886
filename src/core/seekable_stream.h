// SeekableStream: a ByteStream whose bytes can be read again from any offset, such as a file on
// disk.
#pragma once

#include "base/result.h"
#include "core/byte_stream.h"

#include <cstdint>

namespace leaksift::core {

/// What reads containers asks a ByteStream for this by dynamic_cast: formats that keep their
/// directory at the end (zip, 7z) open better with it. Used by one thread at a time.
class SeekableStream : public ByteStream {
 public:
  /// The next read begins `offset` bytes after the start; beyond the end it finds the end.
  virtual base::Status seek(std::uint64_t offset) = 0;
  /// The size in bytes when the stream was opened.
  virtual std::uint64_t size() const = 0;
};

}  // namespace leaksift::core
