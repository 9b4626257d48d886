// SqliteReader: a SQLite database file as a container of text.
#pragma once

#include "content/container_reader.h"
#include "content/logged_database.h"
#include "content/replay_stream.h"
#include "content/sqlite_free_space.h"
#include "content/sqlite_header.h"
#include "content/sqlite_log.h"
#include "content/sqlite_rows.h"
#include "content/sqlite_versions.h"
#include "content/stream_vfs.h"
#include "core/work_time.h"

#include <memory>
#include <optional>
#include <string>

namespace leaksift::content {

/// Its members are "rows" (see SqliteRows) and, if there is any, "free" (see SqliteFreeSpace). In
/// place of the latter a damaged database has "salvaged": all bytes of the file, with the records
/// in them set apart, so that what SQLite cannot reach is seen too; then comes the error.
///
/// With a write-ahead log that applies to it, the database is read as it would stand after a
/// checkpoint (see LoggedDatabase). What its file still holds of pages that the log replaces or
/// drops then comes as "superseded" (see SqliteVersions), unless the latest versions in the log
/// have it too.
///
/// Nothing is ever written; what the schema says is read but not run: no views, triggers, virtual
/// tables or computed columns.
class SqliteReader final : public ContainerReader {
 public:
  /// Reads the schema of `file`, which must be seekable. Its log and `time` may both be null; all
  /// must outlive the reader. Fails if the header makes no sense.
  static base::Result<std::unique_ptr<SqliteReader>> open(ReplayStream& file,
                                                          ReplayStream* log = nullptr,
                                                          const core::WorkTime* time = nullptr);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::size_t memory() const override;

 private:
  enum class Part : std::uint8_t { kStart, kRows, kPages, kVersions, kEnd };

  /// A log that applies, and the database with it.
  struct Logged {
    ReplayStream& database_file;
    ReplayStream& log_file;
    SqliteLog log;
    ReplayStream database;
    const core::WorkTime* time;

    Logged(ReplayStream& file, ReplayStream& log_stream, SqliteLog index,
           const core::WorkTime* work_time);
  };

  SqliteReader(ReplayStream& file, const SqliteHeader& header, std::unique_ptr<Logged> logged);
  int start();
  void begin_pages(Member& member);
  bool begin_versions(Member& member);
  std::string damage() const;
  std::string describe(int code) const;

  std::unique_ptr<Logged> logged_;  ///< Null without a log.
  ReplayStream& file_;              ///< With the log, if there is one.
  SqliteHeader header_;
  StreamVfs vfs_;
  std::unique_ptr<StepGuard> guard_;
  Database database_;
  std::unique_ptr<SqliteRows> rows_;
  std::unique_ptr<SqliteFreeSpace> pages_;
  std::unique_ptr<SqliteVersions> versions_;
  int opened_ = 0;      ///< Result code of opening.
  std::string damage_;  ///< What went wrong with the rows or the list of free pages.
  Part part_ = Part::kStart;
};

}  // namespace leaksift::content
