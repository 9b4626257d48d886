// Walker: finds the inputs below the roots, in an order that is always the same.
#pragma once

#include "base/result.h"
#include "core/byte_stream.h"
#include "core/file_status.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::source {

struct WalkOptions {
  std::vector<std::string> roots;  ///< As typed; "-" is standard input.
  /// Globs (see glob.h); if any, a file must match one. Held against the path below the root, or,
  /// for a root that is itself a file, against its name.
  std::vector<std::string> includes;
  /// Globs; a file or directory that matches one is left out without a word, and such a directory
  /// is not entered. A root that is a directory is always entered.
  std::vector<std::string> excludes;
  std::uint64_t max_file_size = UINT64_MAX;
  bool follow_symlinks = false;
  /// Files never to be read, because the scan writes them: outputs, by device and inode.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> own_outputs;
};

/// A file to be scanned, or one that will not be (`status` is then kSkipped or kFailed).
struct Input {
  std::string root;
  std::string path;
  std::string below_root;
  std::uint64_t bytes = 0;  ///< Size when it was met; 0 if unknown.
  core::FileStatus status = core::FileStatus::kScanned;
  std::string reason;         ///< Why it is skipped or failed; empty otherwise.
  bool incomplete = false;    ///< True if that makes the scan incomplete (failed; not: by rule).
  bool through_link = false;  ///< A root, or a link that was followed: open() may follow it too.
  /// Of a file called X-wal, as SQLite calls its logs: X stands beside it and is an input too.
  bool base_is_input = false;
};

/// Lists inputs depth first, directory entries in byte order. Never throws; every entry that is met
/// comes out as an Input, except directories that could be read. A root that is a symbolic link is
/// followed. With follow_symlinks, a directory below a root is entered once, however many links
/// lead to it. Holds few descriptors and a directory's names per level, whatever the depth. Used by
/// one thread at a time.
class Walker {
 public:
  explicit Walker(WalkOptions options);
  ~Walker();
  Walker(Walker&&) noexcept;
  Walker& operator=(Walker&&) noexcept;

  /// The next input; false at the end.
  bool next(Input& input);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Opens a file (or standard input) for sequential reading. Never blocks on a FIFO or device: what
/// is no longer a regular file is an error. A file that is shorter at its end than it was when it
/// was met gives the error "shrank while read: N of M bytes"; one that has grown is read to its end
/// as it is then. What a file on disk gives is a core::SeekableStream. Reading standard input ends
/// with the error "stopped" soon after `*stop` (if given) is no longer 0.
base::Result<std::unique_ptr<core::ByteStream>> open(const Input& input,
                                                     const std::atomic<int>* stop = nullptr);

/// Opens `path`, a regular file in the folder of `input`, in the same way. Null if that cannot be
/// done, or if one of the two is a symbolic link: what stands beside a link belongs to another
/// file.
std::unique_ptr<core::ByteStream> open_beside(const Input& input, const std::string& path);

}  // namespace leaksift::source
