// Feeds bytes to the Expander, as a stream and as a file, and reads whatever comes out.
#include "content/expander.h"
#include "core/seekable_stream.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using leaksift::content::Expander;
using leaksift::content::Item;
namespace base = leaksift::base;
namespace core = leaksift::core;

/// Reads from the fuzzer's bytes; as `Base` says, with or without seeking.
template <typename Base>
class FuzzStream : public Base {
 public:
  explicit FuzzStream(std::string_view bytes) : bytes_(bytes) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t count = bytes_.substr(next_).copy(buffer, capacity);
    next_ += count;
    return count;
  }

 protected:
  std::string_view bytes_;
  std::size_t next_ = 0;
};

class FuzzFile final : public FuzzStream<core::SeekableStream> {
 public:
  using FuzzStream::FuzzStream;

  base::Status seek(std::uint64_t offset) override {
    next_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
    return base::Ok{};
  }
  std::uint64_t size() const override { return bytes_.size(); }
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
  expand_all(std::make_unique<FuzzStream<core::ByteStream>>(bytes), size);
  expand_all(std::make_unique<FuzzFile>(bytes), size);
  return 0;
}
