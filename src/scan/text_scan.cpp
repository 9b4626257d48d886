#include "scan/text_scan.h"

#include "scan/block_reader.h"

#include <algorithm>
#include <cstring>

namespace leaksift::scan {
namespace {

class TextStream final : public core::ByteStream {
 public:
  explicit TextStream(std::string_view text) : rest_(text) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t size = std::min(capacity, rest_.size());
    std::memcpy(buffer, rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

}  // namespace

std::vector<core::Match> TextScan::scan(std::string_view text, double least,
                                        std::size_t block_size) {
  TextStream stream(text);
  BlockReader reader(stream, block_size);
  structure::Cursor cursor;
  std::vector<core::Match> all;
  while (reader.next(block_, cursor)) {
    for (core::Match match : matcher_.match(block_, cursor, reader.columns().get(), least)) {
      match.value.begin += block_.offset;
      match.value.end += block_.offset;
      match.field = {};
      match.table = {};
      match.text = {};
      all.push_back(match);
    }
  }
  return all;
}

}  // namespace leaksift::scan
