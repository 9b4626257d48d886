#include "content/private_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace leaksift::content {

std::unique_ptr<PrivateFile> PrivateFile::create() {
  const char* chosen = std::getenv("TMPDIR");
  const std::string folder = chosen != nullptr && *chosen != '\0' ? chosen : "/var/tmp";
  int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    // Some file systems have no files without a name: it is taken away at once.
    std::string name = folder + "/leaksift-XXXXXX";
    descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    ::unlink(name.c_str());
  }
  return std::unique_ptr<PrivateFile>(new PrivateFile(descriptor));
}

PrivateFile::~PrivateFile() {
  ::close(descriptor_);
}

bool PrivateFile::append(std::string_view bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t count = ::pwrite(descriptor_, bytes.data() + written, bytes.size() - written,
                                   static_cast<off_t>(size_ + written));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  size_ += written;
  return true;
}

base::Result<std::size_t> PrivateFile::read(char* buffer, std::size_t capacity) {
  const std::uint64_t left = size_ - std::min(offset_, size_);
  capacity = static_cast<std::size_t>(std::min<std::uint64_t>(capacity, left));
  ssize_t got = 0;
  do {
    got = ::pread(descriptor_, buffer, capacity, static_cast<off_t>(offset_));
  } while (got < 0 && errno == EINTR);
  if (got < 0) return base::Error{"temporary file: " + std::string(std::strerror(errno))};
  offset_ += static_cast<std::uint64_t>(got);
  return static_cast<std::size_t>(got);
}

base::Status PrivateFile::seek(std::uint64_t offset) {
  offset_ = offset;
  return base::Ok{};
}

}  // namespace leaksift::content
