#include "base/kept_file.h"

#include "base/quick_hash.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leaksift::base {
namespace {

// Tells a damaged file. It need not withstand anybody: whoever can write the file can also write
// the sum.
std::string sum_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::uint64_t sum = QuickHash("kept file")(bytes);
  std::string text(2 * sizeof sum, '0');
  for (char& digit : text) {
    digit = kDigits[sum % kDigits.size()];
    sum /= kDigits.size();
  }
  return text;
}

// Only a file that belongs to this user and that nobody else can write is trusted: a compiled
// database is code.
bool is_trusted(const struct stat& info) {
  return S_ISREG(info.st_mode) && (info.st_uid == geteuid() || info.st_uid == 0) &&
         (info.st_mode & 022) == 0;
}

// The bytes of an open file; null if it is not to be read. Writers put another in its place, so
// that it never shrinks under its readers.
std::shared_ptr<const char> map(int descriptor, std::size_t& size) {
  struct stat info {};
  if (fstat(descriptor, &info) != 0 || !is_trusted(info) || info.st_size <= 0) return nullptr;
  size = static_cast<std::size_t>(info.st_size);
  void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
  if (bytes == MAP_FAILED) return nullptr;
  return {static_cast<const char*>(bytes),
          [size](const char* mapped) { munmap(const_cast<char*>(mapped), size); }};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

// The file: key, sum of the rest, the rest.
KeptFile::Bytes KeptFile::load() const {
  if (path_.empty()) return {};
  const int descriptor = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {};
  std::size_t size = 0;
  std::shared_ptr<const char> file = map(descriptor, size);
  close(descriptor);
  std::string_view rest(file.get(), size);
  if (!file || !rest.starts_with(key_)) return {};
  rest.remove_prefix(key_.size());
  const std::string sum = sum_of({});
  if (rest.size() < sum.size() || rest.substr(0, sum.size()) != sum_of(rest.substr(sum.size()))) {
    return {};
  }
  return {std::move(file), rest.substr(sum.size())};
}

void KeptFile::store(std::string_view bytes) const {
  if (path_.empty()) return;
  std::string temporary = path_ + ".XXXXXX";
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);  // Mode 0600.
  if (descriptor < 0) return;
  const bool written = write_all(descriptor, key_) && write_all(descriptor, sum_of(bytes)) &&
                       write_all(descriptor, bytes);
  close(descriptor);
  if (!written || std::rename(temporary.c_str(), path_.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace leaksift::base
