#include "content/seven_zip_view.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kWindow = 64 << 10;  ///< Bytes that are decrypted in one go.

/// The blocks of `piece` that begin at `at`, a multiple of kAesBlock, in `count` bytes.
std::string decrypted(ReplayStream& source, const SevenZipPiece& piece, std::uint64_t at,
                      std::size_t count) {
  AesBlock before = piece.iv;
  const std::size_t front = at > 0 ? kAesBlock : 0;
  std::string bytes = read_at(source, piece.begin + at - front, front + count);
  if (bytes.size() < front) return "";
  if (front > 0) std::memcpy(before.data(), bytes.data(), kAesBlock);
  bytes.erase(0, front);
  decrypt_cbc(*piece.key, before, bytes);
  return bytes;
}

}  // namespace

SevenZipView::SevenZipView(ReplayStream& source, std::vector<SevenZipPiece> pieces,
                           SevenZipHeader header)
    : source_(&source), pieces_(std::move(pieces)) {
  header.begin = 0;
  header.packed.clear();
  for (const SevenZipPiece& piece : pieces_) {
    header_begin_ += piece.bytes;
    ends_.push_back(header_begin_);
    header.packed.push_back(piece.bytes);
  }
  header_ = write_seven_zip_header(header);
  start_ = write_seven_zip_start(header_begin_ - SevenZipStart::kBytes, header_);
}

base::Result<std::size_t> SevenZipView::read(char* buffer, std::size_t capacity) {
  base::Result<std::size_t> got = std::size_t{0};
  if (position_ < start_.size()) {
    got = std::string_view(start_).substr(position_).copy(buffer, capacity);
  } else if (position_ >= size()) {
    return got;
  } else if (position_ >= header_begin_) {
    got = std::string_view(header_).substr(position_ - header_begin_).copy(buffer, capacity);
  } else {
    const auto end = std::upper_bound(ends_.begin(), ends_.end(), position_);
    const auto index = static_cast<std::size_t>(end - ends_.begin());
    const SevenZipPiece& piece = pieces_[index];
    const std::uint64_t left = *end - position_;
    capacity = static_cast<std::size_t>(std::min<std::uint64_t>(capacity, left));
    const std::uint64_t at = piece.bytes - left;
    got = piece.key ? read_cipher(index, at, buffer, capacity)
                    : read_plain(piece.begin + at, buffer, capacity);
  }
  if (got) position_ += *got;
  return got;
}

base::Status SevenZipView::seek(std::uint64_t offset) {
  position_ = std::min(offset, size());
  return base::Ok{};
}

base::Result<std::size_t> SevenZipView::read_plain(std::uint64_t at, char* buffer,
                                                   std::size_t capacity) {
  if (!source_->seek(at)) return base::Error{"7z: seek failed"};
  return source_->read(buffer, capacity);
}

base::Result<std::size_t> SevenZipView::read_cipher(std::size_t piece, std::uint64_t at,
                                                    char* buffer, std::size_t capacity) {
  const bool at_hand =
      window_piece_ == piece && at >= window_begin_ && at - window_begin_ < window_.size();
  if (!at_hand) {
    window_piece_ = piece;
    window_begin_ = at / kAesBlock * kAesBlock;
    window_ = decrypted(*source_, pieces_[piece], window_begin_, kWindow);
    if (window_.empty() && source_->error()) return *source_->error();
  }
  const std::uint64_t begin = at - window_begin_;
  if (begin >= window_.size()) return std::size_t{0};
  return std::string_view(window_).substr(begin).copy(buffer, capacity);
}

std::string read_at(ReplayStream& stream, std::uint64_t offset, std::size_t count) {
  std::string bytes;
  if (!stream.seek(offset)) return bytes;
  bytes.resize(count);
  std::size_t have = 0;
  while (have < count) {
    const auto got = stream.read(bytes.data() + have, count - have);
    if (!got || *got == 0) break;
    have += *got;
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace leaksift::content
