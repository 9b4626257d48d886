// UTF-16 and UTF-32, told apart from what is no text piece by piece.
#include "content/charset_decoder.h"
#include "content/utf16_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace leaksift::content {
namespace {

/// How many bytes are judged at once: what is no text among them makes all of them bytes.
constexpr std::size_t kUnitsPiece = 512;
/// Text in UTF-16 whose characters all are two of ASCII: no such run of Chinese is this long.
constexpr std::size_t kLeastPairs = 24;
/// As many characters are text, or next to none: see looks_like_units.
constexpr std::size_t kLeastUnits = 6;

constexpr bool is_ascii_text(std::uint32_t c) {
  return (c >= 0x20 && c < 0x7f) || (c >= '\t' && c <= '\r');
}

std::uint16_t swap(std::uint16_t unit) {
  return __builtin_bswap16(unit);
}
std::uint32_t swap(std::uint32_t unit) {
  return __builtin_bswap32(unit);
}

/// The units of some bytes.
template <class Unit>
class Units {
 public:
  Units(std::string_view bytes, bool big) : bytes_(bytes), swapped_(big != kIsBig) {}
  std::size_t size() const { return bytes_.size() / sizeof(Unit); }
  Unit operator[](std::size_t i) const {
    Unit unit = 0;
    std::memcpy(&unit, bytes_.data() + i * sizeof(Unit), sizeof unit);
    return swapped_ ? swap(unit) : unit;
  }

  static constexpr std::size_t kGroup = 16;
  /// Writes a group of units from `i` on to `out` if all are ASCII.
  bool read_ascii(std::size_t i, char* out) const {
    Unit group[kGroup];
    std::memcpy(group, bytes_.data() + i * sizeof(Unit), sizeof group);
    Unit all = 0;
    for (const Unit unit : group) all |= unit;
    if ((swapped_ ? swap(all) : all) >= 0x80) return false;
    const unsigned shift = swapped_ ? 8 * (sizeof(Unit) - 1) : 0;
    for (std::size_t k = 0; k < kGroup; ++k) out[k] = static_cast<char>(group[k] >> shift);
    return true;
  }

 private:
  static constexpr bool kIsBig = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
  std::string_view bytes_;
  bool swapped_;
};

/// The code point at `i` and how many units it takes; 0 units if there is none.
struct Character {
  char32_t code = 0;
  std::size_t units = 0;
};

Character read(const Units<std::uint16_t>& units, std::size_t i) {
  const std::uint16_t first = units[i];
  if (!is_high_surrogate(first)) return {first, is_low_surrogate(first) ? 0U : 1U};
  if (i + 1 >= units.size()) return {};
  const std::uint16_t second = units[i + 1];
  if (!is_low_surrogate(second)) return {};
  return {0x10000U + ((first & 0x3ffU) << 10) + (second & 0x3ffU), 2};
}

Character read(const Units<std::uint32_t>& units, std::size_t i) {
  const std::uint32_t code = units[i];
  const bool valid = code <= 0x10ffff && !is_high_surrogate(code) && !is_low_surrogate(code);
  return {code, valid ? 1U : 0U};
}

/// Code points that texts do not have: controls, private ones, and what is no character at all.
bool is_odd(char32_t code) {
  const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0 && code != 0x85);
  const bool private_use = (code >= 0xe000 && code < 0xf900) || code >= 0xe0000;
  return control || private_use || (code & 0xfffe) == 0xfffe;
}

struct UnitCounts {
  std::size_t units = 0;
  std::size_t ascii = 0;
  std::size_t odd = 0;
};

template <class Unit>
UnitCounts count(const Units<Unit>& units) {
  UnitCounts counts{units.size()};
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < units.size();) {
    const Character character = read(units, i);
    i += std::max<std::size_t>(character.units, 1);
    if (character.units > 0 && is_ascii_text(character.code)) {
      ++counts.ascii;
      pairs = 0;
      continue;
    }
    if (character.units == 0 || is_odd(character.code)) ++counts.odd;
    if (sizeof(Unit) > 2 || character.units == 0) continue;
    // Bytes of ASCII read as units; and units read from between two characters.
    const bool is_pair = is_ascii_text(character.code >> 8) && is_ascii_text(character.code & 0xff);
    pairs = is_pair ? pairs + 1 : 0;
    if (pairs == kLeastPairs) counts.odd += kLeastPairs;
    if (pairs > kLeastPairs) ++counts.odd;
    const bool is_shifted = (character.code & 0xff) == 0 && character.code < 0x7f00;
    if (is_shifted && character.code != 0x3000 && character.code != 0x4e00) ++counts.odd;
  }
  return counts;
}

