// Hashes: SipHash-2-4 by libsodium, for names that must be short, stable and hard to forge.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::base {

using Key128 = std::array<std::uint8_t, 16>;
using Digest128 = std::array<std::uint8_t, 16>;

/// SipHash-2-4 with 128 bits of output (crypto_shorthash_siphashx24). Without the key nobody can
/// try values against a digest; with a published key it is only a well-mixed checksum.
Digest128 siphash128(std::string_view message, const Key128& key);

/// SipHash-2-4 with 64 bits of output, the same number on every machine.
std::uint64_t siphash64(std::string_view message, const Key128& key);

/// Appends `text` behind its length in eight bytes, so that the parts of a message cannot be
/// shifted against each other: ("ab", "c") and ("a", "bc") give different messages.
void append_framed(std::string& message, std::string_view text);

/// Appends the eight bytes of `number`, least first.
void append_framed(std::string& message, std::uint64_t number);

/// Takes a text that was appended framed off the front of `message`; false if there is none.
bool take_framed(std::string_view& message, std::string_view& text);

/// The bytes of `bytes` as lower-case hex digits, two each.
std::string hex_of(std::string_view bytes);

/// Writes the 32 lower-case hex digits of `digest` to `out` and returns the end.
char* write_hex(char* out, const Digest128& digest);

}  // namespace leaksift::base
