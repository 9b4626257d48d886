// ByteStream: the bytes of a blob, in order.
#pragma once

#include "base/result.h"

#include <cstddef>

namespace leaksift::core {

/// Yields a blob's bytes from first to last. Used by one thread at a time.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Reads up to `capacity` bytes into `buffer` and returns how many; 0 means the end. Fewer than
  /// `capacity` does not mean the end. After an error the bytes read so far stay valid and nothing
  /// more comes; the error's message is the reason of a `file` line, such as "read: Input/output
  /// error" or "gzip: truncated at byte 1234".
  virtual base::Result<std::size_t> read(char* buffer, std::size_t capacity) = 0;
};

}  // namespace leaksift::core
