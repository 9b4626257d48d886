#include "content/payload.h"

#include "base/utf8.h"
#include "content/charset_decoder.h"
#include "content/magic.h"

#include <algorithm>
#include <cstddef>

namespace leaksift::content {
namespace {

/// Shorter texts arise by chance.
constexpr std::size_t kLeastTextBytes = 12;
/// This many bytes at the front must be text without fault; of all but one in kFaultless.
constexpr std::size_t kFront = 64;
constexpr std::size_t kFaultless = 50;

bool is_control(char32_t code) {
  return (code < 0x20 && (code < '\t' || code > '\r')) || (code >= 0x7f && code < 0xa0);
}

bool is_utf8_text(std::string_view bytes) {
  std::size_t faults = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const base::CodePoint point = base::decode_utf8(bytes, at);
    const bool cut = point.length == 0 && bytes.size() - at < 4;
    const bool fault = !cut && (point.length == 0 || is_control(point.value));
    if (fault && at < kFront) return false;
    faults += fault ? 1 : 0;
    at += std::max<std::size_t>(point.length, 1);
  }
  return bytes.size() >= kLeastTextBytes && faults * kFaultless <= bytes.size();
}

}  // namespace

Payload payload_of(std::string_view bytes) {
  const Format* const format = find_format(bytes.substr(0, kMagicBytes));
  // The magic of zlib is weak in text alone: what it has packed is none.
  const bool is_sure = format != nullptr && (!format->is_weak || format->id == FormatId::kZlib);
  if (is_sure && !format->is_opaque) return Payload::kContainer;
  if (is_utf8_text(bytes)) return Payload::kText;
  for (const std::string_view name : {"utf-16le", "utf-16be"}) {
    if (looks_like_units(bytes, *find_charset(name), true)) return Payload::kText;
  }
  return Payload::kNothing;
}

}  // namespace leaksift::content
