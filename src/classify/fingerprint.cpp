#include "classify/fingerprint.h"

#include <sodium/core.h>
#include <sodium/crypto_generichash.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace leaksift::classify {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

base::Error about(const std::string& path, const std::string& what) {
  return {"fingerprint key file \"" + path + "\": " + what};
}

}  // namespace

base::Result<base::Key128> read_fingerprint_key(const std::string& path) {
  if (sodium_init() < 0) return base::Error{"fingerprint key: libsodium cannot be started"};
  const File file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return about(path, std::strerror(errno));
  std::vector<unsigned char> bytes(kMostKeyLength + 1);
  const std::size_t size = std::fread(bytes.data(), 1, bytes.size(), file.get());
  if (std::ferror(file.get()) != 0) return about(path, std::strerror(errno));
  if (size < kLeastKeyLength) {
    return about(path, "has " + std::to_string(size) + " bytes; a key needs at least 16");
  }
  if (size > kMostKeyLength) return about(path, "is longer than 1 MiB; that is not a key");
  base::Key128 key;
  crypto_generichash(key.data(), key.size(), bytes.data(), size, nullptr, 0);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

base::Result<base::Key128> random_fingerprint_key() {
  if (sodium_init() < 0) return base::Error{"fingerprint key: libsodium cannot be started"};
  base::Key128 key;
  randombytes_buf(key.data(), key.size());
  return key;
}

}  // namespace leaksift::classify
