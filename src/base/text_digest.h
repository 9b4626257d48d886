// TextDigest: one digest of several texts, by libsodium.
#pragma once

#include <sodium.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace leaksift::base {

/// BLAKE2b (RFC 7693) of texts in their order. None can be shifted against the next: ("ab", "c")
/// and ("a", "bc") have different digests.
class TextDigest {
 public:
  /// `size`: bytes of the digest, 16 to 64.
  explicit TextDigest(std::size_t size = 32);

  void feed(std::string_view text);
  /// In lower-case hex. Call it once, at the end.
  std::string hex();

 private:
  std::size_t size_;
  crypto_generichash_state state_;
};

}  // namespace leaksift::base
