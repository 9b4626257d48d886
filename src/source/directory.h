// Directory: an open directory with its names in byte order.
#pragma once

#include "source/descriptor.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::source {

/// Device and inode: what a file is, whatever its path.
using Identity = std::pair<std::uint64_t, std::uint64_t>;

/// The names in a directory, without "." and "..", in byte order.
struct Listing {
  std::vector<std::string> names;
  int error = 0;  ///< The errno that ended the listing early, or 0.
};

Listing list(const Descriptor& directory);

/// A chain of directories from a root inwards, as a walk keeps it. Only the innermost few are open;
/// an outer one is opened again when the walk comes back to it, and must then be the same
/// directory. So the depth is bounded neither by descriptors nor by PATH_MAX.
class DirectoryChain {
 public:
  /// A directory that has been entered.
  struct Level {
    std::string name;  ///< As it stands in its parent; the root's path for the outermost.
    Identity identity;
    bool through_link = false;
    Descriptor descriptor;
    Listing listing;
    std::size_t next = 0;         ///< Index of the next name to visit.
    std::size_t path_length = 0;  ///< Of the path below the root that leads here.
  };

  bool empty() const { return levels_.empty(); }
  std::size_t depth() const { return levels_.size(); }
  Level& top() { return levels_.back(); }
  const Level& at(std::size_t depth) const { return levels_[depth]; }

  void push(Level level);
  void pop() { levels_.pop_back(); }
  bool contains(const Identity& identity) const;

  /// Opens the innermost directory again if it was closed. False when it cannot be opened or is
  /// not the directory that it was.
  bool reopen_top();

 private:
  bool reopen(std::size_t depth);

  std::vector<Level> levels_;
};

}  // namespace leaksift::source
