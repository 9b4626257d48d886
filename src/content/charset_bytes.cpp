// Charsets of one byte a character, and text that is UTF-8 here and windows-1252 there.
#include "base/ascii.h"
#include "base/utf8.h"
#include "content/charset_decoder.h"
#include "content/windows_1252.h"

#include <algorithm>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace leaksift::content {
namespace {

/// How many bytes at the front are ASCII.
std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t at = 0;
#if defined(__SSE2__)
  constexpr std::size_t kStep = 64;
  const auto load = [](const char* p) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  };
  for (; bytes.size() - at >= kStep; at += kStep) {
    const char* const p = bytes.data() + at;
    const __m128i front = _mm_or_si128(load(p), load(p + 16));
    const __m128i back = _mm_or_si128(load(p + 32), load(p + 48));
    if (_mm_movemask_epi8(_mm_or_si128(front, back)) != 0) break;
  }
#endif
  while (at < bytes.size() && !base::is_beyond_ascii(bytes[at])) ++at;
  return at;
}

/// Bytes by a table.
class TableDecoder final : public CharsetDecoder {
 public:
  TableDecoder(std::string_view name, const ByteTable& table) : name_(name) {
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
      Entry& entry = entries_[byte];
      if (table[byte] == kNoCharacter) {
        entry = {{static_cast<char>(byte)}, 1};
      } else {
        entry.width =
            static_cast<std::uint8_t>(base::write_utf8(entry.text, base::as_read(table[byte])));
      }
      keeps_ascii_ = keeps_ascii_ && (byte >= 0x80 || table[byte] == byte);
    }
  }

  std::size_t decode(std::string_view bytes, bool, DecodedText& out) override {
    for (std::size_t at = 0; at < bytes.size();) {
      if (keeps_ascii_) {
        const std::size_t ascii = ascii_prefix(bytes.substr(at));
        out.put_bytes(bytes.substr(at, ascii));
        at += ascii;
      }
      at += put_run(bytes.substr(at), out);
    }
    return bytes.size();
  }

  std::string_view encoding() const override { return name_; }

 private:
  struct Entry {
    char text[4] = {};
    std::uint8_t width = 1;
  };

  /// Takes bytes whose characters are as wide as the first's, but no ASCII that stands for itself.
  std::size_t put_run(std::string_view bytes, DecodedText& out) const {
    std::size_t count = 0;
    std::size_t width = 0;
    for (; count < bytes.size(); ++count) {
      if (keeps_ascii_ && !base::is_beyond_ascii(bytes[count])) break;
      const Entry& entry = entries_[static_cast<std::uint8_t>(bytes[count])];
      if (count > 0 && entry.width != width) break;
      width = entry.width;
      out.text.append(entry.text, width);
    }
    if (count > 0) out.origins.append(count * width, static_cast<std::uint32_t>(width), 1);
    return count;
  }

  std::string_view name_;
  std::array<Entry, 256> entries_;
  bool keeps_ascii_ = true;
};

/// How many bytes are judged at once, from the first that is not ASCII.
constexpr std::size_t kBytesPiece = 512;
/// No sequence of UTF-8 has more bytes behind its first.
constexpr std::size_t kMostTails = 3;

constexpr bool is_tail(char c) {
  return (static_cast<std::uint8_t>(c) & 0xc0U) == 0x80;
}

struct Piece {
  explicit Piece(std::string_view bytes);
  bool is_windows_1252() const {
    return stray > 0 && !binary && stray >= utf8 && odd * 4 <= stray && stray <= letters / 2 + 4;
  }

  std::size_t letters = 0;  ///< Of ASCII.
  std::size_t utf8 = 0;     ///< Characters beyond ASCII.
  std::size_t stray = 0;    ///< Bytes beyond ASCII that are no UTF-8...
  std::size_t odd = 0;      ///< ...and seldom stand in texts in windows-1252.
  std::size_t spaces = 0;   ///< Other spaces than ASCII's, in UTF-8.
  bool binary = false;      ///< Has bytes that no text has.
};

Piece::Piece(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<std::uint8_t>(bytes[at]);
    if (byte < 0x80) {
      const auto lower = static_cast<std::uint8_t>(byte | 0x20U);
      letters += lower >= 'a' && lower <= 'z' ? 1 : 0;
      binary = binary || byte == 0x7f || (byte < 0x20 && (byte < '\t' || byte > '\r'));
      ++at;
      continue;
    }
    if (const base::CodePoint point = base::decode_utf8(bytes, at); point.length > 0) {
      ++utf8;
      spaces += base::is_other_space(point.value) ? 1 : 0;
      at += point.length;
      continue;
    }
    ++stray;
    const Windows1252Use use = windows_1252_use(byte);
    odd += use == Windows1252Use::kRare ? 1 : 0;
    binary = binary || use == Windows1252Use::kNone;
    if (binary) return;
    ++at;
  }
}

class MixedDecoder final : public CharsetDecoder {
 public:
  std::size_t plain_prefix(std::string_view bytes) const override { return ascii_prefix(bytes); }

  std::size_t decode(std::string_view bytes, bool last, DecodedText& out) override {
    std::size_t at = 0;
    while (true) {
      const std::size_t ascii = ascii_prefix(bytes.substr(at));
      out.put_bytes(bytes.substr(at, ascii));
      at += ascii;
      if (at == bytes.size() || (!last && bytes.size() - at < kBytesPiece + kMostTails)) return at;
      std::size_t end = std::min(bytes.size(), at + kBytesPiece);
      for (std::size_t i = 0; i < kMostTails && end < bytes.size() && is_tail(bytes[end]); ++i) {
        ++end;
      }
      decode_piece(bytes.substr(at, end - at), out);
      at = end;
    }
  }

  std::string_view encoding() const override {
    return out_of_1252_ ? "windows-1252" : std::string_view{};
  }

 private:
  void decode_piece(std::string_view piece, DecodedText& out) {
    const Piece is(piece);
    const bool of_1252 = is.is_windows_1252();
    const bool has_spaces = is.spaces > 0 && !is.binary && is.stray == 0;
    if (!of_1252 && !has_spaces) return out.put_bytes(piece);
    out_of_1252_ = out_of_1252_ || of_1252;
    for (std::size_t at = 0; at < piece.size();) {
      const base::CodePoint point = base::decode_utf8(piece, at);
      if (point.length == 0) {
        out.put(kWindows1252[static_cast<std::uint8_t>(piece[at])], 1);
      } else if (base::is_other_space(point.value)) {
        out.put(point.value, point.length);
      } else {
        out.put_bytes(piece.substr(at, point.length));
      }
      at += std::max<std::size_t>(point.length, 1);
    }
  }

  bool out_of_1252_ = false;
};

}  // namespace

void DecodedText::put(char32_t code, std::size_t length) {
  char character[4];
  put({character, base::write_utf8(character, base::as_read(code))}, length);
}

std::unique_ptr<CharsetDecoder> make_table_decoder(std::string_view name, const ByteTable& table) {
  return std::make_unique<TableDecoder>(name, table);
}

std::unique_ptr<CharsetDecoder> make_mixed_decoder() {
  return std::make_unique<MixedDecoder>();
}

}  // namespace leaksift::content