template <class Unit>
class UnitDecoder final : public CharsetDecoder {
 public:
  explicit UnitDecoder(const Charset& charset)
      : name_(charset.name), big_(charset.name.ends_with("be")) {}

  std::size_t decode(std::string_view bytes, bool last, DecodedText& out) override {
    std::size_t at = 0;
    if (!std::exchange(begun_, last || bytes.size() >= kWidth)) at = skip_mark(bytes, out);
    while (at < bytes.size()) {
      const std::size_t left = bytes.size() - at;
      if (!last && left < kUnitsPiece + kWidth) break;
      const std::size_t size = piece_size(bytes.substr(at, kUnitsPiece + kWidth));
      decode_piece(bytes.substr(at, size), out);
      at += size;
    }
    return at;
  }

  std::string_view encoding() const override { return name_; }

 private:
  static constexpr std::size_t kWidth = sizeof(Unit);

  /// A byte order mark says the order, whatever was said before.
  std::size_t skip_mark(std::string_view bytes, DecodedText& out) {
    constexpr char32_t kMark = 0xfeff;
    if (bytes.size() < kWidth) return 0;
    for (const bool big : {big_, !big_}) {
      if (Units<Unit>(bytes.substr(0, kWidth), big)[0] != kMark) continue;
      if (big != big_)
        name_ = kWidth == 2 ? (big ? "utf-16be" : "utf-16le") : (big ? "utf-32be" : "utf-32le");
      big_ = big;
      out.origins.skip(kWidth);
      return kWidth;
    }
    return 0;
  }

  /// The length of the next piece: no character is cut by its end.
  std::size_t piece_size(std::string_view bytes) const {
    const std::size_t size = std::min(bytes.size(), kUnitsPiece);
    if (kWidth > 2 || bytes.size() < kUnitsPiece + kWidth) return size;
    const Units<Unit> units(bytes, big_);
    const std::size_t next = kUnitsPiece / kWidth;
    const bool cut = is_high_surrogate(units[next - 1]) && is_low_surrogate(units[next]);
    return cut ? size + kWidth : size;
  }

  void decode_piece(std::string_view piece, DecodedText& out) const {
    const Units<Unit> units(piece, big_);
    const UnitCounts counts = count(units);
    if (counts.odd * 8 > counts.units) return out.put_bytes(piece);
    for (std::size_t i = 0; i < units.size();) {
      i += put_ascii(units, i, out);
      if (i == units.size()) break;
      const Character character = read(units, i);
      if (character.units == 0) {
        out.put_bytes(piece.substr(i * kWidth, kWidth));
      } else {
        out.put(character.code, character.units * kWidth);
      }
      i += std::max<std::size_t>(character.units, 1);
    }
    out.put_bytes(piece.substr(units.size() * kWidth));
  }

  /// The ASCII from `i` on; returns how many units these are.
  static std::size_t put_ascii(const Units<Unit>& units, std::size_t i, DecodedText& out) {
    char ascii[kUnitsPiece];
    std::size_t count = 0;
    while (units.size() - i - count >= Units<Unit>::kGroup &&
           units.read_ascii(i + count, ascii + count)) {
      count += Units<Unit>::kGroup;
    }
    for (; i + count < units.size() && units[i + count] < 0x80; ++count) {
      ascii[count] = static_cast<char>(units[i + count]);
    }
    out.text.append(ascii, count);
    out.origins.append(count, 1, kWidth);
    return count;
  }

  std::string_view name_;
  bool big_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<CharsetDecoder> make_unit_decoder(const Charset& charset) {
  if (charset.kind == CharsetKind::kUtf32) {
    return std::make_unique<UnitDecoder<std::uint32_t>>(charset);
  }
  return std::make_unique<UnitDecoder<std::uint16_t>>(charset);
}

bool looks_like_units(std::string_view bytes, const Charset& charset, bool strict) {
  const bool big = charset.name.ends_with("be");
  const UnitCounts counts = charset.kind == CharsetKind::kUtf32
                                ? count(Units<std::uint32_t>(bytes, big))
                                : count(Units<std::uint16_t>(bytes, big));
  if (!strict) return counts.units > 0 && counts.odd * 8 <= counts.units;
  return counts.units >= kLeastUnits && counts.odd * 64 <= counts.units &&
         counts.ascii * 4 >= counts.units;
}

}  // namespace leaksift::content
