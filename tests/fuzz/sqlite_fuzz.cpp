// Feeds bytes to the reader of SQLite databases. Given a header whose sizes make no sense, the
// walk over free pages gets one of its own, so that it is tried on anything.
#include "content/sqlite_free_space.h"
#include "core/memory_stream.h"
#include "expand.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace leaksift;

/// All that is free is no longer than the file, but for what its records are written out to.
void walk_pages(std::string_view bytes, content::SqliteFreeSpace::Extent extent) {
  constexpr std::size_t kMostPerByte = 32;
  auto header = content::SqliteHeader::parse(bytes);
  if (!header) {
    header = content::SqliteHeader{};
    header->page_size = header->usable_size = 512;
    header->first_trunk = bytes.empty() ? 0 : static_cast<std::uint8_t>(bytes[0]);
  }
  content::ReplayStream file(std::make_unique<core::MemoryStream>(bytes));
  content::SqliteFreeSpace free_space(file, *header, extent);
  std::vector<char> buffer(1000);
  std::size_t total = 0;
  while (const std::size_t got = free_space.read(buffer.data(), buffer.size())) total += got;
  if (total > kMostPerByte * (bytes.size() + 1)) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::string bytes(reinterpret_cast<const char*>(data), size);
  walk_pages(bytes, content::SqliteFreeSpace::Extent::kFree);
  walk_pages(bytes, content::SqliteFreeSpace::Extent::kAll);
  if (bytes.size() >= kMagic.size()) bytes.replace(0, kMagic.size(), kMagic);
  content::ExpandOptions options;
  options.limits.max_decoded_bytes = 1 << 22;
  fuzz::expand(std::make_unique<core::MemoryStream>(bytes), bytes.size(), options);
  return 0;
}
