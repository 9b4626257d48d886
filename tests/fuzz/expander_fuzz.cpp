// Feeds bytes to the Expander, as a stream and as a file, and reads whatever comes out.
#include "expand.h"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  leaksift::fuzz::expand_both_ways({reinterpret_cast<const char*>(data), size}, 4);
  return 0;
}
