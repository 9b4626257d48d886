#include "content/sqlite_log_reader.h"

#include <utility>

namespace leaksift::content {

SqliteLogReader::SqliteLogReader(ReplayStream& file, SqliteLog log)
    : file_(file),
      log_(std::move(log)),
      versions_(file, log_.page_size(), log_.frames(),
                [this](std::uint64_t frame) { return log_.offset_of(frame); }) {}

base::Result<std::unique_ptr<SqliteLogReader>> SqliteLogReader::open(ReplayStream& file,
                                                                     ReplayStream* database,
                                                                     const core::WorkTime* time) {
  auto log = SqliteLog::read(file);
  if (!log) return base::Error{"sqlite-wal: its header makes no sense"};
  std::unique_ptr<SqliteLogReader> reader(new SqliteLogReader(file, *std::move(log)));
  if (database != nullptr && reader->log_.applies_to(*database, file)) {
    reader->versions_.leave_out_latest(reader->log_, file, time);
  }
  return reader;
}

base::Result<bool> SqliteLogReader::next(Member& member) {
  member = {};
  member.name = "frames";
  member.is_text = true;
  if (!std::exchange(begun_, true) && versions_.has_more()) return true;
  if (const auto& error = file_.error()) return *error;
  return false;
}

base::Result<std::size_t> SqliteLogReader::read(char* buffer, std::size_t capacity) {
  return versions_.read(buffer, capacity);
}

std::size_t SqliteLogReader::memory() const {
  return log_.latest().capacity() * sizeof(SqliteLog::Version);
}

}  // namespace leaksift::content
