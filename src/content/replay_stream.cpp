#include "content/replay_stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kFillStep = 64 << 10;

}  // namespace

ReplayStream::ReplayStream(std::unique_ptr<core::ByteStream> inner)
    : inner_(std::move(inner)), file_(dynamic_cast<core::SeekableStream*>(inner_.get())) {}

/// Reads from the wrapped stream; 0 at its end and after an error, which is kept.
std::size_t ReplayStream::take(char* buffer, std::size_t capacity) {
  if (ended_ || error_ || capacity == 0) return 0;
  const bool spooled = file_ != nullptr && file_ == spool_.get();
  base::Result<std::size_t> got =
      spooled ? spool_->read(buffer, capacity) : inner_->read(buffer, capacity);
  if (!got) {
    error_ = got.error();
    return 0;
  }
  ended_ = *got == 0;
  if (!spooled) bytes_taken_ += *got;
  return *got;
}

/// Takes bytes until `count` unread ones are kept. False if the stream has fewer.
bool ReplayStream::fill(std::size_t count) {
  while (buffer_.size() - next_ < count) {
    const std::size_t size = buffer_.size();
    buffer_.resize(size + std::min(count - (size - next_), kFillStep));
    const std::size_t got = take(buffer_.data() + size, buffer_.size() - size);
    buffer_.resize(size + got);
    if (got == 0) return false;
  }
  return true;
}

std::string_view ReplayStream::peek(std::size_t count) {
  fill(count);
  return {buffer_.data() + next_, std::min(count, buffer_.size() - next_)};
}

base::Result<std::size_t> ReplayStream::read(char* buffer, std::size_t capacity) {
  if (spool_ != nullptr && file_ == nullptr) {
    base::Result<std::size_t> got = spool_->read(buffer, capacity);
    if (!got || *got > 0) return got;
  }
  if (next_ == buffer_.size() && !in_memory_) {
    const std::size_t got = take(buffer, capacity);
    if (got == 0 && error_) return *error_;
    if (keeps_ && next_ + got <= kMaxReplay) {
      buffer_.insert(buffer_.end(), buffer, buffer + got);
      next_ += got;
      return got;
    }
    keeps_ = false;
    lost_start_ = lost_start_ || got > 0;
    buffer_ = {};
    next_ = 0;
    return got;
  }
  const std::size_t got = std::min(capacity, buffer_.size() - next_);
  if (got > 0) std::memcpy(buffer, buffer_.data() + next_, got);
  next_ += got;
  return got;
}

bool ReplayStream::hold_all(std::size_t most) {
  if (!seekable()) in_memory_ = !fill(most + 1) && !error_;
  return seekable();
}

bool ReplayStream::hold_on_disk(std::uint64_t most) {
  if (seekable() || error_ || !fill(1)) return seekable();
  spool_ = PrivateFile::create();
  if (spool_ == nullptr) return false;
  base::RawBytes chunk = std::exchange(buffer_, {});
  while (!chunk.empty() && spool_->size() + chunk.size() <= most &&
         spool_->append({chunk.data(), chunk.size()})) {
    chunk.resize(kFillStep);
    chunk.resize(take(chunk.data(), chunk.size()));
  }
  buffer_ = std::move(chunk);  // What found no room.
  if (!buffer_.empty() || error_) return false;
  file_ = spool_.get();
  ended_ = false;
  return true;
}

void ReplayStream::begin_attempt() {
  keeps_ = file_ == nullptr;
}

void ReplayStream::end_attempt() {
  keeps_ = false;
}

bool ReplayStream::rewind() {
  if (seekable()) return seek(0);
  if (lost_start_) return false;
  next_ = 0;
  return true;
}

bool ReplayStream::seek(std::uint64_t offset) {
  if (in_memory_) {
    next_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, buffer_.size()));
    return true;
  }
  buffer_ = {};
  next_ = 0;
  ended_ = false;
  return file_->seek(offset).ok();
}

std::uint64_t ReplayStream::size() const {
  return in_memory_ ? buffer_.size() : file_->size();
}

}  // namespace leaksift::content
