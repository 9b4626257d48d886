// The key of fingerprints. Who holds it can tell whether two reports name the same value; who does
// not cannot try all Social Security numbers against a fingerprint.
#pragma once

#include "base/hash.h"
#include "base/result.h"

#include <string>

namespace leaksift::classify {

inline constexpr std::size_t kLeastKeyLength = 16;
/// A key file is read to this length: nobody has a longer key, and /dev/zero never ends.
inline constexpr std::size_t kMostKeyLength = 1 << 20;

/// The key made from all bytes of a file (16 bytes to 1 MiB, a final newline included) by BLAKE2b
/// (crypto_generichash). The error names the file.
base::Result<base::Key128> read_fingerprint_key(const std::string& path);

/// A key that no other scan has. Fails if libsodium cannot be started.
base::Result<base::Key128> random_fingerprint_key();

}  // namespace leaksift::classify
