#include "scan/block_reader.h"

#include "base/newlines.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace leaksift::scan {

BlockReader::BlockReader(core::ByteStream& stream, std::size_t block_size,
                         const structure::FieldJudge* fields)
    : stream_(stream),
      translated_(dynamic_cast<core::TranslatedStream*>(&stream)),
      block_size_(std::max<std::size_t>(block_size, 1)),
      fields_(fields) {}

std::uint64_t BlockReader::bytes() const {
  if (translated_ == nullptr) return read_;
  const core::OffsetMap& origins = translated_->origins();
  return read_ == origins.text_end() ? origins.original_end() : origins.end_of(read_);
}

std::string_view BlockReader::encoding() const {
  return translated_ == nullptr ? std::string_view{} : translated_->encoding();
}

// Of `bytes`, `have` are there: reads until it holds `size` or the stream ends. What a block held
// before is room to read into, so that it need not be cleared again.
void BlockReader::fill(base::RawBytes& bytes, std::size_t have, std::size_t size) {
  bytes.resize(size);
  while (!at_end_ && have < size) {
    const auto got = stream_.read(bytes.data() + have, size - have);
    if (!got) error_ = got.error().message;
    at_end_ = !got || *got == 0;
    have += at_end_ ? 0 : *got;
    read_ += at_end_ ? 0 : *got;
  }
  bytes.resize(have);
}

// Decides the format on a prefix whose length does not depend on the block size.
void BlockReader::sniff() {
  sniffed_ = true;
  fill(ahead_, 0, structure::kSniffLength + 1);
  const std::string_view prefix(ahead_.data(), std::min(ahead_.size(), structure::kSniffLength));
  const core::MailText* const mail = translated_ == nullptr ? nullptr : translated_->mail();
  const bool complete = ahead_.size() <= structure::kSniffLength;
  cursor_ = mail != nullptr ? structure::Cursor::mail(*mail)
                            : structure::Cursor::sniff(prefix, complete, fields_);
  // Behind a byte order mark.
  if (translated_ != nullptr && mail == nullptr) column_ += translated_->origins().begin_of(0);
  if (cursor_.structured()) columns_ = std::make_shared<BlobColumns>(std::string(prefix), cursor_);
}

void BlockReader::stop(std::string reason) {
  error_ = std::move(reason);
  done_ = true;
}

bool BlockReader::next(core::Block& block, structure::Cursor& cursor) {
  if (done_) return false;
  if (!sniffed_) sniff();
  block.own_begin = own_ - window_;
  const std::size_t wanted = block.own_begin + block_size_ + core::kBlockMargin;
  const bool all_ahead = ahead_.size() > wanted;
  const std::size_t have = std::min(wanted, ahead_.size());
  block.bytes.resize(at_end_ ? have : wanted);
  std::copy_n(ahead_.begin(), have, block.bytes.begin());
  if (!all_ahead && !at_end_) fill(block.bytes, have, wanted);
  block.own_end = std::min(block.bytes.size(), block.own_begin + block_size_);
  block.offset = window_;
  if (translated_ != nullptr) {
    translated_->origins().copy_to(block.origins, {window_, window_ + block.bytes.size()});
  } else {
    block.origins = {};
  }
  core::LineMap* const lines = translated_ == nullptr ? nullptr : translated_->lines();
  block.lines = {};
  if (lines != nullptr) lines->copy_to(block.lines, {window_, window_ + block.bytes.size()});
  block.line = line_;
  block.column = column_;
  block.number = number_++;
  done_ = !all_ahead && at_end_ && block.own_end == block.bytes.size();
  block.last = done_;
  cursor = cursor_;
  // To the end, so that what is wrong there is known.
  if (done_) cursor_.advance(block.view());
  if (block.own_begin == block.own_end)
    return false;  // An empty blob, or an end on a block's edge.

  own_ += block.own_end - block.own_begin;
  const std::uint64_t next_window = own_ - std::min<std::uint64_t>(own_, core::kBlockMargin);
  const auto shift = static_cast<std::ptrdiff_t>(next_window - window_);
  if (!done_) step(block, static_cast<std::size_t>(shift));
  if (all_ahead) {
    ahead_.erase(ahead_.begin(), ahead_.begin() + shift);
  } else {
    ahead_.assign(block.bytes.begin() + shift, block.bytes.end());
  }
  window_ = next_window;
  return true;
}

// Moves line, column and structure to the next window.
void BlockReader::step(const core::Block& block, std::size_t bytes) {
  const std::string_view passed = block.view().substr(0, bytes);
  line_ += base::count_newlines(passed);
  const std::size_t newline = base::last_newline(passed);
  const std::uint64_t end = block.begin_in_blob(bytes);
  column_ = newline == std::string_view::npos ? column_ + (end - block.begin_in_blob(0))
                                              : end - block.end_in_blob(newline + 1) + 1;
  cursor_.advance(passed);
  if (translated_ == nullptr) return;
  translated_->origins().forget_before(block.offset + bytes);
  if (core::LineMap* const lines = translated_->lines()) lines->forget_before(block.offset + bytes);
}

}  // namespace leaksift::scan
