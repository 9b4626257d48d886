#include "base/kept_file.h"

#include "base/build_id.h"
#include "base/hash.h"
#include "base/quick_hash.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace leaksift::base {
namespace {

constexpr std::size_t kSumSize = 2 * sizeof(std::uint64_t);  // As hex digits.

// Tells a damaged file. It need not withstand anybody: whoever can write the file can also write
// the sum.
std::string sum_of(std::string_view bytes) {
  std::string sum;
  append_framed(sum, QuickHash("kept file")(bytes));
  return hex_of(sum);
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

KeptFile::KeptFile(std::string path, const std::string& key)
    : path_(build_id().empty() ? std::string() : std::move(path)), front_(build_id() + key) {}

// The file: the build and the key, sum of the rest, the rest.
KeptFile::Bytes KeptFile::load() const {
  if (path_.empty()) return {};
  const int descriptor = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {};
  std::size_t size = 0;
  std::shared_ptr<const char> file = map(descriptor, size);
  close(descriptor);
  std::string_view rest(file.get(), size);
  if (!file || !rest.starts_with(front_)) return {};
  rest.remove_prefix(front_.size());
  const std::string_view sum = rest.substr(0, kSumSize);
  rest.remove_prefix(sum.size());
  if (sum != sum_of(rest)) return {};
  return {std::move(file), rest};
}

void KeptFile::store(std::string_view bytes) const {
  if (path_.empty()) return;
  std::string temporary = path_ + ".XXXXXX";
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);  // Mode 0600.
  if (descriptor < 0) return;
  const bool written = write_all(descriptor, front_) && write_all(descriptor, sum_of(bytes)) &&
                       write_all(descriptor, bytes);
  close(descriptor);
  if (!written || std::rename(temporary.c_str(), path_.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace leaksift::base
