// Reads whatever comes out of the Expander, for fuzz targets.
#pragma once

#include "content/expander.h"
#include "core/memory_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::fuzz {

/// Bytes that cannot be sought in. They must outlive it.
class Pipe final : public core::ByteStream {
 public:
  explicit Pipe(std::string_view bytes) : bytes_(bytes) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    return bytes_.read(buffer, capacity);
  }

 private:
  core::MemoryStream bytes_;
};

/// What is not scanned whole must say why.
inline void expand(std::unique_ptr<core::ByteStream> stream, std::size_t size,
                   const content::ExpandOptions& options) {
  content::Expander expander(std::make_shared<core::Provenance>(), std::move(stream), size,
                             options);
  std::vector<char> buffer(4096);
  for (content::Item item; expander.next(item);) {
    if (item.reason.empty() != (item.status == core::FileStatus::kScanned)) __builtin_trap();
    while (item.stream != nullptr) {
      const auto got = item.stream->read(buffer.data(), buffer.size());
      if (!got || *got == 0) break;
    }
  }
}

/// As a stream and as a file. `bytes` are decoded to no more than a mebibyte.
inline void expand_both_ways(std::string_view bytes, std::uint32_t depth) {
  content::ExpandOptions options;
  options.limits.max_depth = depth;
  options.limits.max_members = 64;
  options.limits.max_decoded_bytes = 1 << 20;
  expand(std::make_unique<Pipe>(bytes), bytes.size(), options);
  expand(std::make_unique<core::MemoryStream>(bytes), bytes.size(), options);
}

}  // namespace leaksift::fuzz
