// Pairs of a key and a value in a line of text: user=ann email="a@b.c", ?page=2&mail=a%40b.c
#pragma once

#include "core/record.h"

#include <cstddef>
#include <cstring>
#include <string_view>

namespace leaksift::structure {

/// One pair, as offsets in its line. The value is without its quotes, and not empty.
struct LinePair {
  std::size_t key_begin = 0;
  std::size_t key_end = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  /// Where the search goes on: behind a closing quote.
  std::size_t next = 0;
  core::Encoding encoding = core::Encoding::kPlain;
};

/// Longer ones are no keys of pairs.
inline constexpr std::size_t kMaxPairKey = 64;

/// The pair whose '=' stands at `equals`, with a key that begins at `least` or behind it. A key is
/// letters, digits, '_', '.', '-' and '@' at the front of the line or behind space, a quote, a
/// bracket, ',', ';', '|', '?' or '&'. A value is what stands in quotes, in which a backslash makes
/// the next byte ordinary (logfmt, RFC 5424), or goes on to the next space, quote, comma,
/// semicolon,
/// '{' or closing bracket, without '{' and '[' in front; that of a query, behind '?' or '&', ends
/// at '&' and '#' too and is percent-encoded. A URL ends where its query begins, and the first
/// value of a line that is a form at the first '&'. Returns whether there is one.
bool pair_at(std::string_view line, std::size_t equals, std::size_t least, LinePair& pair);

/// Calls `give` with every LinePair in line[from, to), ascending.
template <class Give>
void each_pair(std::string_view line, std::size_t from, std::size_t to, Give&& give) {
  const std::string_view part = line.substr(0, to);
  std::size_t least = from;
  for (std::size_t at = from; at < part.size();) {
    const void* const found = std::memchr(part.data() + at, '=', part.size() - at);
    if (found == nullptr) return;
    const auto equals = static_cast<std::size_t>(static_cast<const char*>(found) - part.data());
    LinePair pair;
    at = equals + 1;
    if (!pair_at(part, equals, least, pair)) continue;
    give(pair);
    at = least = pair.next;
  }
}

/// How the value of a query parameter is encoded.
core::Encoding query_encoding(std::string_view value);

/// The offset of the quote that closes what begins at `from`, or the line's length. A backslash
/// makes the next byte ordinary, and then sets `escaped`.
std::size_t closing_quote(std::string_view line, std::size_t from, char quote, bool& escaped);

}  // namespace leaksift::structure
