// How an encrypted message of OpenPGP begins.
#pragma once

#include <string_view>

namespace leaksift::content {

/// Whether `prefix` is the beginning of an encrypted message in binary form (RFC 4880, 11.3, and
/// RFC 9580): packets with session keys, and then one with encrypted data.
bool begins_like_pgp(std::string_view prefix);

}  // namespace leaksift::content
