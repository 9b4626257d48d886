// Feeds bytes to the readers of SQLite databases and of their logs. Given a header whose sizes make
// no sense, the walk over free pages gets one of its own, so that it is tried on anything.
#include "content/sqlite_free_space.h"
#include "content/sqlite_logs.h"
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

/// The pages of `bytes`, first its last ones, as a log whose checksums are right.
std::string log_of(std::string_view bytes) {
  constexpr std::size_t kPage = 512;
  std::vector<content::testing::LogFrame> frames;
  for (; bytes.size() >= kPage; bytes.remove_suffix(kPage)) {
    const std::string_view page = bytes.substr(bytes.size() - kPage);
    const auto number = static_cast<std::uint8_t>(page[7]);
    frames.push_back({number, static_cast<std::uint8_t>(page[8]), std::string(page)});
  }
  return content::testing::make_log(kPage, frames);
}

/// Each beside the other.
void expand_pair(const std::string& database, const std::string& log,
                 content::ExpandOptions options) {
  for (const bool log_first : {false, true}) {
    const std::string& input = log_first ? log : database;
    options.beside = std::make_shared<content::ReplayStream>(
        std::make_unique<core::MemoryStream>(log_first ? database : log));
    fuzz::expand(std::make_unique<core::MemoryStream>(input), input.size(), options);
  }
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
  expand_pair(bytes, log_of(bytes), options);
  return 0;
}
