#include "cli/message.h"

#include "base/utf8.h"
#include "cli/exit_status.h"

#include <cstdio>

namespace leaksift::cli {

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    const char32_t c = point.value;
    const bool separator =
        c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    if (point.length == 0 || c < 0x20 || (c >= 0x7f && c < 0xa0) || separator) {
      out += '?';
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length == 0 ? 1 : point.length;
  }
  return out;
}

void complain(std::string_view sentence) {
  const std::string line = "leaksift: " + printable(sentence) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int refuse(const base::Error& error) {
  complain(error.message);
  return kUsage;
}

}  // namespace leaksift::cli
