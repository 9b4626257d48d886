// SourceWindow: what a reader of containers takes from its stream, with the last of it at hand.
#pragma once

#include "base/result.h"
#include "content/replay_stream.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// Hands out a stream in blocks and keeps the last few of them, so that what a decoder had taken
/// but not used when it broke can be read as it stands. Used by one thread at a time.
class SourceWindow {
 public:
  static constexpr std::size_t kBlockSize = 64 << 10;

  /// `stream` must outlive it.
  explicit SourceWindow(ReplayStream& stream) : stream_(&stream) {}

  /// The next block; empty at the end. Valid until the block after the next is taken.
  base::Result<std::string_view> next_block();

  /// For a seekable stream only.
  bool seek(std::uint64_t offset);

  ReplayStream& stream() const { return *stream_; }
  std::uint64_t position() const { return position_; }  ///< Behind the last block.
  bool at_end() const { return at_end_; }               ///< The last block was empty.

  /// The `count` bytes at `offset`, if they are at hand; or nothing.
  std::string bytes_at(std::uint64_t offset, std::size_t count) const;

  /// The bytes from `offset` on, or, if these are no longer at hand, from where they are: then
  /// `offset` is set to that. Null if there are none. Reads on in the stream, so that no block can
  /// be taken any more; what comes must not outlive the stream.
  std::unique_ptr<core::ByteStream> rest_from(std::uint64_t& offset);

  /// The same for who has kept the bytes itself: `head`, then what the stream holds behind the last
  /// block. Null if there are none.
  std::unique_ptr<core::ByteStream> rest_behind(std::string head);

 private:
  ReplayStream* stream_;
  std::array<std::vector<char>, 4> blocks_;  ///< The last is the front one.
  std::uint64_t position_ = 0;
  bool at_end_ = false;
};

}  // namespace leaksift::content
