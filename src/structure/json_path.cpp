#include "structure/json_path.h"

#include "structure/bytes.h"
#include "structure/decode.h"

#include <charconv>
#include <cstring>

namespace leaksift::structure {

namespace {

/// `text` cut at `size` bytes, or before the UTF-8 character that stands there.
std::string_view cut_at(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  for (int back = 0; back < 3 && size > 0; ++back) {
    if ((static_cast<unsigned char>(text[size]) & 0xc0U) != 0x80) break;
    --size;
  }
  return text.substr(0, size);
}

/// RFC 6901, section 3: ~0 is a tilde, ~1 a slash.
std::string escaped_step(std::string_view key) {
  std::string step;
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

}  // namespace

const char* JsonPath::add(std::string_view step) {
  const std::size_t begin = size_ + 1;
  const std::size_t end = begin + step.size();
  if (end > kMaxLength) return nullptr;
  if (end + kRoom > text_.size()) text_.resize(2 * (end + kRoom));
  text_[size_] = '/';
  std::memcpy(text_.data() + begin, step.data(), step.size());
  size_ = end;
  return text_.data() + begin;
}

void JsonPath::add_key(std::string_view key, bool escaped) {
  key = cut_at(key, kMaxNameLength);
  if (escaped) {
    Decoded decoded;
    decode(key, core::Encoding::kJson, decoded);
    return add_step(decoded.text());
  }
  add_step(key);
}

// Hardly any step needs an escape, so it is looked at where it can be read by kRoom bytes at once.
void JsonPath::add_step(std::string_view step) {
  const std::size_t before = size_;
  const char* const added = add(step);
  if (added == nullptr) return;
  const char* const end = added + step.size();
  if (find_any(added, end + kRoom, '~', '/') >= end) return;
  cut(before);
  add(escaped_step(step));
}

void JsonPath::add_index(std::uint32_t index) {
  char digits[12];
  const auto written = std::to_chars(digits, digits + sizeof digits, index);
  const std::string_view step(digits, static_cast<std::size_t>(written.ptr - digits));
  add(index > kMaxIndex ? "*" : step);
}

std::string_view json_name(std::string_view pointer) {
  return cut_at(pointer, kMaxNameLength);
}

}  // namespace leaksift::structure
