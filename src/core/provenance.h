// Provenance: where a piece of content comes from, from the root on the command line inwards.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leaksift::core {

/// The way to a blob. Constant after construction, shared by all blocks and findings of the blob.
/// Paths are bytes as the file system gave them: not necessarily UTF-8.
struct Provenance {
  /// The root it was found under, as typed ("-" for standard input).
  std::string root;
  /// The file's path as a user can open it: root joined with `below_root`.
  std::string path;
  /// The path below the root, or the file's name when the root is the file itself. Part of finding
  /// ids, so that a copy of a tree elsewhere gives the same ids.
  std::string below_root;
  /// The steps into containers, outermost first: member names of archives and the like.
  std::vector<std::string> within;
  /// 0, unless containers repeat the names on this way: then another number for each way. Part of
  /// finding ids.
  std::uint64_t repeat = 0;
};

/// The path and the steps as people read them: "dump.zip > old.tar.gz > users.csv".
std::string full_path(const Provenance& provenance);

}  // namespace leaksift::core
