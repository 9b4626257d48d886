// Feeds bytes to the reader of archives of pg_dump, as a stream and as a file: with its magic, and
// with the front of each way in which data can be compressed. What is read in part must say why.
#include "content/create_table.h"
#include "expand.h"

#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kMagic = "PGDMP";
  // Version 1.16, numbers of four bytes, offsets of eight, format custom; then the compression.
  constexpr std::string_view kFront("PGDMP\1\x10\0\4\x8\1", 11);
  constexpr int kCompressions = 5;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)leaksift::content::column_names(bytes);
  if (size <= kFront.size()) return 0;
  leaksift::fuzz::expand_both_ways(bytes.replace(0, kMagic.size(), kMagic), 2);
  bytes.replace(0, kFront.size(), kFront);
  bytes[kFront.size()] = static_cast<char>(data[kFront.size()] % kCompressions);
  leaksift::fuzz::expand_both_ways(bytes, 2);
  return 0;
}
