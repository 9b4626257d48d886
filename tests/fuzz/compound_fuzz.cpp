// Feeds compound files to the Expander, as a stream and as a file, whatever is said to begin there.
#include "expand.h"

#include <cstdint>
#include <string>
#include <string_view>

/// The bytes have no magic of their own, so that none is spent on finding it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  bytes.append(reinterpret_cast<const char*>(data), size);
  leaksift::fuzz::expand_both_ways(bytes, 4);
  return 0;
}
