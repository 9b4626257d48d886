// Charsets that the C library knows: of one byte a character by a table, others character by
// character, since iconv does not say which bytes gave which.
#include "base/utf8.h"
#include "content/charset_decoder.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <iconv.h>
#include <vector>

namespace leaksift::content {

// In charset_units.cpp.
std::unique_ptr<CharsetDecoder> make_unit_decoder(const Charset& charset);

namespace {

/// No character takes more bytes, with the escapes before it.
constexpr std::size_t kLongestCharacter = 8;

constexpr bool is_ascii(char c) {
  return static_cast<std::uint8_t>(c) < 0x80;
}

/// An iconv descriptor from a charset to UTF-8.
class Converter {
 public:
  explicit Converter(const char* charset) : handle_(iconv_open("UTF-8", charset)) {}
  ~Converter() {
    if (usable()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool usable() const { return handle_ != kFailed; }

  /// What the first character of some bytes gives: `used` bytes are `text`. None `used`: they are
  /// no character.
  struct Character {
    std::size_t used = 0;
    std::string_view text;
  };
  Character read(std::string_view bytes) {
    for (std::size_t length = 1; length <= std::min(bytes.size(), kLongestCharacter); ++length) {
      char* in = const_cast<char*>(bytes.data());  // NOLINT: iconv does not write to it.
      std::size_t in_left = length;
      char* out = out_;
      std::size_t out_left = sizeof out_;
      const std::size_t result = iconv(handle_, &in, &in_left, &out, &out_left);
      const std::size_t used = length - in_left;
      if (used > 0) return {used, {out_, sizeof out_ - out_left}};
      if (result == kError && errno != EINVAL) break;
    }
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    return {};
  }

 private:
  static inline const iconv_t kFailed = reinterpret_cast<iconv_t>(-1);  // NOLINT
  static constexpr std::size_t kError = static_cast<std::size_t>(-1);
  iconv_t handle_;
  char out_[32] = {};
};

class IconvDecoder final : public CharsetDecoder {
 public:
  explicit IconvDecoder(const Charset& charset)
      : name_(charset.name),
        stateful_(charset.kind == CharsetKind::kStateful),
        converter_(charset.iconv_name) {}

  bool usable() const { return converter_.usable(); }

  std::size_t decode(std::string_view bytes, bool last, DecodedText& out) override {
    std::size_t at = 0;
    while (at < bytes.size() && (last || bytes.size() - at >= kLongestCharacter)) {
      if (!stateful_) at += put_ascii(bytes.substr(at), out);
      if (at == bytes.size() || (!last && bytes.size() - at < kLongestCharacter)) break;
      at += put_character(bytes.substr(at), out);
    }
    return at;
  }

  std::string_view encoding() const override { return name_; }

 private:
  static std::size_t put_ascii(std::string_view bytes, DecodedText& out) {
    const auto end = std::find_if_not(bytes.begin(), bytes.end(), is_ascii);
    const auto count = static_cast<std::size_t>(end - bytes.begin());
    out.put_bytes(bytes.substr(0, count));
    return count;
  }

  std::size_t put_character(std::string_view bytes, DecodedText& out) {
    const Converter::Character character = converter_.read(bytes);
    if (character.used == 0) {
      out.put_bytes(bytes.substr(0, 1));
      return 1;
    }
    if (character.text.empty()) {
      out.origins.skip(character.used);
    } else {
      out.put(character.text, character.used);
    }
    return character.used;
  }

  std::string_view name_;
  bool stateful_;
  Converter converter_;
};

std::unique_ptr<CharsetDecoder> make_byte_decoder(const Charset& charset) {
  Converter converter(charset.iconv_name);
  if (!converter.usable()) return nullptr;
  ByteTable table;
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    const char c = static_cast<char>(byte);
    const std::string_view text = converter.read({&c, 1}).text;
    table[byte] = text.empty() ? kNoCharacter : base::decode_utf8(text, 0).value;
    if (byte < 0x80) table[byte] = static_cast<char32_t>(byte);
  }
  return make_table_decoder(charset.name, table);
}

}  // namespace

std::unique_ptr<CharsetDecoder> make_decoder(const Charset& charset) {
  switch (charset.kind) {
    case CharsetKind::kUtf8:
      return make_mixed_decoder();
    case CharsetKind::kUtf16:
    case CharsetKind::kUtf32:
      return make_unit_decoder(charset);
    case CharsetKind::kByte:
      return make_byte_decoder(charset);
    case CharsetKind::kMultiByte:
    case CharsetKind::kStateful:
      break;
  }
  auto decoder = std::make_unique<IconvDecoder>(charset);
  return decoder->usable() ? std::move(decoder) : nullptr;
}

}  // namespace leaksift::content
