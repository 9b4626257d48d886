// SevenZipReader: the members of a 7z file, which a password may open.
#pragma once

#include "base/result.h"
#include "content/archive_reader.h"
#include "content/container_reader.h"
#include "content/magic.h"
#include "content/open_options.h"
#include "content/replay_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Reads what ArchiveReader gives of a 7z file, or of a SevenZipView of it: libarchive undoes every
/// compression, but no encryption. Used by one thread at a time.
///
/// One password opens all of an archive: the one that decrypts its header, if that is encrypted,
/// and else the first that decrypts a file in it to what its checksum demands. Without one, members
/// are encrypted. So is what 7-Zip would not decrypt, as it needs more than 2^24 rounds of SHA-256
/// for a key: then next() ends in the error "7z: needs 2^30 rounds of SHA-256".
class SevenZipReader final : public ContainerReader {
 public:
  /// Begins to read `source`, which is seekable and must outlive the reader. The error is
  /// kEncrypted where the header is encrypted; one that begins with "7z: needs " says what is over
  /// a limit.
  static base::Result<std::unique_ptr<ContainerReader>> open(const Format& format,
                                                             ReplayStream& source,
                                                             const OpenOptions& options);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    return archive_->read(buffer, capacity);
  }
  std::uint64_t bytes_used() const override;
  std::unique_ptr<core::ByteStream> rest(std::uint64_t& offset) override {
    return archive_->rest(offset);
  }

 private:
  SevenZipReader(ReplayStream& source, std::unique_ptr<ReplayStream> view,
                 std::unique_ptr<ArchiveReader> archive, std::string shortfall);

  ReplayStream* source_;
  std::unique_ptr<ReplayStream> view_;  ///< Null if the source is read as it is.
  std::unique_ptr<ArchiveReader> archive_;
  std::string shortfall_;  ///< What is to be said at the end; or empty.
};

}  // namespace leaksift::content
