#include "content/stream_vfs.h"

#include <algorithm>
#include <cstring>
#include <sqlite3.h>
#include <string>

namespace leaksift::content {
namespace {

struct Source {
  ReplayStream* stream;
  std::uint64_t size;
};

/// What SQLite allocates for its handle of the file; `base` comes first, as it demands.
struct OpenFile {
  sqlite3_file base;
  const Source* source;
};

int close_file(sqlite3_file*) {
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  const Source& source = *reinterpret_cast<OpenFile*>(file)->source;
  auto* bytes = static_cast<char*>(out);
  auto left = static_cast<std::size_t>(amount);
  if (offset < 0 || !source.stream->seek(static_cast<std::uint64_t>(offset))) {
    return SQLITE_IOERR_READ;
  }
  while (left > 0) {
    const base::Result<std::size_t> got = source.stream->read(bytes, left);
    if (!got) return SQLITE_IOERR_READ;
    if (*got == 0) break;
    bytes += *got;
    left -= *got;
  }
  if (left == 0) return SQLITE_OK;
  std::memset(bytes, 0, left);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file*, const void*, int, sqlite3_int64) {
  return SQLITE_READONLY;
}

int truncate_file(sqlite3_file*, sqlite3_int64) {
  return SQLITE_READONLY;
}

int sync_file(sqlite3_file*, int) {
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(reinterpret_cast<OpenFile*>(file)->source->size);
  return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
  return SQLITE_OK;
}

int is_reserved(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
  return 4096;
}

int characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_IMMUTABLE;
}

sqlite3_io_methods make_methods() {
  sqlite3_io_methods methods = {};
  methods.iVersion = 1;
  methods.xClose = close_file;
  methods.xRead = read_file;
  methods.xWrite = write_file;
  methods.xTruncate = truncate_file;
  methods.xSync = sync_file;
  methods.xFileSize = file_size;
  methods.xLock = lock_file;
  methods.xUnlock = lock_file;
  methods.xCheckReservedLock = is_reserved;
  methods.xFileControl = control_file;
  methods.xSectorSize = sector_size;
  methods.xDeviceCharacteristics = characteristics;
  return methods;
}

int open_file(sqlite3_vfs* vfs, const char*, sqlite3_file* file, int flags, int* out_flags) {
  static const sqlite3_io_methods methods = make_methods();
  auto* opened = reinterpret_cast<OpenFile*>(file);
  opened->base.pMethods = nullptr;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;
  opened->base.pMethods = &methods;
  opened->source = static_cast<const Source*>(vfs->pAppData);
  if (out_flags != nullptr) *out_flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs*, const char*, int) {
  return SQLITE_READONLY;
}

int access_file(sqlite3_vfs*, const char*, int, int* result) {
  *result = 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int capacity, char* out) {
  sqlite3_snprintf(capacity, out, "%s", name);
  return SQLITE_OK;
}

/// SQLite takes its random numbers from its own file system; nothing here may depend on them.
int randomness(sqlite3_vfs*, int count, char* out) {
  std::memset(out, 0, static_cast<std::size_t>(count));
  return count;
}

int sleep_for(sqlite3_vfs*, int) {
  return 0;
}

int current_time(sqlite3_vfs*, double* julian_day) {
  *julian_day = 0;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

}  // namespace

struct StreamVfs::System {
  Source source;
  std::string name;
  sqlite3_vfs vfs;
};

StreamVfs::StreamVfs(ReplayStream& stream, std::uint64_t least_bytes)
    : system_(std::make_unique<System>()) {
  System& system = *system_;
  system.source = {&stream, std::max(stream.size(), least_bytes)};
  system.name = "leaksift-" + std::to_string(reinterpret_cast<std::uintptr_t>(&system));
  sqlite3_vfs& vfs = system.vfs;
  vfs = {};
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(OpenFile);
  vfs.mxPathname = 64;
  vfs.zName = system.name.c_str();
  vfs.pAppData = &system.source;
  vfs.xOpen = open_file;
  vfs.xDelete = remove_file;
  vfs.xAccess = access_file;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep_for;
  vfs.xCurrentTime = current_time;
  vfs.xGetLastError = last_error;
}

StreamVfs::~StreamVfs() = default;

int StreamVfs::open(sqlite3** database) {
  // Known by name only while it is opened: then SQLite keeps the pointer.
  const int registered = sqlite3_vfs_register(&system_->vfs, 0);
  if (registered != SQLITE_OK) return registered;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  const int opened = sqlite3_open_v2("database", database, flags, system_->name.c_str());
  sqlite3_vfs_unregister(&system_->vfs);
  return opened;
}

}  // namespace leaksift::content
