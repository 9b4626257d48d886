#include "report/file_sink.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace leaksift::report {

namespace {

constexpr std::size_t kMostPending = 64 << 10;

std::string text_of(int error) {
  return std::generic_category().message(error);
}

// Writes all of `bytes`; returns 0 or the error number. Waits for a descriptor that would block:
// the shell may have left a terminal or pipe in that mode.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      pollfd ready = {descriptor, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

// EINVAL: a file system that cannot sync has nothing to say about it.
int sync(int descriptor) {
  return ::fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
}

}  // namespace

base::Result<std::unique_ptr<FileSink>> FileSink::create(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  std::string temporary = folder + ".leaksift-XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) {
    return base::Error{"the report '" + path + "' cannot be made: " + text_of(errno)};
  }
  return std::unique_ptr<FileSink>(new FileSink(descriptor, path, std::move(temporary)));
}

FileSink::FileSink(int descriptor, std::string path, std::string temporary)
    : descriptor_(descriptor), path_(std::move(path)), temporary_(std::move(temporary)) {}

FileSink::~FileSink() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

base::Error FileSink::failure() const {
  return {"the report '" + path_ + "' cannot be written: " + text_of(error_)};
}

base::Status FileSink::write(std::string_view bytes) {
  if (pending_.size() + bytes.size() > kMostPending) flush();
  if (bytes.size() > kMostPending) {
    if (error_ == 0) error_ = write_all(descriptor_, bytes);
  } else {
    pending_ += bytes;
  }
  if (error_ != 0) return failure();
  return base::Ok{};
}

void FileSink::flush() {
  if (error_ == 0) error_ = write_all(descriptor_, pending_);
  pending_.clear();
}

base::Status FileSink::commit() {
  flush();
  if (error_ == 0) error_ = sync(descriptor_);
  if (::close(descriptor_) != 0 && errno != EINTR && error_ == 0) error_ = errno;
  descriptor_ = -1;
  if (error_ == 0 && std::rename(temporary_.c_str(), path_.c_str()) != 0) error_ = errno;
  if (error_ != 0) return failure();
  temporary_.clear();
  return base::Ok{};
}

std::pair<std::uint64_t, std::uint64_t> FileSink::identity() const {
  struct stat status = {};
  if (::fstat(descriptor_, &status) != 0) return {};
  return {status.st_dev, status.st_ino};
}

StreamSink::StreamSink(int descriptor, std::string name, bool outlive_reader)
    : descriptor_(descriptor), name_(std::move(name)), outlive_reader_(outlive_reader) {}

base::Status StreamSink::write(std::string_view bytes) {
  if (swallows_) return base::Ok{};
  const int error = write_all(descriptor_, bytes);
  if (error == 0) return base::Ok{};
  swallows_ = error == EPIPE && outlive_reader_;
  if (swallows_) return base::Ok{};
  reader_gone_ = error == EPIPE;
  return base::Error{name_ + " cannot be written: " + text_of(error)};
}

}  // namespace leaksift::report
