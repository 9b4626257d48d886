// SqliteVersions: pages of a SQLite database as text, wherever they stand in a file.
#pragma once

#include "content/replay_stream.h"
#include "content/sqlite_log.h"
#include "content/sqlite_page.h"
#include "core/work_time.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace leaksift::content {

/// Versions of pages that are not, or no longer, part of a database, as SqlitePageCarver writes all
/// of a page: of each piece of text only the first, since one transaction after the other repeats
/// what it leaves unchanged. Memory: a page and what DistinctPieces takes. Used by one thread at a
/// time.
class SqliteVersions {
 public:
  /// Gives where in the file a version begins, by its index.
  using Places = std::function<std::uint64_t(std::uint64_t)>;

  /// `file` must be seekable and outlive this; there are `count` versions in it.
  SqliteVersions(ReplayStream& file, std::uint32_t page_size, std::uint64_t count, Places places);
  SqliteVersions(const SqliteVersions&) = delete;
  SqliteVersions& operator=(const SqliteVersions&) = delete;

  /// Before anything is read: leaves out all that stands in the latest committed pages of `log`,
  /// whose file is `log_file`, since the database shows it. Ends early when `time`, which may be
  /// null, has passed.
  void leave_out_latest(const SqliteLog& log, ReplayStream& log_file, const core::WorkTime* time);

  /// The same with other pages, `count` in `file`.
  void leave_out(ReplayStream& file, std::uint64_t count, const Places& places,
                 const core::WorkTime* time);

  /// The next bytes; 0 at their end.
  std::size_t read(char* buffer, std::size_t capacity);
  /// Whether read() has anything left to give.
  bool has_more();

 private:
  void add_page(ReplayStream& file, std::uint64_t offset);

  ReplayStream& file_;
  std::uint64_t count_;
  Places places_;
  std::uint64_t next_ = 0;
  std::vector<char> page_;
  std::string out_;  ///< Text to be handed out...
  std::size_t handed_out_ = 0;
  DistinctPieces distinct_;
  SqlitePageCarver carver_;
};

}  // namespace leaksift::content
