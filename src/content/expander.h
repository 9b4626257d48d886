// Expander: turns one input into the blobs it holds, opening containers to any depth within limits.
#pragma once

#include "content/budget.h"
#include "content/passwords.h"
#include "content/replay_stream.h"
#include "content/seven_zip_aes.h"
#include "core/byte_stream.h"
#include "core/file_status.h"
#include "core/limits.h"
#include "core/provenance.h"

#include <cstdint>
#include <memory>
#include <string>

namespace leaksift::content {

/// A blob to be scanned (`stream` set; a core::TranslatedStream if its text may be in another
/// encoding than UTF-8), or the outcome of something that is not scanned itself: a
/// container when all its members are out, a member that cannot be read (`stream` null).
struct Item {
  std::shared_ptr<const core::Provenance> provenance;
  core::ByteStream* stream = nullptr;  ///< Owned by the Expander; valid until the next call.
  /// "zip", "gzip", "tar"..., with what it is compressed by: "tar+gzip". Empty for plain content
  /// and where the bytes come as they are.
  std::string format;
  std::uint64_t bytes = 0;  ///< If known: size of the member or the container.
  /// Of a container that is partial: how many of its bytes were read, be it as raw bytes.
  std::uint64_t covered = 0;
  core::FileStatus status = core::FileStatus::kScanned;
  std::string reason;
  bool incomplete = false;  ///< True if this makes the scan incomplete.
};

/// What an Expander works with beside its input.
struct ExpandOptions {
  ExpandOptions() = default;
  ExpandOptions(core::Limits given) : limits(given) {}  // NOLINT(google-explicit-constructor)

  core::Limits limits;
  std::shared_ptr<const Passwords> passwords;  ///< Tried on what is encrypted. Null: none.
  std::shared_ptr<SevenZipKeys> keys;          ///< Of these; null: of this input alone.
  DecodedTotal* decoded_total = nullptr;       ///< Of the scan; null: not counted.
  const core::WorkTime* time = nullptr;        ///< Of the input; null: not limited.
  /// If the input is a SQLite database, its write-ahead log; if it is such a log, its database.
  /// Must be seekable. Null: not at hand.
  std::shared_ptr<ReplayStream> beside;
};

/// Yields items in the order in which they stand in the input, a container's own item after those
/// of its members. What opens is decided by magic bytes, never by a name. Used by one thread at a
/// time.
///
/// Each container that names its members adds their names to `within`. A compressed file adds the
/// name of what it holds ("dump.sql" for dump.sql.gz, or "gzip") unless that is a container too:
/// the two then are one, so that a tar.gz has one step and one item. Only regular files are
/// members.
///
/// A container that breaks in the middle gives what came before: the stream of the member ends with
/// an Error, the container's bytes from the break on come as a blob of their own, and the
/// container's item is partial with that reason. The bytes of a container that cannot be opened at
/// all, or lies deeper than the limits allow, come as they are: as a blob that is partial. An
/// encrypted member is skipped unless a password opens it. When any other limit is passed, the
/// stream at hand ends with an Error such as "limit: expansion ratio", and all open containers are
/// partial.
///
/// Where a container repeats the name of a member, the provenances differ in `repeat`. Names that
/// are longer together than Limits::max_path_length are cut, and what they name is partial.
///
/// A SQLite database has the members that SqliteReader makes, its write-ahead log those that
/// SqliteLogReader makes, and an archive of pg_dump those that PgCustomReader makes. In another
/// container, the former is taken into memory up to Limits::max_held_bytes, and otherwise into a
/// temporary file that nobody else can open: nothing else is ever written.
///
/// The memory used does not grow with the input: buffers, at most 16 MiB for the zip and 7z files
/// that stand in other containers or come through a pipe (a larger zip is then read without its
/// directory, a larger 7z not opened), the database at hand, the names of tables in an archive
/// of pg_dump, and what the formats' dictionaries need.
class Expander {
 public:
  Expander(std::shared_ptr<const core::Provenance> provenance,
           std::unique_ptr<core::ByteStream> stream, std::uint64_t bytes,
           const ExpandOptions& options);
  ~Expander();
  Expander(Expander&&) noexcept;
  Expander& operator=(Expander&&) noexcept;

  /// The next item; false at the end. What the last item's stream still held is passed over.
  bool next(Item& item);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leaksift::content
