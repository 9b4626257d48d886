// Feeds bytes to the reader of MongoDB's dumps, as a stream and as a file: as they are, as a
// document of their own, and with the magic of an archive.
#include "content/bson_document.h"
#include "expand.h"

#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kMagic = "\x6d\xe2\x99\x81";
  std::string bytes(reinterpret_cast<const char*>(data), size);
  std::string text;
  if (leaksift::content::append_json(bytes, text) && text.back() != '\n') __builtin_trap();
  leaksift::fuzz::expand_both_ways(bytes, 2);
  leaksift::fuzz::expand_both_ways(std::string(kMagic) + bytes, 2);
  for (std::size_t i = 0; i < 4 && size >= 4; ++i) bytes[i] = static_cast<char>(size >> 8 * i);
  text.clear();
  (void)leaksift::content::append_json(bytes, text);
  return 0;
}
