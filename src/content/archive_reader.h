// ArchiveReader: the members of one container, read by libarchive.
#pragma once

#include "base/result.h"
#include "content/container_reader.h"
#include "content/magic.h"
#include "content/open_options.h"
#include "content/replay_stream.h"

#include <cstdint>
#include <memory>
#include <string>

namespace leaksift::content {

/// Bytes of a member by which it is verified that a password is right.
inline constexpr std::uint64_t kBytesToVerify = 16 << 20;

/// Reads a container from first to last, in memory that does not grow with it, apart from the
/// format's own dictionary. Runs no external program and writes nothing. Errors read
/// "zip: damaged at byte 812: bad CRC"; when the source itself fails, its own message comes
/// instead. Used by one thread at a time.
class ArchiveReader final : public ContainerReader {
 public:
  /// Begins to read `source`, which must outlive the reader, as `format` and finds its first
  /// member. Passwords open encrypted members of zip files. On failure an
  /// unknown part of `source` has been consumed.
  static base::Result<std::unique_ptr<ArchiveReader>> open(const Format& format,
                                                           ReplayStream& source,
                                                           const OpenOptions& options = {});
  ~ArchiveReader() override;
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  /// Goes to the next regular file and says whether there is one. Directories, links and devices
  /// are passed over. After an error nothing more comes. A compressed file is one member without a
  /// name.
  base::Result<bool> next(Member& member) override;

  /// Reads the current member; 0 at its end. After an error only a zip goes on with the next
  /// member.
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

  std::uint64_t bytes_used() const override;
  std::unique_ptr<core::ByteStream> rest(std::uint64_t& offset) override;

 private:
  struct Handle;
  static Passwords in_order(const Format& format, ReplayStream& source, const Passwords& passwords);
  explicit ArchiveReader(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

/// The message of the Error that open() gives when even the list of members is encrypted.
inline constexpr const char* kEncrypted = "encrypted";

}  // namespace leaksift::content
