// SqliteReader: a SQLite database file as a container of text.
#pragma once

#include "content/container_reader.h"
#include "content/replay_stream.h"
#include "content/sqlite_free_space.h"
#include "content/sqlite_header.h"
#include "content/sqlite_rows.h"
#include "content/stream_vfs.h"

#include <memory>
#include <string>

namespace leaksift::content {

/// Its members are "rows" (see SqliteRows) and, if there is any, "free" (see SqliteFreeSpace). In
/// place of the latter a damaged database has "salvaged": all bytes of the file, with the records
/// in them set apart, so that what SQLite cannot reach is seen too; then comes the error. The file
/// is never written and nothing beside it is looked at; what the schema says is read but not run:
/// no views, triggers, virtual tables or computed columns.
class SqliteReader final : public ContainerReader {
 public:
  /// Reads the schema of `file`, which must be seekable and outlive the reader. Fails if the header
  /// makes no sense.
  static base::Result<std::unique_ptr<SqliteReader>> open(ReplayStream& file);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

 private:
  enum class Part : std::uint8_t { kStart, kRows, kPages, kEnd };

  SqliteReader(ReplayStream& file, const SqliteHeader& header);
  int start();
  void begin_pages(Member& member);
  std::string damage() const;
  std::string describe(int code) const;

  ReplayStream& file_;
  SqliteHeader header_;
  StreamVfs vfs_;
  std::unique_ptr<StepGuard> guard_;
  Database database_;
  std::unique_ptr<SqliteRows> rows_;
  std::unique_ptr<SqliteFreeSpace> pages_;
  int opened_ = 0;      ///< Result code of opening.
  std::string damage_;  ///< What went wrong with the rows or the list of free pages.
  Part part_ = Part::kStart;
};

}  // namespace leaksift::content
