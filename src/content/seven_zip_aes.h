// AES as 7z files are encrypted by it: keys from passwords, and blocks from keys.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace leaksift::content {

// The source is 7zAes.cpp of 7-Zip: the format is told nowhere else.

using SevenZipKey = std::array<std::uint8_t, 32>;  ///< Of AES-256.
inline constexpr std::size_t kAesBlock = 16;       ///< Bytes.
using AesBlock = std::array<std::uint8_t, kAesBlock>;

/// The properties of a coder kSevenZipAes.
struct SevenZipAes {
  /// 2 to this power rounds of SHA-256 make a key; or kNoRounds.
  unsigned power = 0;
  std::string salt;  ///< At most 16 bytes; 7-Zip itself writes none.
  AesBlock iv{};     ///< What stands in front of the first block.

  /// The first bytes of the key are the salt and the password, as they are.
  static constexpr unsigned kNoRounds = 0x3f;
  /// What 7-Zip takes too: half a second.
  static constexpr unsigned kMostPower = 24;

  bool is_affordable() const { return power <= kMostPower || power == kNoRounds; }
};

/// Nothing if that is what 7-Zip refuses too.
std::optional<SevenZipAes> parse_seven_zip_aes(std::string_view properties);

/// UTF-16 in little endian, of UTF-8, or where `password` is not that, of windows-1252.
std::string utf16_of_password(std::string_view password);

/// Decrypts `bytes`, blocks that are chained as CBC does (NIST SP 800-38A, 6.2), in place, and
/// drops the last one if it is not whole. `before` is the block of the cipher text in front of
/// them, or the IV.
void decrypt_cbc(const SevenZipKey& key, const AesBlock& before, std::string& bytes);

/// The keys of passwords, each computed once: that is what costs. They are secrets, and so is what
/// they are kept by. Shared by threads: calls lock, but not while they compute.
class SevenZipKeys {
 public:
  /// Nothing if `aes` is not affordable, or the password has more than 1024 characters in UTF-16,
  /// which nobody types and would take minutes.
  std::optional<SevenZipKey> of(const SevenZipAes& aes, const std::string& password);

 private:
  using Origin = std::tuple<unsigned, std::string, std::string>;  ///< Power, salt and password.

  std::mutex mutex_;
  std::map<Origin, SevenZipKey> known_;  ///< No more are added once there are many.
};

}  // namespace leaksift::content
