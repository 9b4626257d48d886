// Fuzzes the decoders of cells: the map back is monotone and covers the original exactly.
#include "structure/decode.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using leaksift::core::Encoding;
using leaksift::structure::Decoded;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

/// The first byte chooses the encoding.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint8_t kEncodings = static_cast<std::uint8_t>(Encoding::kBase64) + 1;
  if (size == 0) return 0;
  const auto encoding = static_cast<Encoding>(data[0] % kEncodings);
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  static Decoded decoded;
  decode(bytes, encoding, decoded);
  const std::string_view text = decoded.text();
  require(text.size() <= bytes.size());
  require(decoded.changed() || text == bytes);
  std::size_t begin = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const std::size_t next_begin = decoded.original(at);
    const std::size_t next_end = decoded.original_end(at);
    require(next_begin >= begin && next_end >= end && next_begin <= next_end);
    // A byte that stands alone between boundaries is itself, or was escaped by more bytes.
    if (at > 0 && next_end - begin == 1 && next_begin == next_end && bytes[begin] != '+') {
      require(text[at - 1] == bytes[begin]);
    }
    begin = next_begin;
    end = next_end;
  }
  require(end == bytes.size());
  return 0;
}
