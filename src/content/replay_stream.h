// ReplayStream: a stream whose beginning can be looked at and read again.
#pragma once

#include "base/raw_bytes.h"
#include "content/private_file.h"
#include "core/seekable_stream.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace leaksift::content {

/// Wraps a stream so that its format can be guessed and tried: what the attempt consumed comes
/// again if it fails. Seekable if the wrapped stream is, or once hold_all() has taken it into
/// memory or hold_on_disk() into a file. The end and an error stay: every later read tells them
/// again. Used by one thread at a time.
class ReplayStream final : public core::ByteStream {
 public:
  /// The most that an attempt may consume of a stream that cannot seek and still be undone.
  static constexpr std::size_t kMaxReplay = 8 << 20;

  explicit ReplayStream(std::unique_ptr<core::ByteStream> inner);

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

  /// The next bytes: `count`, or fewer if the stream ends or fails before. They are still to be
  /// read. Valid until the next call.
  std::string_view peek(std::size_t count);

  /// Takes all that is left into memory if it is at most `most` bytes. To be called at the start.
  bool hold_all(std::size_t most);

  /// The same with a temporary file. Where there is no room for one, what could be taken still
  /// comes.
  bool hold_on_disk(std::uint64_t most);

  /// From here, at the start of the stream, until the end of the attempt all is kept for rewind().
  void begin_attempt();
  void end_attempt();
  /// Goes back to the start. False if the attempt went too far.
  bool rewind();

  bool seekable() const { return file_ != nullptr || in_memory_; }
  /// The next read begins `offset` bytes after the start. For a seekable stream only.
  bool seek(std::uint64_t offset);
  /// For a seekable stream only.
  std::uint64_t size() const;

  /// The error that ended the stream, if one did. Bytes before it may still be unread.
  const std::optional<base::Error>& error() const { return error_; }
  /// Bytes taken from the wrapped stream so far.
  std::uint64_t bytes_taken() const { return bytes_taken_; }
  /// Bytes held in memory.
  std::size_t bytes_held() const { return buffer_.capacity(); }

 private:
  std::size_t take(char* buffer, std::size_t capacity);
  bool fill(std::size_t count);

  std::unique_ptr<core::ByteStream> inner_;
  std::unique_ptr<PrivateFile> spool_;  ///< What hold_on_disk() took; comes before `buffer_`.
  core::SeekableStream* file_;          ///< `inner_` if it is seekable, `spool_` if it has all.
  base::RawBytes buffer_;               ///< Bytes taken from `inner_` and kept.
  std::size_t next_ = 0;                ///< Index of the next byte of `buffer_` to hand out.
  bool keeps_ = false;                  ///< True during an attempt that can still be undone.
  bool in_memory_ = false;
  bool lost_start_ = false;
  bool ended_ = false;
  std::optional<base::Error> error_;
  std::uint64_t bytes_taken_ = 0;
};

}  // namespace leaksift::content
