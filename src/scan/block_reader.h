// BlockReader: cuts a blob into blocks with margins and follows its lines and its structure.
#pragma once

#include "base/raw_bytes.h"
#include "core/block.h"
#include "core/byte_stream.h"
#include "core/translated_stream.h"
#include "scan/blob_columns.h"
#include "structure/cursor.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::scan {

/// The sequential half of scanning a blob: reading, counting lines, following tables. What is done
/// with a block afterwards is done in parallel. Used by one thread at a time.
class BlockReader {
 public:
  /// `stream` must outlive the reader, and `fields`, if it is not null, all cursors that it gives.
  /// `block_size` is the number of owned bytes of a block.
  BlockReader(core::ByteStream& stream, std::size_t block_size,
              const structure::FieldJudge* fields = nullptr);

  /// Fills `block` and sets `cursor` to the structure's state at the first byte of its window.
  /// False at the end of the blob. An error of the stream ends the blob: what came before it still
  /// comes.
  bool next(core::Block& block, structure::Cursor& cursor);

  /// Ends the blob before its end: next() gives no more.
  void stop(std::string reason);

  /// The columns of the blob, for all its blocks; null for plain text. Set once a block was read.
  const std::shared_ptr<BlobColumns>& columns() const { return columns_; }
  /// How many of the blob's own bytes were read so far.
  std::uint64_t bytes() const;
  std::string_view encoding() const;                   ///< See core::TranslatedStream.
  const std::string& error() const { return error_; }  ///< Why the blob ended early; or empty.
  /// Of the structure; known once next() has given the last block.
  std::string damage() const { return cursor_.damage(); }
  std::string format() const { return std::string(cursor_.format()); }

 private:
  void fill(base::RawBytes& bytes, std::size_t have, std::size_t size);
  void sniff();
  void step(const core::Block& block, std::size_t bytes);

  core::ByteStream& stream_;
  core::TranslatedStream* const translated_;  ///< `stream_`, if that is one; else null.
  const std::size_t block_size_;
  const structure::FieldJudge* const fields_;
  base::RawBytes ahead_;      ///< Bytes from the next window's beginning that are already read.
  std::uint64_t window_ = 0;  ///< Offset of the next window, as in core::Block.
  std::uint64_t own_ = 0;     ///< Offset of the next owned byte.
  std::uint64_t read_ = 0;
  std::uint64_t line_ = 1;  ///< Of the next window's first byte.
  std::uint64_t column_ = 1;
  std::uint64_t number_ = 0;
  bool sniffed_ = false;
  bool at_end_ = false;  ///< The stream gives no more.
  bool done_ = false;
  std::string error_;
  structure::Cursor cursor_;
  std::shared_ptr<BlobColumns> columns_;
};

}  // namespace leaksift::scan
