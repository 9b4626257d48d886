#include "structure/decode.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "structure/bytes.h"
#include "structure/entities.h"

#include <algorithm>

namespace leaksift::structure {

namespace {

constexpr char32_t kNoCode = 0xffffffff;

/// An escape of `length` bytes that stands for one byte.
Escape one(std::size_t length, char byte) {
  return {static_cast<std::uint16_t>(length), 1, {byte}};
}

/// An escape of `length` bytes that stands for a character, in UTF-8.
Escape character(std::size_t length, char32_t code) {
  Escape escape{static_cast<std::uint16_t>(length)};
  escape.width = static_cast<std::uint16_t>(base::write_utf8(escape.text, base::as_read(code)));
  return escape;
}

constexpr bool is_surrogate(char32_t code) {
  return code >= 0xd800 && code <= 0xdfff;
}

constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// How many of the first `most` bytes are digits of the base, 8, 10 or 16.
std::size_t count_digits(std::string_view text, std::size_t most, int base) {
  std::size_t count = 0;
  while (count < std::min(most, text.size()) && hex_value(text[count]) >= 0 &&
         hex_value(text[count]) < base) {
    ++count;
  }
  return count;
}

/// The number that `digits` are; kNoCode if there are none, or if it is no character's.
char32_t number(std::string_view digits, int base) {
  char32_t value = 0;
  for (const char digit : digits) {
    value = value * static_cast<char32_t>(base) + static_cast<char32_t>(hex_value(digit));
    if (value > 0x10ffff) return kNoCode;
  }
  return digits.empty() ? kNoCode : value;
}

/// What a letter behind a backslash means in `letters`, pairs of letter and byte; kNoCode if
/// nothing.
char32_t meaning(char letter, std::string_view letters) {
  for (std::size_t i = 0; i < letters.size(); i += 2) {
    if (letters[i] == letter) return static_cast<unsigned char>(letters[i + 1]);
  }
  return kNoCode;
}

/// The code unit of \uXXXX at the front of `text`, or kNoCode.
char32_t code_unit(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return kNoCode;
  if (count_digits(text.substr(2), 4, 16) != 4) return kNoCode;
  return number(text.substr(2, 4), 16);
}

// The readers of escapes: for each encoding, the bytes that may begin one, and the escape at the
// front of a text that begins with such a byte.

struct Doubled {
  char quote;
  const char* next(const char* p, const char* end) const { return find_any(p, end, quote); }
  Escape read(std::string_view text) const {
    return text.size() > 1 && text[1] == quote ? one(2, quote) : Escape{};
  }
};

struct Sql {
  static const char* next(const char* p, const char* end) { return find_any(p, end, '\\', '\''); }
  static Escape read(std::string_view text) {
    if (text.size() < 2) return {};
    const char second = text[1];
    if (text[0] == '\'') return second == '\'' ? one(2, '\'') : Escape{};
    if (second == '%' || second == '_') return {};
    using std::string_view_literals::operator""sv;
    const char32_t byte = meaning(second, "0\0b\bn\nr\rt\tZ\x1a"sv);
    return one(2, byte == kNoCode ? second : static_cast<char>(byte));
  }
};

struct Backslash {
  static const char* next(const char* p, const char* end) { return find_any(p, end, '\\'); }
  static Escape read(std::string_view text) {
    if (text.size() < 2) return {};
    const std::string_view rest = text.substr(1);
    if (const std::size_t digits = count_digits(rest, 3, 8); digits > 0) {
      return one(1 + digits, static_cast<char>(number(rest.substr(0, digits), 8)));
    }
    if (rest[0] == 'x') {
      const std::size_t digits = count_digits(rest.substr(1), 2, 16);
      if (digits > 0) return one(2 + digits, static_cast<char>(number(rest.substr(1, digits), 16)));
    }
    const char32_t byte = meaning(rest[0], "b\bf\fn\nr\rt\tv\v");
    return one(2, byte == kNoCode ? rest[0] : static_cast<char>(byte));
  }
};

struct Json {
  static const char* next(const char* p, const char* end) { return find_any(p, end, '\\'); }
  static Escape read(std::string_view text) {
    if (text.size() < 2) return {};
    if (text[1] != 'u') {
      const char32_t byte = meaning(text[1], "\"\"\\\\//b\bf\fn\nr\rt\t");
      return byte == kNoCode ? Escape{} : one(2, static_cast<char>(byte));
    }
    const char32_t first = code_unit(text);
    if (first == kNoCode) return {};
    if (!is_surrogate(first)) return character(6, first);
    const char32_t second = code_unit(text.substr(6));
    if (first >= 0xdc00 || second == kNoCode || second < 0xdc00 || second > 0xdfff) return {};
    return character(12, 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
  }
};

struct Xml {
  static const char* next(const char* p, const char* end) { return find_any(p, end, '&'); }
  static Escape read(std::string_view text) {
    // No reference is longer than &#x0010FFFF; or &thetasym;, unless it means to be a nuisance.
    constexpr std::size_t kLongest = 12;
    const std::size_t end = text.substr(0, kLongest).find(';');
    if (end == text.npos) return {};
    const std::string_view name = text.substr(1, end - 1);
    if (!name.starts_with('#')) {
      const char32_t code = entity(name);
      return code == 0 ? Escape{} : character(end + 1, code);
    }
    const int base = name.size() > 1 && name[1] == 'x' ? 16 : 10;
    const std::string_view digits = name.substr(base == 16 ? 2 : 1);
    if (count_digits(digits, digits.size(), base) != digits.size()) return {};
    const char32_t code = number(digits, base);
    return code == kNoCode || code == 0 || is_surrogate(code) ? Escape{} : character(end + 1, code);
  }
};

struct Percent {
  static const char* next(const char* p, const char* end) { return find_any(p, end, '%', '+'); }
  static Escape read(std::string_view text) {
    if (text[0] == '+') return one(1, ' ');
    // %2540 is %40, escaped once more as the parameter of another URL.
    constexpr std::size_t kMostLevels = 3;
    std::size_t passed = 0;
    for (std::size_t i = 1; i < kMostLevels && text.substr(1 + passed, 2) == "25"; ++i) passed += 2;
    while (passed > 0 && count_digits(text.substr(1 + passed), 2, 16) != 2) passed -= 2;
    if (count_digits(text.substr(1 + passed), 2, 16) != 2) return {};
    return one(3 + passed, static_cast<char>(number(text.substr(1 + passed, 2), 16)));
  }
};

/// The escapes of C, of JSON, and of the languages that took them over.
Escape read_backslash(std::string_view text) {
  if (text.size() < 2) return {};
  const std::string_view rest = text.substr(2);
  switch (text[1]) {
    case 'x': {
      if (count_digits(rest, 2, 16) != 2) return {};
      return one(4, static_cast<char>(number(rest.substr(0, 2), 16)));
    }
    case 'U': {
      const char32_t code =
          count_digits(rest, 8, 16) == 8 ? number(rest.substr(0, 8), 16) : kNoCode;
      return code == kNoCode || is_surrogate(code) ? Escape{} : character(10, code);
    }
    case '\'':
      return one(2, '\'');
    default:
      break;
  }
  const std::size_t octal = count_digits(text.substr(1), 3, 8);
  if (octal == 3) return one(4, static_cast<char>(number(text.substr(1, 3), 8)));
  return Json::read(text);
}

/// How many bytes of quoted-printable at the front of `text`, `=XX` each, are one character of
/// UTF-8 beyond ASCII: 0 if none.
std::size_t quoted_character(std::string_view text) {
  char bytes[4];
  std::size_t count = 0;
  for (; count < sizeof bytes && text.size() >= 3 * (count + 1); ++count) {
    const std::string_view escape = text.substr(3 * count, 3);
    if (escape[0] != '=' || count_digits(escape.substr(1), 2, 16) != 2) break;
    bytes[count] = static_cast<char>(number(escape.substr(1), 16));
  }
  if (count < 2) return 0;
  const std::size_t length = base::decode_utf8({bytes, count}, 0).length;
  return length > 1 ? length : 0;
}

/// RFC 2045, section 6.7, as far as it cannot be a key with its value: characters beyond ASCII, the
/// equals sign, blanks that end a line, and line breaks that stand for nothing.
Escape read_quoted(std::string_view text) {
  if (text.starts_with("=\n")) return {2, 0};
  if (text.starts_with("=\r\n")) return {3, 0};
  if (text.starts_with("=3D")) return one(3, '=');
  if (text.size() > 3 && is_newline(text[3]) && text.starts_with("=20")) return one(3, ' ');
  const std::size_t count = quoted_character(text);
  if (count == 0) return {};
  Escape escape{static_cast<std::uint16_t>(3 * count), static_cast<std::uint16_t>(count)};
  for (std::size_t i = 0; i < count; ++i) {
    escape.text[i] = static_cast<char>(number(text.substr(3 * i + 1, 2), 16));
  }
  return escape;
}

struct Hex {
  static const char* next(const char* p, const char*) { return p; }
  static Escape read(std::string_view text) {
    if (count_digits(text, 2, 16) != 2) return {};
    return one(2, static_cast<char>(number(text.substr(0, 2), 16)));
  }
};

struct Base64 {
  static const char* next(const char* p, const char*) { return p; }
  static Escape read(std::string_view text) {
    std::uint32_t bits = 0;
    std::size_t digits = 0;
    for (; digits < 4 && digits < text.size(); ++digits) {
      const std::uint8_t value = base::base64_value(text[digits]);
      if (value == base::kNotBase64) break;
      bits = bits << 6 | value;
    }
    if (digits < 2) return {};
    const std::string_view rest = text.substr(digits);
    const std::string_view padding = std::string_view("==").substr(0, 4 - digits);
    if (digits < 4 && !rest.empty() && rest != padding) return {};
    bits <<= 6 * (4 - digits);
    Escape escape{static_cast<std::uint16_t>(digits + rest.size() * (digits < 4 ? 1 : 0)),
                  static_cast<std::uint16_t>(digits - 1)};
    for (std::size_t i = 0; i < 3; ++i) escape.text[i] = static_cast<char>(bits >> (16 - 8 * i));
    return escape;
  }
};

/// Bytes at the front of a hex value that are none of its digits.
std::size_t hex_prefix(std::string_view bytes) {
  if (bytes.size() < 2) return 0;
  if (bytes.starts_with("\\\\x")) return 3;
  const char first = to_lower(bytes[0]);
  const char second = to_lower(bytes[1]);
  const bool prefix =
      second == 'x' ? first == '0' || first == '\\' : first == 'x' && second == '\'';
  return prefix ? 2 : 0;
}

/// The quote that is doubled in a value: the double quote if it never stands single.
char doubled_quote(std::string_view bytes) {
  for (std::size_t at = 0; (at = bytes.find('"', at)) != bytes.npos;) {
    const std::size_t end = std::min(bytes.find_first_not_of('"', at), bytes.size());
    if ((end - at) % 2 != 0) return '\'';
    at = end;
  }
  return bytes.find('"') == bytes.npos ? '\'' : '"';
}

}  // namespace

/// Writes a Decoded.
class Decoder {
 public:
  Decoder(std::string_view bytes, Decoded& out) : bytes_(bytes), out_(out) {
    out_.buffer_.clear();
    out_.runs_.clear();
    out_.text_ = bytes;
  }

