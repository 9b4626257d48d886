// The kinds of file that are not regular, in words.
#pragma once

#include <string_view>
#include <sys/stat.h>

namespace leaksift::source {

constexpr std::string_view kind_name(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFIFO:
      return "fifo";
    case S_IFSOCK:
      return "socket";
    case S_IFCHR:
      return "character device";
    case S_IFBLK:
      return "block device";
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symbolic link";
    default:
      return "unknown kind";
  }
}

}  // namespace leaksift::source
