#include "content/seven_zip_aes.h"

#include "base/utf8.h"
#include "content/seven_zip_fields.h"
#include "content/windows_1252.h"

#include <algorithm>
#include <nettle/aes.h>
#include <nettle/cbc.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kMostKeys = 1 << 15;
constexpr std::size_t kLongestPassword = 2048;  ///< Bytes of UTF-16.
constexpr std::size_t kCounter = 8;             ///< Bytes behind the password, of the round.
/// As many rounds are hashed by one call, from one buffer.
constexpr std::uint64_t kRoundsAtOnce = 64;

SevenZipKey first_bytes(const std::string& bytes) {
  SevenZipKey key{};
  for (std::size_t i = 0; i < std::min(key.size(), bytes.size()); ++i) {
    key[i] = static_cast<std::uint8_t>(bytes[i]);
  }
  return key;
}

/// SHA-256 of `secret` and the number of the round, for all rounds one behind the other.
SevenZipKey hash_rounds(const std::string& secret, unsigned power) {
  const std::uint64_t rounds = 1ULL << power;
  const std::uint64_t at_once = std::min(rounds, kRoundsAtOnce);
  const std::size_t size = secret.size() + kCounter;
  std::string buffer;
  for (std::uint64_t i = 0; i < at_once; ++i) (buffer += secret).append(kCounter, '\0');
  sha256_ctx hash;
  ::sha256_init(&hash);
  for (std::uint64_t round = 0; round < rounds; round += at_once) {
    for (std::uint64_t i = 0; i < at_once; ++i) {
      char* const counter = buffer.data() + i * size + secret.size();
      for (std::size_t k = 0; k < kCounter; ++k) {
        counter[k] = static_cast<char>((round + i) >> (8 * k) & 0xff);
      }
    }
    ::sha256_update(&hash, buffer.size(), reinterpret_cast<const std::uint8_t*>(buffer.data()));
  }
  SevenZipKey key{};
  ::sha256_digest(&hash, key.size(), key.data());
  return key;
}

}  // namespace

std::optional<SevenZipAes> parse_seven_zip_aes(std::string_view properties) {
  SevenZipAes aes;
  if (properties.empty()) return aes;
  SevenZipFields fields(properties);
  const std::uint8_t first = fields.byte();
  aes.power = first & 0x3fU;
  if ((first & 0xc0U) != 0) {
    const std::uint8_t sizes = fields.byte();
    aes.salt = fields.take((first >> 7) + (sizes >> 4U));
    const std::string_view iv = fields.take((first >> 6 & 1U) + (sizes & 0x0fU));
    std::transform(iv.begin(), iv.end(), aes.iv.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
  }
  if (!fields.good() || !fields.rest().empty()) return std::nullopt;
  return aes;
}

std::string utf16_of_password(std::string_view password) {
  std::string out;
  std::size_t at = 0;
  while (at < password.size()) {
    const base::CodePoint point = base::decode_utf8(password, at);
    if (point.length == 0) break;
    at += point.length;
    const bool pair = point.value >= 0x10000;
    if (pair) append_little_endian(out, 0xd800 + ((point.value - 0x10000) >> 10), 2);
    append_little_endian(out, pair ? 0xdc00 | (point.value & 0x3ff) : point.value, 2);
  }
  if (at == password.size()) return out;
  out.clear();
  for (const char byte : password) {
    append_little_endian(out, kWindows1252[static_cast<std::uint8_t>(byte)], 2);
  }
  return out;
}

void decrypt_cbc(const SevenZipKey& key, const AesBlock& before, std::string& bytes) {
  aes256_ctx context;
  ::aes256_set_decrypt_key(&context, key.data());
  AesBlock iv = before;
  bytes.resize(bytes.size() / kAesBlock * kAesBlock);  // Nettle ends the program otherwise.
  auto* const data = reinterpret_cast<std::uint8_t*>(bytes.data());
  ::cbc_decrypt(&context, nettle_aes256.decrypt, kAesBlock, iv.data(), bytes.size(), data, data);
}

std::optional<SevenZipKey> SevenZipKeys::of(const SevenZipAes& aes, const std::string& password) {
  if (!aes.is_affordable()) return std::nullopt;
  Origin origin(aes.power, aes.salt, password);
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(origin);
    if (found != known_.end()) return found->second;
  }
  const std::string letters = utf16_of_password(password);
  if (letters.size() > kLongestPassword) return std::nullopt;
  const std::string secret = aes.salt + letters;
  const bool plain = aes.power == SevenZipAes::kNoRounds;
  const SevenZipKey key = plain ? first_bytes(secret) : hash_rounds(secret, aes.power);
  const std::lock_guard lock(mutex_);
  if (known_.size() < kMostKeys) known_.emplace(std::move(origin), key);
  return key;
}

}  // namespace leaksift::content
