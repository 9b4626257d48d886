// Feeds bytes to the Expander, as a stream and as a file, and reads whatever comes out.
#include "content/expander.h"
#include "core/memory_stream.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using leaksift::content::Expander;
using leaksift::content::Item;
namespace base = leaksift::base;
namespace core = leaksift::core;

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

void expand_all(std::unique_ptr<core::ByteStream> stream, std::size_t size) {
  core::Limits limits;
  limits.max_depth = 4;
  limits.max_members = 64;
  limits.max_decoded_bytes = 1 << 20;
  Expander expander(std::make_shared<core::Provenance>(), std::move(stream), size, limits);
  std::vector<char> buffer(4096);
  for (Item item; expander.next(item);) {
    if (item.reason.empty() != (item.status == core::FileStatus::kScanned)) __builtin_trap();
    while (item.stream != nullptr) {
      const auto got = item.stream->read(buffer.data(), buffer.size());
      if (!got || *got == 0) break;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  expand_all(std::make_unique<FuzzPipe>(bytes), size);
  expand_all(std::make_unique<core::MemoryStream>(bytes), size);
  return 0;
}
