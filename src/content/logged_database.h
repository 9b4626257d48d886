// LoggedDatabase: a SQLite database as it stands with its write-ahead log.
#pragma once

#include "content/replay_stream.h"
#include "content/sqlite_log.h"
#include "core/seekable_stream.h"

#include <cstdint>

namespace leaksift::content {

/// The bytes that the file of the database would have after a checkpoint: each page in its latest
/// committed version, from the log or else from the file. Pages that neither has are zeros. Nothing
/// is written. Used by one thread at a time.
class LoggedDatabase final : public core::SeekableStream {
 public:
  /// `database` and `log`, both seekable, and `index`, which applies to them, must outlive this.
  LoggedDatabase(ReplayStream& database, ReplayStream& log, const SqliteLog& index)
      : database_(database), log_(log), index_(index) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  base::Status seek(std::uint64_t offset) override;
  std::uint64_t size() const override;

 private:
  ReplayStream& database_;
  ReplayStream& log_;
  const SqliteLog& index_;
  std::uint64_t offset_ = 0;
};

}  // namespace leaksift::content