  template <class Reader>
  void undo(Reader reader) {
    const char* const first = bytes_.data();
    const char* const end = first + bytes_.size();
    for (const char* p = first + copied_; (p = reader.next(p, end)) != end;) {
      const auto at = static_cast<std::size_t>(p - first);
      const Escape escape = reader.read(bytes_.substr(at));
      if (escape.length == 0) {
        ++p;
        continue;
      }
      put(at, escape);
      p += escape.length;
    }
    if (out_.runs_.empty()) return;
    out_.buffer_.append(bytes_.substr(copied_));
    out_.text_ = out_.buffer_;
  }

  /// Bytes at the front that stand for nothing.
  void skip(std::size_t length) {
    if (length == 0) return;
    out_.runs_.push_back({0, static_cast<std::uint32_t>(length), 0, 1, 1});
    copied_ = length;
  }

 private:
  void put(std::size_t at, const Escape& escape) {
    std::string& buffer = out_.buffer_;
    buffer.append(bytes_.substr(copied_, at - copied_));
    const bool adjoins = at == copied_ && !out_.runs_.empty();
    if (!adjoins || !extend(escape)) {
      out_.runs_.push_back({static_cast<std::uint32_t>(buffer.size()),
                            static_cast<std::uint32_t>(at), 1, escape.length, escape.width});
    }
    buffer.append(escape.text, escape.width);
    copied_ = at + escape.length;
  }

