// Writes bytes as JSON and lets simdjson read them back: valid, within the bound, nothing lost.
#include "base/json_text.h"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// The bytes of base64 (RFC 4648) with padding; aborts where it is not that.
std::string decode_base64(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) std::abort();
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') continue;
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) std::abort();
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> count) & 0xffU));
  }
  return bytes;
}

/// No byte that steers a terminal or splits a line.
bool is_tame(std::string_view json) {
  for (const char c : json) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  }
  return json.find("\xe2\x80\xa8") == json.npos && json.find("\xe2\x80\xa9") == json.npos;
}

std::string read_back(const std::string& json) {
  static simdjson::dom::parser parser;
  const simdjson::dom::element value = parser.parse(json).value();
  if (value.is_string()) return std::string(std::string_view(value));
  return decode_base64(std::string_view(value["bytes"]));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string json;
  leaksift::base::append_json(json, text);
  if (json.size() > leaksift::base::json_bound(size) || !is_tame(json)) std::abort();
  if (read_back(json) != text) std::abort();
  return 0;
}
