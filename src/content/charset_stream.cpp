#include "content/charset_stream.h"

#include "base/utf8.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kFill = 64 << 10;

/// Whether `bytes`, of which the end may be cut off, is UTF-8 with so many characters beyond ASCII
/// that it is nothing else. Text in GB 18030 gives one or two by chance.
bool is_surely_utf8(std::string_view bytes) {
  constexpr std::size_t kLeast = 4;
  constexpr std::size_t kLongest = 4;
  std::size_t found = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = base::decode_utf8(bytes, at).length;
    if (length == 0) return found >= kLeast && bytes.size() - at < kLongest;
    found += length > 1 ? 1 : 0;
    at += length;
  }
  return found >= kLeast;
}

}  // namespace

/// Reads from the wrapped stream; 0 at its end and after an error, which is kept.
std::size_t CharsetStream::take(char* buffer, std::size_t capacity) {
  if (ended_) return 0;
  base::Result<std::size_t> got = inner_.read(buffer, capacity);
  if (!got) error_ = got.error();
  ended_ = !got || *got == 0;
  return ended_ ? 0 : *got;
}

/// Hands on bytes that stand for themselves; keeps those behind them.
std::size_t CharsetStream::read_plain(char* buffer, std::size_t capacity) {
  const std::size_t got = take(buffer, capacity);
  const std::size_t plain = decoder_->plain_prefix({buffer, got});
  decoded_.origins.append(plain, 1, 1);
  bytes_.assign(buffer + plain, got - plain);
  return plain;
}

void CharsetStream::decode_more() {
  std::size_t have = bytes_.size();
  bytes_.resize(std::max(have, kFill));
  while (have < kFill && !ended_) have += take(bytes_.data() + have, kFill - have);
  bytes_.resize(have);
  decoded_.text.clear();
  next_ = 0;
  const std::string_view first = std::string_view(bytes_).substr(0, kFill);
  if (!std::exchange(begun_, true) && is_surely_utf8(first)) decoder_ = make_mixed_decoder();
  const std::size_t used = decoder_->decode(bytes_, ended_, decoded_);
  bytes_.erase(0, used);
}

base::Result<std::size_t> CharsetStream::read(char* buffer, std::size_t capacity) {
  if (capacity == 0) return std::size_t{0};
  while (next_ == decoded_.text.size()) {
    if (bytes_.empty()) {
      const std::size_t plain = read_plain(buffer, capacity);
      if (plain > 0) return plain;
    }
    if (bytes_.empty() && ended_) {
      if (error_) return *error_;
      return std::size_t{0};
    }
    decode_more();
  }
  const std::size_t count = std::min(capacity, decoded_.text.size() - next_);
  std::memcpy(buffer, decoded_.text.data() + next_, count);
  next_ += count;
  return count;
}

std::unique_ptr<core::TranslatedStream> charset_stream(std::string_view charset,
                                                       core::ByteStream& inner) {
  const Charset* const known = find_charset(charset);
  std::unique_ptr<CharsetDecoder> decoder = known != nullptr ? make_decoder(*known) : nullptr;
  if (!decoder || known->name == "windows-1252") decoder = make_mixed_decoder();
  return std::make_unique<CharsetStream>(inner, std::move(decoder));
}

}  // namespace leaksift::content
