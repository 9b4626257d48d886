#include "content/source_window.h"

#include <algorithm>
#include <string>
#include <utility>

namespace leaksift::content {
namespace {

/// Some bytes, then what a stream still holds.
class RestStream final : public core::ByteStream {
 public:
  RestStream(std::string head, ReplayStream& stream) : head_(std::move(head)), stream_(&stream) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t count = std::string_view(head_).substr(next_).copy(buffer, capacity);
    next_ += count;
    // Why the stream itself ended early, if it did, its container has said already.
    if (count > 0 || stream_->error()) return count;
    return stream_->read(buffer, capacity);
  }

 private:
  std::string head_;
  std::size_t next_ = 0;
  ReplayStream* stream_;
};

}  // namespace

base::Result<std::string_view> SourceWindow::next_block() {
  std::rotate(blocks_.begin(), blocks_.begin() + 1, blocks_.end());
  std::vector<char>& block = blocks_.back();
  block.resize(kBlockSize);
  const base::Result<std::size_t> got = stream_->read(block.data(), block.size());
  block.resize(got ? *got : 0);
  if (!got) return got.error();
  position_ += *got;
  at_end_ = *got == 0;
  return std::string_view(block.data(), block.size());
}

bool SourceWindow::seek(std::uint64_t offset) {
  if (!stream_->seek(offset)) return false;
  for (std::vector<char>& block : blocks_) block.clear();
  position_ = offset;
  at_end_ = false;
  return true;
}

std::string SourceWindow::bytes_at(std::uint64_t offset, std::size_t count) const {
  std::uint64_t begin = position_;
  for (const std::vector<char>& block : blocks_) begin -= block.size();
  if (offset < begin || offset + count > position_) return "";
  std::string bytes;
  for (const std::vector<char>& block : blocks_) {
    const std::uint64_t end = begin + block.size();
    while (bytes.size() < count && offset >= begin && offset < end) {
      bytes += block[static_cast<std::size_t>(offset++ - begin)];
    }
    begin = end;
  }
  return bytes;
}

std::unique_ptr<core::ByteStream> SourceWindow::rest_from(std::uint64_t& offset) {
  std::string head;
  if (stream_->seekable()) {
    if (offset >= stream_->size() || !stream_->seek(offset)) return nullptr;
  } else {
    for (const std::vector<char>& block : blocks_) head.append(block.begin(), block.end());
    const std::uint64_t at_hand = position_ - head.size();
    offset = std::clamp(offset, at_hand, position_);
    head.erase(0, static_cast<std::size_t>(offset - at_hand));
  }
  return rest_behind(std::move(head));
}

std::unique_ptr<core::ByteStream> SourceWindow::rest_behind(std::string head) {
  if (head.empty() && stream_->peek(1).empty()) return nullptr;
  return std::make_unique<RestStream>(std::move(head), *stream_);
}

}  // namespace leaksift::content
