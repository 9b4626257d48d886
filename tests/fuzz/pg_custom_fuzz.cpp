// Feeds bytes to the reader of archives of pg_dump, as a stream and as a file: with its magic, and
// with the front of each way in which data can be compressed. What is read in part must say why.
#include "content/create_table.h"
#include "content/expander.h"
#include "core/memory_stream.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace leaksift;

/// Bytes that cannot be sought in.
class FuzzPipe final : public core::ByteStream {
 public:
  explicit FuzzPipe(std::string_view bytes) : bytes_(bytes) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    return bytes_.read(buffer, capacity);
  }

 private:
  core::MemoryStream bytes_;
};

void expand(std::unique_ptr<core::ByteStream> stream, std::size_t size) {
  core::Limits limits;
  limits.max_depth = 2;
  limits.max_members = 64;
  limits.max_decoded_bytes = 1 << 20;
  content::Expander expander(std::make_shared<core::Provenance>(), std::move(stream), size, limits);
  std::vector<char> buffer(4096);
  for (content::Item item; expander.next(item);) {
    if (item.reason.empty() != (item.status == core::FileStatus::kScanned)) __builtin_trap();
    while (item.stream != nullptr) {
      const auto got = item.stream->read(buffer.data(), buffer.size());
      if (!got || *got == 0) break;
    }
  }
}

void expand_both_ways(std::string_view bytes) {
  expand(std::make_unique<FuzzPipe>(bytes), bytes.size());
  expand(std::make_unique<core::MemoryStream>(bytes), bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kMagic = "PGDMP";
  // Version 1.16, numbers of four bytes, offsets of eight, format custom; then the compression.
  constexpr std::string_view kFront("PGDMP\1\x10\0\4\x8\1", 11);
  constexpr int kCompressions = 5;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)content::column_names(bytes);
  if (size <= kFront.size()) return 0;
  expand_both_ways(bytes.replace(0, kMagic.size(), kMagic));
  bytes.replace(0, kFront.size(), kFront);
  bytes[kFront.size()] = static_cast<char>(data[kFront.size()] % kCompressions);
  expand_both_ways(bytes);
  return 0;
}
