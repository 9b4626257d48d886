#include "content/sqlite_log_reader.h"

#include <cstdint>
#include <utility>
#include <vector>

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
    reader->leave_out(*database, time);
  }
  return reader;
}

/// Frames of an earlier round mostly have what a checkpoint has put into the database since.
void SqliteLogReader::leave_out(ReplayStream& database, const core::WorkTime* time) {
  versions_.leave_out_latest(log_, file_, time);
  const std::vector<std::uint32_t> pages = log_.named_pages(file_);
  const auto place = [&](std::uint64_t index) {
    return std::uint64_t{pages[index] - 1} * log_.page_size();
  };
  versions_.leave_out(database, pages.size(), place, time);
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
