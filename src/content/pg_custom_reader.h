// PgCustomReader: an archive of pg_dump as a container of SQL.
#pragma once

#include "content/container_reader.h"
#include "content/pg_custom_data.h"
#include "content/pg_custom_input.h"
#include "content/pg_custom_toc.h"
#include "content/replay_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace leaksift::content {

/// What `pg_dump -Fc` writes. Its members, in the order of the archive:
///
/// - "toc.sql": the definitions of all objects, as pg_dump would write them, below the comments
///   that name objects and owners;
/// - "public.people" for each table with data: the statement that names its columns (COPY, or for
///   INSERTs a CREATE TABLE that says nothing else), then the data. So tables, columns and rows are
///   those of a dump in plain text;
/// - "blob 16403" for each large object, which may be a container itself.
///
/// Reads forward alone: data name the entry they belong to, and stand behind all entries. Of what
/// is remembered of tables PgCustomToc bounds the size.
///
/// Data that do not decode end with an error, and the rest of them is a member "raw from byte 812",
/// as it is; then come the next ones. Where the archive itself breaks, it ends; so it does where it
/// is of another version, or compressed by other than zlib, LZ4 and zstd.
class PgCustomReader final : public ContainerReader {
 public:
  /// `source` must outlive it. `memory`: see make_codec().
  PgCustomReader(ReplayStream& source, std::size_t memory)
      : input_(source), toc_(input_), memory_(memory) {}

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::uint64_t bytes_used() const override { return input_.broke_at(); }
  std::size_t memory() const override;
  std::unique_ptr<core::ByteStream> rest(std::uint64_t& offset) override {
    return input_.rest(offset);
  }

 private:
  enum class Part : std::uint8_t { kStart, kDefinitions, kData };

  void pass_over();
  base::Result<bool> next_data(Member& member);
  base::Result<bool> next_blob(Member& member);
  void begin_data(std::string text);
  base::Result<bool> end();

  PgCustomInput input_;
  PgCustomToc toc_;
  std::size_t memory_;
  Part part_ = Part::kStart;
  bool in_blobs_ = false;             ///< Large objects follow one another.
  std::optional<PgCustomData> data_;  ///< Of the member at hand.
  bool is_undecodable_ = false;       ///< What is left of it.
  std::string text_;                  ///< Of the member at hand, in front of data_...
  std::size_t handed_out_ = 0;        ///< ...and how much of it has been read.
};

}  // namespace leaksift::content