  /// Whether an escape right behind the latest one belongs to the same run, and now does.
  bool extend(const Escape& escape) {
    Decoded::Run& run = out_.runs_.back();
    if (run.count == 0 || run.length != escape.length || run.width != escape.width) return false;
    ++run.count;
    return true;
  }

  std::string_view bytes_;
  std::size_t copied_ = 0;  ///< How many of the bytes are in the buffer, or were skipped.
  Decoded& out_;
};

Escape read_escape(std::string_view text) {
  switch (text.front()) {
    case '%':
      return Percent::read(text);
    case '&':
      return Xml::read(text);
    case '\\':
      return read_backslash(text);
    case '=':
      return read_quoted(text);
    default:
      return {};
  }
}

std::size_t Decoded::original(std::size_t offset, bool round_up) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), offset,
                       [](std::size_t at, const Run& run) { return at < run.decoded; });
  if (after == runs_.begin()) return offset;
  const Run& run = *(after - 1);
  const std::size_t into = offset - run.decoded;
  const std::size_t width = std::size_t{run.count} * run.width;
  if (into >= width) return run.original + std::size_t{run.count} * run.length + (into - width);
  return run.original + (into + (round_up ? run.width - 1U : 0U)) / run.width * run.length;
}

void decode(std::string_view bytes, core::Encoding encoding, Decoded& out) {
  Decoder decoder(bytes, out);
  switch (encoding) {
    case core::Encoding::kPlain:
      return;
    case core::Encoding::kDoubled:
      return decoder.undo(Doubled{doubled_quote(bytes)});
    case core::Encoding::kSql:
      return decoder.undo(Sql{});
    case core::Encoding::kBackslash:
      return decoder.undo(Backslash{});
    case core::Encoding::kJson:
      return decoder.undo(Json{});
    case core::Encoding::kXml:
      return decoder.undo(Xml{});
    case core::Encoding::kPercent:
      return decoder.undo(Percent{});
    case core::Encoding::kHex:
      decoder.skip(hex_prefix(bytes));
      return decoder.undo(Hex{});
    case core::Encoding::kBase64:
      return decoder.undo(Base64{});
  }
}

}  // namespace leaksift::structure
