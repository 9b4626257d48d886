#include "source/descriptor.h"

#include <climits>

#include <cctype>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace leaksift::source {

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor open_below(int directory, const char* name, int flags) {
  int fd = -1;
  do {
    fd = ::openat(directory, name, flags | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  return Descriptor(fd);
}

Descriptor open_path(const std::string& path, int flags) {
  Descriptor directory;
  std::string_view rest = path;
  while (rest.size() >= PATH_MAX) {
    const std::size_t slash = rest.rfind('/', PATH_MAX - 2);
    if (slash == std::string_view::npos || slash == 0) {
      errno = ENAMETOOLONG;
      return {};
    }
    const int base = directory.is_open() ? directory.get() : AT_FDCWD;
    directory = open_below(base, std::string(rest.substr(0, slash)).c_str(), O_PATH | O_DIRECTORY);
    if (!directory.is_open()) return {};
    rest.remove_prefix(std::min(rest.find_first_not_of('/', slash), rest.size()));
  }
  const int base = directory.is_open() ? directory.get() : AT_FDCWD;
  return open_below(base, rest.empty() ? "." : rest.data(), flags);
}

std::string error_text(int error) {
  std::string text = std::generic_category().message(error);
  // "Permission denied" begins a sentence; a reason stands in one. "I/O" and the like stay.
  if (text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])) != 0) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  return text;
}

}  // namespace leaksift::source
