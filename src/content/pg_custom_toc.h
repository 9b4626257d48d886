// PgCustomToc: what the front of an archive of pg_dump says of the database and of its data.
#pragma once

#include "base/result.h"
#include "content/codec.h"
#include "content/pg_custom_input.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leaksift::content {

/// Reads a header and the table of contents behind it, as WriteHead and WriteToc of PostgreSQL have
/// written them (src/bin/pg_dump/pg_backup_archiver.c): versions 1.10 to 1.16, which are those of
/// PostgreSQL 8.0 to 18. It is also that of `toc.dat` in dumps to a folder or a tar file, where the
/// data lie in other files. Used by one thread at a time.
class PgCustomToc {
 public:
  /// The most bytes that are remembered of tables.
  static constexpr std::size_t kMostHeld = 64 << 20;

  /// What there is to say of data that come later.
  struct Data {
    std::string name;  ///< "public.people".
    std::string head;  ///< The statement that names its columns: COPY, or CREATE TABLE.
  };

  /// `input` must outlive it.
  explicit PgCustomToc(PgCustomInput& input) : input_(input) {}

  /// Adds what the header says to `text`, as comments of SQL. A version that is not known breaks
  /// the input: "pg_dump: version 2.0 is not known".
  base::Status read_header(std::string& text);

  /// Adds the definition of the next entry to `text`, below the comment that pg_dump would write;
  /// of an entry that breaks, what there is. False if there is no other.
  base::Result<bool> read_entry(std::string& text);

  /// What stands in front of the text of all data: the encoding and the quoting of strings.
  const std::string& preface() const { return preface_; }
  /// Whether data follow the entries.
  bool holds_data() const { return format_ == kCustom; }
  /// The data of the entry with this number; none if no entry has such, or they were taken already.
  std::optional<Data> take_data(std::int64_t id);
  /// Of how many entries the data were not taken.
  std::size_t data_due() const { return data_.size(); }
  /// Of how many tables nothing is remembered, since there are too many.
  std::size_t forgotten() const { return forgotten_; }

  /// False if what the data are compressed by is not known.
  bool knows_compression() const { return compression_ <= kMostCompression; }
  std::uint64_t compression() const { return compression_; }
  /// What undoes the compression of one piece of data; null if there is none to undo. See
  /// content::make_codec().
  std::unique_ptr<Codec> make_codec(std::size_t memory) const;

  /// Bytes of memory in use.
  std::size_t memory() const { return held_; }

 private:
  struct Entry;

  // pg_backup.h: ArchiveFormat.
  static constexpr std::uint8_t kCustom = 1;
  static constexpr std::uint8_t kTar = 3;
  static constexpr std::uint8_t kFolder = 5;
  // common/compression.h: pg_compress_algorithm.
  static constexpr std::uint64_t kNoCompression = 0;
  static constexpr std::uint64_t kZlib = 1;
  static constexpr std::uint64_t kLz4 = 2;
  static constexpr std::uint64_t kZstd = 3;
  static constexpr std::uint64_t kMostCompression = kZstd;

  void read_versions();
  void read_fields(Entry& entry);
  void read_place();
  void remember(const Entry& entry);
  bool has_room(std::size_t bytes);

  // Each gives nothing once the input is broken.
  std::uint8_t byte();
  std::int64_t number();
  std::string string(std::size_t most);
  bool skip_string();

  PgCustomInput& input_;
  std::uint8_t minor_ = 0;  ///< Of the version.
  std::uint8_t format_ = 0;
  std::size_t offset_bytes_ = 0;
  std::uint64_t compression_ = 0;
  std::optional<std::int64_t> entries_left_;  ///< Not known before the first.
  std::string preface_;
  std::unordered_map<std::int64_t, Data> data_;           ///< By number of the entry.
  std::unordered_map<std::string, std::string> columns_;  ///< CREATE TABLE, by name of the table.
  std::size_t held_ = 0;
  std::size_t forgotten_ = 0;
};

}  // namespace leaksift::content
