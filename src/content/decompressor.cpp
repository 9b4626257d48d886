#include "content/decompressor.h"

#include <algorithm>
#include <span>
#include <utility>

namespace leaksift::content {

Decompressor::Decompressor(const Format& format, std::unique_ptr<Codec> codec, ReplayStream& source)
    : format_(format), codec_(std::move(codec)), window_(source) {}

base::Result<bool> Decompressor::next(Member& member) {
  member = {};
  return !std::exchange(begun_, true);
}

/// Takes another block behind what is left of the input; gives how many bytes came.
base::Result<std::size_t> Decompressor::refill() {
  const std::string left(input_);
  const base::Result<std::string_view> block = window_.next_block();
  if (!block) return block.error();
  input_ = *block;
  if (!left.empty()) {
    seam_ = left;
    seam_ += *block;
    input_ = seam_;
  }
  return block->size();
}

void Decompressor::stop(base::Error cause) {
  ended_ = true;
  error_ = std::move(cause);
}

void Decompressor::fail(const std::string& cause) {
  stop({std::string(format_.name) + ": " + cause});
}

std::string Decompressor::place() const {
  return " at byte " + std::to_string(bytes_used());
}

/// Behind the end of a stream: finds another one. False at the end of the input; an error if
/// something else stands there.
base::Result<bool> Decompressor::begin_next_stream() {
  while (true) {
    input_.remove_prefix(std::min(input_.find_first_not_of('\0'), input_.size()));
    if (input_.size() >= kCodecMagic) break;
    const base::Result<std::size_t> got = refill();
    if (!got) return got.error();
    if (*got == 0) break;
  }
  if (input_.empty()) return false;
  if (codec_->begins(input_) && codec_->restart()) return true;
  return base::Error{std::string(format_.name) + ": what follows its end" + place() +
                     " is not compressed"};
}

base::Result<std::size_t> Decompressor::read(char* buffer, std::size_t capacity) {
  if (error_) return *error_;
  std::span<char> output(buffer, capacity);
  while (!ended_ && output.size() == capacity && capacity > 0) {
    const std::size_t before = input_.size();
    const base::Result<Codec::Step> step = codec_->decode(input_, output);
    const bool moved = output.size() < capacity || input_.size() < before;
    if (!step) {
      const std::string& why = step.error().message;
      fail(why.starts_with(kNeedsMemory) ? why + place() : "damaged" + place() + ": " + why);
    } else if (*step == Codec::Step::kStreamEnded) {
      const base::Result<bool> more = begin_next_stream();
      ended_ = !more || !*more;
      if (!more) stop(more.error());
    } else if (!moved) {
      const base::Result<std::size_t> got = refill();
      if (!got) stop(got.error());
      if (got && *got == 0) fail("truncated" + place());
    }
  }
  const std::size_t count = capacity - output.size();
  if (count == 0 && error_) return *error_;
  return count;
}

std::unique_ptr<core::ByteStream> Decompressor::rest(std::uint64_t& offset) {
  offset = bytes_used();
  return window_.rest_from(offset);
}

}  // namespace leaksift::content
