#include "content/biff_stream.h"

#include "content/bytes_at.h"
#include "content/piece.h"
#include "content/utf16_text.h"

#include <algorithm>

namespace leaksift::content {
namespace {

constexpr std::size_t kRecordHead = 4;

// What stands in the byte of flags of a text.
constexpr std::uint32_t kWide = 1;
constexpr std::uint32_t kPhonetic = 4;
constexpr std::uint32_t kRich = 8;

}  // namespace

/// Makes `count` bytes of what comes next be there.
bool BiffStream::fill(std::size_t count) {
  while (buffer_.size() - next_ < count) {
    passed_ += next_;
    buffer_.erase(0, next_);
    next_ = 0;
    const std::size_t begin = buffer_.size();
    buffer_.resize(begin + kPiece);
    const auto got = file_->read(pieces_, buffer_.data() + begin, kPiece);
    buffer_.resize(begin + (got ? *got : 0));
    if (!got) error_ = got.error();
    if (!got || *got == 0) return false;
  }
  return true;
}

bool BiffStream::next() {
  if (!fill(kRecordHead)) return false;
  const std::size_t length = little_endian(buffer_, next_ + 2, 2);
  const bool whole = fill(kRecordHead + length);
  const std::string_view here = std::string_view(buffer_).substr(next_);
  id_ = static_cast<std::uint16_t>(little_endian(here, 0, 2));
  data_ = here.substr(kRecordHead, length);
  offset_ = passed_ + next_;
  next_ += std::min(here.size(), kRecordHead + length);
  return whole || !data_.empty();
}

bool BiffStream::goes_on() {
  const std::size_t length = data_.size();
  const bool more = fill(kRecordHead);
  // The buffer may have moved.
  data_ = next_ >= length ? std::string_view(buffer_).substr(next_ - length, length) : "";
  return more && little_endian(buffer_, next_, 2) == biff::kContinue;
}

bool BiffFields::refill() {
  if (!rest_.empty()) return true;
  ok_ = ok_ && stream_.goes_on() && stream_.next();
  rest_ = ok_ ? stream_.data() : "";
  return ok_;
}

std::uint32_t BiffFields::number(std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width && refill(); ++i) {
    value |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(rest_[0])) << (8 * i);
    rest_.remove_prefix(1);
  }
  return value;
}

void BiffFields::skip(std::size_t count) {
  while (count > 0 && refill()) {
    const std::size_t passed = std::min(count, rest_.size());
    rest_.remove_prefix(passed);
    count -= passed;
  }
}

void BiffFields::text(std::size_t width, std::size_t most, std::string& out) {
  const std::size_t count = number(width);
  const std::uint32_t flags = number(1);
  const std::size_t runs = (flags & kRich) != 0 ? number(2) : 0;
  const std::size_t phonetic = (flags & kPhonetic) != 0 ? number(4) : 0;
  characters(count, (flags & kWide) != 0, most, out);
  skip(runs * 4);
  skip(phonetic);
}

void BiffFields::characters(std::size_t count, bool wide, std::size_t most, std::string& out) {
  while (count > 0 && ok_) {
    // Each record that goes on with a text says anew how wide its characters are.
    if (rest_.empty()) {
      if (!refill()) return;
      wide = (number(1) & kWide) != 0;
      if (rest_.empty()) continue;
    }
    const std::size_t size = wide ? 2 : 1;
    const std::size_t here = std::min(count, std::max<std::size_t>(rest_.size() / size, 1));
    const std::string_view bytes = rest_.substr(0, here * size);
    if (out.size() < most) wide ? append_utf16(out, bytes) : append_windows_1252(out, bytes);
    rest_.remove_prefix(bytes.size());
    count -= here;
  }
}

}  // namespace leaksift::content
