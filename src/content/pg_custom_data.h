// PgCustomData: the data of one table, or one large object, of an archive of pg_dump.
#pragma once

#include "base/result.h"
#include "content/codec.h"
#include "content/pg_custom_input.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace leaksift::content {

/// Reads chunks, each with its length in front, up to one of no length; what is in them is together
/// one compressed stream, or the data as it is (src/bin/pg_dump/pg_backup_custom.c of PostgreSQL).
/// Used by one thread at a time.
class PgCustomData {
 public:
  /// Begins with the next bytes of `input`, which must outlive it. Without `codec`, they are handed
  /// out as they are.
  PgCustomData(PgCustomInput& input, std::unique_ptr<Codec> codec)
      : input_(input), codec_(std::move(codec)) {}

  /// 0 at the end. After an error that does not break `input`, there are chunks left that could not
  /// be decoded.
  base::Result<std::size_t> read(char* buffer, std::size_t capacity);

  /// The bytes that are left come as they are.
  void stop_decoding() {
    codec_.reset();
    error_.reset();
  }

  /// Bytes of memory that decoding needs now.
  std::size_t memory() const { return codec_ ? codec_->memory() : 0; }

 private:
  base::Result<std::string_view> peek();
  void take(std::size_t count);
  base::Status decode(std::string_view piece, std::span<char>& output);

  PgCustomInput& input_;
  std::unique_ptr<Codec> codec_;
  std::uint64_t chunk_left_ = 0;      ///< Bytes of the chunk at hand.
  bool ended_ = false;                ///< The chunk of no length has come.
  bool in_stream_ = false;            ///< A compressed stream has begun and not ended.
  std::optional<base::Error> error_;  ///< Of decoding.
};

}  // namespace leaksift::content
