// Descriptor: an open file, and ways to open one that paths of any length allow.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace leaksift::source {

/// Owns a file descriptor. Move only; closes on destruction.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  /// Gives the descriptor away.
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

/// openat(2) with O_CLOEXEC, again after EINTR. Not open on failure: errno says why.
Descriptor open_below(int directory, const char* name, int flags);

/// Opens `path` with `flags`, also when it is longer than PATH_MAX: it then goes directory by
/// directory. Not open on failure: errno says why.
Descriptor open_path(const std::string& path, int flags);

/// errno in words, as reasons use them: "permission denied", "no such file or directory".
std::string error_text(int error);

}  // namespace leaksift::source
