#include "detect/database_cache.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace leaksift::detect {
namespace {

constexpr std::size_t kHashSize = 32;
constexpr std::size_t kSumSize = 16;  // As hex digits.

class Hash {
 public:
  Hash() { crypto_generichash_init(&state_, nullptr, 0, kHashSize); }
  void feed(std::string_view bytes) {
    const std::uint64_t size = bytes.size();
    update({reinterpret_cast<const char*>(&size), sizeof size});
    update(bytes);
  }
  std::string hex() {
    unsigned char hash[kHashSize];
    crypto_generichash_final(&state_, hash, sizeof hash);
    std::string text(2 * kHashSize + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash, sizeof hash);
    text.pop_back();
    return text;
  }

 private:
  void update(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  }
  crypto_generichash_state state_;
};

// Only a file that belongs to this user and that nobody else can write is trusted: a compiled
// database is code.
bool is_trusted(const struct stat& info) {
  return S_ISREG(info.st_mode) && (info.st_uid == geteuid() || info.st_uid == 0) &&
         (info.st_mode & 022) == 0;
}

// Tells a damaged file, fast: two megabytes are summed at every start. It need not withstand
// anybody: whoever can write the file can also write the sum.
std::string sum_of(std::string_view bytes) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15U;
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, bytes.size()};
  auto mix = [&lanes](const char* from) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), from, sizeof words);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      lanes[i] = (std::rotl(lanes[i], 29) ^ words[i]) * kOdd;
    }
  };
  for (; bytes.size() >= sizeof lanes; bytes.remove_prefix(sizeof lanes)) mix(bytes.data());
  std::array<char, sizeof lanes> rest{};
  std::copy(bytes.begin(), bytes.end(), rest.begin());
  mix(rest.data());
  std::uint64_t sum = 0;
  for (const std::uint64_t lane : lanes) sum = (std::rotl(sum, 17) ^ lane) * kOdd;
  std::string text(kSumSize, '0');
  for (char& digit : text) {
    digit = "0123456789abcdef"[sum & 15];
    sum >>= 4;
  }
  return text;
}

// The bytes of a file; empty if it cannot be read.
std::string read_file(const std::string& file) {
  std::string bytes;
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return bytes;
  struct stat info {};
  if (fstat(descriptor, &info) == 0 && is_trusted(info)) {
    bytes.resize(static_cast<std::size_t>(info.st_size));
    std::size_t size = 0;
    while (size < bytes.size()) {
      const ssize_t got = read(descriptor, bytes.data() + size, bytes.size() - size);
      if (got <= 0) break;
      size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
  }
  close(descriptor);
  return bytes;
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

DatabaseCache::DatabaseCache(std::string file, const std::vector<HyperscanExpression>& text,
                             const std::vector<HyperscanExpression>& keywords,
                             const std::vector<HyperscanExpression>& confirmed)
    : file_(std::move(file)) {
  if (file_.empty()) return;
  Hash hash;
  hash.feed(hyperscan_identity());
  for (const auto* expressions : {&text, &keywords, &confirmed}) {
    hash.feed(std::to_string(expressions->size()));
    for (const HyperscanExpression& expression : *expressions) {
      hash.feed(expression.expression);
      hash.feed(std::to_string(expression.id) + (expression.caseless ? "i" : ""));
    }
  }
  key_ = hash.hex();
}

// The file: key, sum of the rest, size of the first database as decimal digits and '\n', then
// both.
bool DatabaseCache::load(HyperscanDatabase& text, HyperscanDatabase& keywords) const {
  if (file_.empty()) return false;
  const std::string bytes = read_file(file_);
  std::string_view rest = bytes;
  if (!rest.starts_with(key_)) return false;
  rest.remove_prefix(key_.size());
  const std::string_view sum = rest.substr(0, kSumSize);
  rest.remove_prefix(sum.size());
  const std::size_t newline = rest.find('\n');
  if (newline == std::string_view::npos || sum_of(rest) != sum) return false;
  const std::size_t size = std::strtoull(rest.data(), nullptr, 10);
  rest.remove_prefix(newline + 1);
  if (size > rest.size()) return false;
  auto first = HyperscanDatabase::deserialize(rest.substr(0, size));
  auto second = HyperscanDatabase::deserialize(rest.substr(size));
  if (!first || !second) return false;
  text = std::move(*first);
  keywords = std::move(*second);
  return true;
}

void DatabaseCache::store(const HyperscanDatabase& text, const HyperscanDatabase& keywords) const {
  if (file_.empty()) return;
  const std::string first = text.serialize();
  const std::string rest = std::to_string(first.size()) + "\n" + first + keywords.serialize();
  std::string temporary = file_ + ".XXXXXX";
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);  // Mode 0600.
  if (descriptor < 0) return;
  const bool written = write_all(descriptor, key_) && write_all(descriptor, sum_of(rest)) &&
                       write_all(descriptor, rest);
  close(descriptor);
  if (!written || std::rename(temporary.c_str(), file_.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace leaksift::detect
