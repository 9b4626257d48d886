#include "content/pg_custom_data.h"

#include <string>

namespace leaksift::content {

/// The next bytes in the chunks; none at their end.
base::Result<std::string_view> PgCustomData::peek() {
  while (chunk_left_ == 0 && !ended_) {
    const std::uint64_t begin = input_.position();
    const base::Result<std::int64_t> length = input_.number();
    if (!length) return length.error();
    if (*length < 0) return input_.damaged(begin, "a chunk of less than no bytes");
    chunk_left_ = static_cast<std::uint64_t>(*length);
    ended_ = *length == 0;
  }
  if (ended_) return std::string_view();
  base::Result<std::string_view> piece = input_.peek(chunk_left_);
  if (piece && piece->empty()) return input_.truncated();
  return piece;
}

void PgCustomData::take(std::size_t count) {
  input_.take(count);
  chunk_left_ -= count;
}

/// Takes what it can from `piece`, which may be empty: the codec may have kept something back.
base::Status PgCustomData::decode(std::string_view piece, std::span<char>& output) {
  const std::size_t room = output.size();
  std::string_view input = piece;
  const base::Result<Codec::Step> step = codec_->decode(input, output);
  const std::size_t taken = piece.size() - input.size();
  take(taken);
  if (!step) {
    const std::string& why = step.error().message;
    if (!why.starts_with(kNeedsMemory)) return damage_at(input_.position(), why);
    return base::Error{"pg_dump: " + why + " at byte " + std::to_string(input_.position())};
  }
  in_stream_ = (in_stream_ || taken > 0) && *step != Codec::Step::kStreamEnded;
  const bool ready = *step != Codec::Step::kStreamEnded || codec_->restart();
  const bool moved = taken > 0 || output.size() < room || piece.empty();
  if (ready && moved) return base::Ok{};
  return damage_at(input_.position(), "it cannot be decompressed");
}

base::Result<std::size_t> PgCustomData::read(char* buffer, std::size_t capacity) {
  std::span<char> output(buffer, capacity);
  while (!error_ && output.size() == capacity && capacity > 0) {
    const base::Result<std::string_view> piece = peek();
    if (codec_ == nullptr) {
      if (!piece) return piece.error();
      const std::size_t count = piece->copy(buffer, capacity);
      take(count);
      return count;
    }
    const base::Status decoded = decode(piece ? *piece : std::string_view(), output);
    if (!decoded) {
      error_ = decoded.error();
    } else if (output.size() == capacity) {
      if (!piece) return piece.error();
      if (!piece->empty()) continue;
      if (!in_stream_) return std::size_t{0};
      error_ = damage_at(input_.position(), "its compressed data end early");
    }
  }
  if (error_ && output.size() == capacity) return *error_;
  return capacity - output.size();
}

}  // namespace leaksift::content
