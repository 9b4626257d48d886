// SqliteLogReader: the write-ahead log of a SQLite database as a container of text.
#pragma once

#include "content/container_reader.h"
#include "content/replay_stream.h"
#include "content/sqlite_log.h"
#include "content/sqlite_versions.h"
#include "core/work_time.h"

#include <cstddef>
#include <memory>

namespace leaksift::content {

/// Its one member, "frames", has the records in the pages of all its frames, committed or not (see
/// SqliteVersions). Where the database is at hand and the log applies to it, what stands in the
/// latest committed pages is left out, and what the database's file has in pages of the same
/// numbers: SqliteReader shows that as part of the database.
class SqliteLogReader final : public ContainerReader {
 public:
  /// `file` must be seekable; it, `database` and `time`, which may both be null, must outlive the
  /// reader. Fails if the header makes no sense.
  static base::Result<std::unique_ptr<SqliteLogReader>> open(ReplayStream& file,
                                                             ReplayStream* database,
                                                             const core::WorkTime* time);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::size_t memory() const override;

 private:
  SqliteLogReader(ReplayStream& file, SqliteLog log);
  void leave_out(ReplayStream& database, const core::WorkTime* time);

  ReplayStream& file_;
  SqliteLog log_;
  SqliteVersions versions_;
  bool begun_ = false;
};

}  // namespace leaksift::content
