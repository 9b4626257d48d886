// SevenZipCipher: what decrypts a stream that is packed in a 7z file.
#pragma once

#include "content/seven_zip_aes.h"
#include "content/seven_zip_header.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace leaksift::content {

struct SevenZipCipher {
  SevenZipAes aes;
  std::uint64_t bytes = 0;  ///< Of what it decrypts to, without the padding.
};

/// For each packed stream of a folder what decrypts it, or nothing.
using SevenZipCiphers = std::vector<std::optional<SevenZipCipher>>;

/// Whether a coder of `folder` is AES.
bool is_encrypted(const SevenZipFolder& folder);

/// Takes the coders out of `folder` that decrypt its packed streams; what is left makes the same
/// bytes of the decrypted ones. Nothing, and half of that done, if AES stands elsewhere in it or
/// has properties that 7-Zip would refuse.
std::optional<SevenZipCiphers> take_ciphers(SevenZipFolder& folder);

}  // namespace leaksift::content
