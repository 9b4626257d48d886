// PrivateFile: a temporary file that nobody else can open.
#pragma once

#include "base/result.h"
#include "core/seekable_stream.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace leaksift::content {

/// A file without a name, in $TMPDIR or /var/tmp, readable for this user alone; the system takes
/// its space back when the program ends, however it ends. Used by one thread at a time.
class PrivateFile final : public core::SeekableStream {
 public:
  /// Null if there is no place for it.
  static std::unique_ptr<PrivateFile> create();
  ~PrivateFile() override;
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;

  /// Adds `bytes` at the end: all of them, or none if there is no more space.
  bool append(std::string_view bytes);

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  base::Status seek(std::uint64_t offset) override;
  std::uint64_t size() const override { return size_; }

 private:
  explicit PrivateFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  std::uint64_t offset_ = 0;  ///< Of the next read.
  std::uint64_t size_ = 0;
};

}  // namespace leaksift::content
