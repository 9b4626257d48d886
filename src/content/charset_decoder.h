// CharsetDecoder: text in a charset as UTF-8, with the way back to its bytes.
#pragma once

#include "content/charset.h"
#include "core/offset_map.h"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::content {

/// What was decoded and not handed out yet, and where all of it came from.
struct DecodedText {
  std::string text;
  core::OffsetMap origins;

  /// Bytes that stand for themselves.
  void put_bytes(std::string_view bytes) {
    text += bytes;
    origins.append(bytes.size(), 1, 1);
  }
  /// One character, in UTF-8, made of `length` bytes.
  void put(std::string_view character, std::size_t length) {
    text += character;
    origins.append(character.size(), static_cast<std::uint32_t>(character.size()),
                   static_cast<std::uint32_t>(length));
  }
  void put(char32_t code, std::size_t length);
};

/// Decodes a blob from front to back. Bytes that are no text in the charset stand for themselves:
/// nothing fails, and nothing is lost. What bytes give never depends on how they were cut into
/// calls. Used by one thread.
class CharsetDecoder {
 public:
  virtual ~CharsetDecoder() = default;

  /// Appends what the front of `bytes` says to `out` and returns how many of them that took. What
  /// it leaves, less than kLookAhead, comes again in front of the next bytes; with `last` none do,
  /// and it leaves nothing.
  virtual std::size_t decode(std::string_view bytes, bool last, DecodedText& out) = 0;

  /// How many bytes at the front stand for themselves whatever comes behind them. Only asked when
  /// nothing was left.
  virtual std::size_t plain_prefix(std::string_view) const { return 0; }

  /// What was undone so far: the charset's name, or nothing.
  virtual std::string_view encoding() const = 0;

  static constexpr std::size_t kLookAhead = 1024;
};

/// Null if the system has no such charset.
std::unique_ptr<CharsetDecoder> make_decoder(const Charset& charset);

/// UTF-8 as it is, and what is not UTF-8 as windows-1252 wherever that makes sense: the text of
/// Windows, with few letters beyond ASCII among many of ASCII.
std::unique_ptr<CharsetDecoder> make_mixed_decoder();

/// A charset of one byte a character, by code points. 0xffffffff is none.
using ByteTable = std::array<char32_t, 256>;
inline constexpr char32_t kNoCharacter = 0xffffffff;
std::unique_ptr<CharsetDecoder> make_table_decoder(std::string_view name, const ByteTable& table);

/// Whether `bytes`, of which the end may be cut off, would pass for text in UTF-16 or UTF-32. With
/// `strict` it must have ASCII in it, and next to nothing that is no text.
bool looks_like_units(std::string_view bytes, const Charset& charset, bool strict);

}  // namespace leaksift::content
