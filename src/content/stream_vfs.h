// StreamVfs: lets SQLite read a database from a stream, and touch nothing else.
#pragma once

#include "base/result.h"
#include "content/replay_stream.h"

#include <cstdint>
#include <memory>

struct sqlite3;

namespace leaksift::content {

/// A file system for SQLite that holds one file, which cannot change and cannot be written: no
/// journal, log, lock or temporary file is looked for or made, so nothing beside the evidence is
/// read or touched. Used by one thread at a time.
class StreamVfs {
 public:
  /// `stream` must be seekable and outlive this. The file is shown as at least `least_bytes` long,
  /// with zeros for what is missing: SQLite refuses to open a truncated database, but reads what
  /// there is of one that has pages which make no sense.
  StreamVfs(ReplayStream& stream, std::uint64_t least_bytes);
  ~StreamVfs();
  StreamVfs(const StreamVfs&) = delete;
  StreamVfs& operator=(const StreamVfs&) = delete;

  /// Opens the file: a result code of SQLite. `database` is to be closed in any case, before this
  /// goes.
  int open(sqlite3** database);

 private:
  struct System;
  std::unique_ptr<System> system_;
};

}  // namespace leaksift::content
