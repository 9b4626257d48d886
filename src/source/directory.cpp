#include "source/directory.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>

namespace leaksift::source {
namespace {

/// How many directories of a chain stay open. Reopening comes in runs of this length too, so that a
/// walk back out of a very deep tree costs one long path per run.
constexpr std::size_t kOpenDirectories = 64;

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

}  // namespace

Listing list(const Descriptor& directory) {
  Listing listing;
  Descriptor own = open_below(directory.get(), ".", O_RDONLY | O_DIRECTORY);
  std::unique_ptr<DIR, CloseDirectory> entries(own.is_open() ? ::fdopendir(own.get()) : nullptr);
  if (!entries) {
    listing.error = errno;
    return listing;
  }
  own.release();
  while (true) {
    errno = 0;
    const dirent* entry = ::readdir(entries.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") listing.names.emplace_back(name);
  }
  listing.error = errno;
  std::sort(listing.names.begin(), listing.names.end());
  return listing;
}

void DirectoryChain::push(Level level) {
  levels_.push_back(std::move(level));
  if (levels_.size() > kOpenDirectories) {
    levels_[levels_.size() - 1 - kOpenDirectories].descriptor = Descriptor();
  }
}

bool DirectoryChain::contains(const Identity& identity) const {
  return std::any_of(levels_.begin(), levels_.end(),
                     [&](const Level& level) { return level.identity == identity; });
}

bool DirectoryChain::reopen_top() {
  if (top().descriptor.is_open()) return true;
  const std::size_t last = levels_.size() - 1;
  for (std::size_t i = last - std::min(last, kOpenDirectories - 1); i <= last; ++i) {
    if (!reopen(i)) return false;
  }
  return true;
}

bool DirectoryChain::reopen(std::size_t depth) {
  Level& level = levels_[depth];
  const int flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | (level.through_link ? 0 : O_NOFOLLOW);
  if (depth > 0 && levels_[depth - 1].descriptor.is_open()) {
    level.descriptor = open_below(levels_[depth - 1].descriptor.get(), level.name.c_str(), flags);
  } else {
    std::string path = levels_[0].name;
    for (std::size_t i = 1; i <= depth; ++i) {
      if (!path.ends_with('/')) path += '/';
      path += levels_[i].name;
    }
    level.descriptor = open_path(path, flags);
  }
  struct stat status = {};
  if (!level.descriptor.is_open() || ::fstat(level.descriptor.get(), &status) != 0) return false;
  if (Identity(status.st_dev, status.st_ino) == level.identity) return true;
  level.descriptor = Descriptor();
  return false;
}

}  // namespace leaksift::source
