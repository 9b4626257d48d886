// Whether bytes can be text at all: what a label or '@' in random bytes of a binary file stands
// before seldom is.
#pragma once

#include "base/utf8.h"
#include "validate/ascii.h"
#include "validate/eight.h"

#include <cstddef>
#include <string_view>

namespace leaksift::validate {

inline bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  for (std::size_t at = 0; at < text.size(); at += 8) all |= load_eight_at_most(text, at);
  return (all & eight_times(0x80)) == 0;
}

/// Whether all of `text` is UTF-8 (RFC 3629).
inline bool is_utf8(std::string_view text) {
  if (is_ascii(text)) return true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = base::decode_utf8(text, at).length;
    if (length == 0) return false;
    at += length;
  }
  return true;
}

/// Whether somebody may have typed `text`: no control characters, and of what is not UTF-8 only
/// letters of Latin-1, one byte in four at most. A text in Latin-1 within a binary file comes as it
/// is; of eight random bytes that two or fewer are such letters, and the rest is text, is rare.
inline bool may_be_typed(std::string_view text) {
  std::size_t strange = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7f) return false;
    const std::size_t length = base::decode_utf8(text, at).length;
    if (length == 0 && byte < 0xc0) return false;
    strange += length == 0 ? 1 : 0;
    at += length == 0 ? 1 : length;
  }
  return strange * 4 <= text.size();
}

}  // namespace leaksift::validate
