#include "base/hash.h"

#include <sodium/crypto_shorthash.h>
#include <sodium/crypto_shorthash_siphash24.h>
#include <sodium/utils.h>

#include <cstddef>
#include <cstring>

namespace leaksift::base {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Digest128 siphash128(std::string_view message, const Key128& key) {
  static_assert(crypto_shorthash_siphashx24_BYTES == sizeof(Digest128));
  static_assert(crypto_shorthash_siphashx24_KEYBYTES == sizeof(Key128));
  Digest128 digest;
  crypto_shorthash_siphashx24(digest.data(), bytes_of(message), message.size(), key.data());
  return digest;
}

std::uint64_t siphash64(std::string_view message, const Key128& key) {
  static_assert(crypto_shorthash_siphash24_KEYBYTES == sizeof(Key128));
  std::array<std::uint8_t, crypto_shorthash_siphash24_BYTES> digest;
  crypto_shorthash_siphash24(digest.data(), bytes_of(message), message.size(), key.data());
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    number |= static_cast<std::uint64_t>(digest[i]) << (8 * i);
  }
  return number;
}

void append_framed(std::string& message, std::string_view text) {
  append_framed(message, static_cast<std::uint64_t>(text.size()));
  message.append(text);
}

void append_framed(std::string& message, std::uint64_t number) {
  const auto byte = [number](int i) { return static_cast<char>(number >> (8 * i)); };
  const char bytes[] = {byte(0), byte(1), byte(2), byte(3), byte(4), byte(5), byte(6), byte(7)};
  message.append(bytes, sizeof bytes);
}

bool take_framed(std::string_view& message, std::string_view& text) {
  constexpr std::size_t kFrame = 8;
  if (message.size() < kFrame) return false;
  std::uint64_t size = 0;
  for (std::size_t i = kFrame; i-- > 0;) size = size << 8 | static_cast<unsigned char>(message[i]);
  if (size > message.size() - kFrame) return false;
  text = message.substr(kFrame, size);
  message.remove_prefix(kFrame + text.size());
  return true;
}

std::string hex_of(std::string_view bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
  text.pop_back();
  return text;
}

char* write_hex(char* out, const Digest128& digest) {
  // Arithmetic on arrays of its own, which compilers turn into SIMD.
  std::array<std::uint8_t, 2 * sizeof(Digest128)> digits;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digits[2 * i] = digest[i] >> 4;
    digits[2 * i + 1] = digest[i] & 15;
  }
  for (std::uint8_t& digit : digits) {
    digit = static_cast<std::uint8_t>(digit + (digit > 9 ? 'a' - 10 : '0'));
  }
  std::memcpy(out, digits.data(), digits.size());
  return out + digits.size();
}

}  // namespace leaksift::base
