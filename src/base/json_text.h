// JSON strings of any bytes.
//
// Text that is valid UTF-8 becomes a JSON string. Anything else (a path in Latin-1, a raw value)
// becomes an object {"bytes":"…"} with the bytes in base64 (RFC 4648), so that nothing is lost.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leaksift::base {

/// The most bytes that write_json writes for a text of `size` bytes.
constexpr std::size_t json_bound(std::size_t size) {
  return 6 * size + 16;
}

/// Writes `text` as JSON to `out`, which has room for json_bound(text.size()), and returns the end.
/// Besides what JSON demands, all that could steer a terminal or split a line is escaped: DEL, the
/// C1 controls (U+0080 to U+009F) and the separators U+2028 and U+2029.
char* write_json(char* out, std::string_view text);

/// Appends the same to `out`.
void append_json(std::string& out, std::string_view text);

}  // namespace leaksift::base
