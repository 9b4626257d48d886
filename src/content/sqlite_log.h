// SqliteLog: where the pages stand in the write-ahead log of a SQLite database.
#pragma once

#include "content/replay_stream.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// The checksum of a log: two sums, each of which goes into the other.
struct SqliteLogSum {
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  bool operator==(const SqliteLogSum&) const = default;
  /// Adds `bytes`, a multiple of eight, as words of the given order.
  void add(std::string_view bytes, bool big_endian);
};

/// The first 32 bytes of a log (https://www.sqlite.org/fileformat2.html, 4.1).
struct SqliteLogHeader {
  static constexpr std::size_t kBytes = 32;

  std::uint32_t page_size = 0;  ///< 512 to 65,536, a power of two.
  bool big_endian = false;      ///< The order of words in checksums; all else is big-endian.
  std::uint64_t salts = 0;      ///< Repeated by the frames of the same round.
  SqliteLogSum sum;             ///< Of what stands before it.

  /// Nothing if the page size makes no sense or the checksum is wrong.
  static std::optional<SqliteLogHeader> parse(std::string_view bytes);
};

/// What a log says: frames, each with the version of a page. Those that count begin with the first
/// one and go on as long as salts and checksums are right, up to the last that ends a transaction;
/// what follows was never committed, or is left from an earlier round. Memory: eight bytes for each
/// frame that counts; of many frames, the first 2^23 (32 GiB of pages of 4 KiB) may count.
/// Immutable.
class SqliteLog {
 public:
  /// A page, and the frame with its latest version.
  struct Version {
    std::uint32_t page = 0;  ///< From 1.
    std::uint32_t frame = 0;
  };

  /// Reads all of `file`, which must be seekable. Nothing if its header makes no sense.
  static std::optional<SqliteLog> read(ReplayStream& file);

  std::uint32_t page_size() const { return header_.page_size; }
  /// Of the database after the last transaction, in pages; 0 if none was committed.
  std::uint32_t pages() const { return pages_; }
  /// The latest committed versions, by number of the page; some may lie beyond the last page.
  const std::vector<Version>& latest() const { return latest_; }
  /// Where the latest committed version of a page begins in the log; nothing if it has none.
  std::optional<std::uint64_t> find(std::uint64_t page) const;
  /// Where the page of a frame begins in the log.
  std::uint64_t offset_of(std::uint64_t frame) const;
  /// Frames in the log, whether they count or not; of the last one, a part may be missing.
  std::uint64_t frames() const { return frames_; }

  /// The numbers of all pages that have a frame in `file`, the log's own, whether it counts or not;
  /// of many frames, the first 2^23. Ascending, each once.
  std::vector<std::uint32_t> named_pages(ReplayStream& file) const;

  /// Whether `database`, seekable as the log is, is a database that `log` goes on: it is none if
  /// it has another page size, or if what the two say together makes no sense.
  bool applies_to(ReplayStream& database, ReplayStream& log) const;

 private:
  explicit SqliteLog(const SqliteLogHeader& header) : header_(header) {}
  void read_frames(ReplayStream& file);

  SqliteLogHeader header_;
  std::uint64_t frames_ = 0;
  std::uint32_t pages_ = 0;
  std::vector<Version> latest_;
};

/// Reads up to `capacity` bytes from `offset` on; fewer only at the end of a stream or its error.
std::size_t read_at(ReplayStream& file, std::uint64_t offset, char* buffer, std::size_t capacity);

}  // namespace leaksift::content
