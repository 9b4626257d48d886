// Hashes that tell values apart, for counting: XXH3 by the xxHash library, inlined.
#pragma once

#include <cstdint>
#include <string_view>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace leaksift::base {

/// XXH3 with 64 bits of output, the same numbers on every machine. Spreads values evenly and keeps
/// nothing secret: who makes values up can make two that hash alike. Immutable.
class QuickHash {
 public:
  /// Of values of one kind; those of another have other hashes.
  explicit QuickHash(std::string_view kind) : seed_(XXH3_64bits(kind.data(), kind.size())) {}

  std::uint64_t operator()(std::string_view value) const {
    return XXH3_64bits_withSeed(value.data(), value.size(), seed_);
  }

 private:
  std::uint64_t seed_;
};

}  // namespace leaksift::base
