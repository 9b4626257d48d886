#include "content/utf16_text.h"

#include "base/utf8.h"
#include "content/windows_1252.h"

#include <cstddef>
#include <cstdint>

namespace leaksift::content {
namespace {

constexpr char32_t kReplacement = 0xfffd;

void append(std::string& out, char32_t code) {
  char bytes[4];
  out.append(bytes, base::write_utf8(bytes, code));
}

}  // namespace

void append_utf16(std::string& out, std::string_view bytes) {
  const auto unit_at = [bytes](std::size_t at) -> char32_t {
    if (at + 1 >= bytes.size()) return kReplacement;
    return static_cast<std::uint8_t>(bytes[at]) |
           static_cast<char32_t>(static_cast<std::uint8_t>(bytes[at + 1])) << 8;
  };
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    const char32_t unit = unit_at(at);
    if (is_high_surrogate(unit) && is_low_surrogate(unit_at(at + 2))) {
      append(out, 0x10000 + ((unit - 0xd800) << 10) + (unit_at(at + 2) - 0xdc00));
      at += 2;
    } else {
      append(out, is_high_surrogate(unit) || is_low_surrogate(unit) ? kReplacement : unit);
    }
  }
}

void append_windows_1252(std::string& out, std::string_view bytes) {
  for (const char c : bytes) append(out, kWindows1252[static_cast<std::uint8_t>(c)]);
}

}  // namespace leaksift::content
