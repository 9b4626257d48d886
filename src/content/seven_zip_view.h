// SevenZipView: a 7z file as it would be without its encryption.
#pragma once

#include "content/replay_stream.h"
#include "content/seven_zip_aes.h"
#include "content/seven_zip_header.h"
#include "core/seekable_stream.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leaksift::content {

/// Bytes of a file, and how they are decrypted if they are.
struct SevenZipPiece {
  std::uint64_t begin = 0;  ///< In the file.
  std::uint64_t bytes = 0;  ///< Decrypted, and without the padding of the last block.
  std::optional<SevenZipKey> key;
  AesBlock iv{};
};

/// A 7z file made of pieces of another one, with a header for them. Decrypts what is read of it and
/// no more, so that it can be sought in. Used by one thread at a time.
class SevenZipView final : public core::SeekableStream {
 public:
  /// `source`, which is seekable and must outlive it, is nobody else's to read meanwhile. `header`
  /// tells of the pieces, in their order; where they stand, and their sizes, are set here. All
  /// pieces together are no longer than a file can be.
  SevenZipView(ReplayStream& source, std::vector<SevenZipPiece> pieces, SevenZipHeader header);

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  base::Status seek(std::uint64_t offset) override;
  std::uint64_t size() const override { return header_begin_ + header_.size(); }

 private:
  base::Result<std::size_t> read_plain(std::uint64_t at, char* buffer, std::size_t capacity);
  base::Result<std::size_t> read_cipher(std::size_t piece, std::uint64_t at, char* buffer,
                                        std::size_t capacity);

  ReplayStream* source_;
  std::vector<SevenZipPiece> pieces_;
  std::vector<std::uint64_t> ends_;  ///< Of the pieces, in the view.
  std::uint64_t header_begin_ = SevenZipStart::kBytes;
  std::string header_;
  std::string start_;
  std::uint64_t position_ = 0;
  std::string window_;              ///< Decrypted bytes...
  std::size_t window_piece_ = 0;    ///< ...of this piece...
  std::uint64_t window_begin_ = 0;  ///< ...from here on in it.
};

/// Reads `count` bytes at `offset` of `stream`, which is seekable; fewer where it ends or fails.
std::string read_at(ReplayStream& stream, std::uint64_t offset, std::size_t count);

}  // namespace leaksift::content
