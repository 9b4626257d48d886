#include "core/seekable_stream.h"
#include "source/descriptor.h"
#include "source/file_kind.h"
#include "source/walker.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace leaksift::source {
namespace {

/// Of a file that is no larger, the system reads all ahead anyway.
constexpr off_t kReadAtOnce = 128 << 10;

/// A regular file. Reads by offset, so the descriptor has no state.
class FileStream final : public core::SeekableStream {
 public:
  FileStream(Descriptor file, std::uint64_t expected, std::uint64_t size)
      : file_(std::move(file)), expected_(expected), size_(size) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    ssize_t got = 0;
    do {
      got = ::pread(file_.get(), buffer, capacity, static_cast<off_t>(offset_));
    } while (got < 0 && errno == EINTR);
    if (got < 0) return base::Error{"read: " + error_text(errno)};
    offset_ += static_cast<std::uint64_t>(got);
    if (got == 0 && capacity > 0 && offset_ < expected_) {
      return base::Error{"shrank while read: " + std::to_string(offset_) + " of " +
                         std::to_string(expected_) + " bytes"};
    }
    return static_cast<std::size_t>(got);
  }

  base::Status seek(std::uint64_t offset) override {
    if (offset > static_cast<std::uint64_t>(INT64_MAX)) {
      return base::Error{"seek: offset out of range"};
    }
    offset_ = offset;
    return base::Ok{};
  }

  std::uint64_t size() const override { return size_; }

 private:
  Descriptor file_;
  std::uint64_t offset_ = 0;
  std::uint64_t expected_;
  std::uint64_t size_;
};

/// Standard input, which stays open. Waits for bytes only as long as nobody asks to stop.
class StandardInput final : public core::ByteStream {
 public:
  explicit StandardInput(const std::atomic<int>* stop) : stop_(stop) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    int ready = 0;
    while ((ready = ::poll(&input, 1, kPollMilliseconds)) == 0 || (ready < 0 && errno == EINTR)) {
      if (stop_ && *stop_ != 0) return base::Error{"stopped"};
    }
    ssize_t got = 0;
    do {
      got = ::read(STDIN_FILENO, buffer, capacity);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return base::Error{"read: " + error_text(errno)};
    return static_cast<std::size_t>(got);
  }

 private:
  static constexpr int kPollMilliseconds = 100;
  const std::atomic<int>* stop_;
};

}  // namespace

base::Result<std::unique_ptr<core::ByteStream>> open(const Input& input,
                                                     const std::atomic<int>* stop) {
  if (input.root == "-" && input.below_root.empty()) {
    return std::unique_ptr<core::ByteStream>(std::make_unique<StandardInput>(stop));
  }
  const int follow = input.through_link ? 0 : O_NOFOLLOW;
  Descriptor file = open_path(input.path, O_RDONLY | O_NONBLOCK | O_NOCTTY | follow);
  if (!file.is_open()) {
    // With O_NOFOLLOW, ELOOP says that a link now stands where a file was met.
    if (errno == ELOOP && follow != 0) return base::Error{"not a regular file: symbolic link"};
    // A socket cannot be opened at all.
    if (errno == ENXIO) return base::Error{"not a regular file: socket"};
    return base::Error{error_text(errno)};
  }
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return base::Error{error_text(errno)};
  if (!S_ISREG(status.st_mode)) {
    return base::Error{"not a regular file: " + std::string(kind_name(status.st_mode))};
  }
  if (status.st_size > kReadAtOnce) ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::unique_ptr<core::ByteStream>(std::make_unique<FileStream>(
      std::move(file), input.bytes, static_cast<std::uint64_t>(status.st_size)));
}

std::unique_ptr<core::ByteStream> open_beside(const Input& input, const std::string& path) {
  const Descriptor place = open_path(input.path, O_PATH | O_NOFOLLOW);
  struct stat status = {};
  if (!place.is_open() || ::fstat(place.get(), &status) != 0) return nullptr;
  if (!S_ISREG(status.st_mode)) return nullptr;
  Input neighbour;
  neighbour.root = neighbour.path = path;
  neighbour.below_root = path;
  auto stream = open(neighbour);
  return stream ? *std::move(stream) : nullptr;
}

}  // namespace leaksift::source
