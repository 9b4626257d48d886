// Charset: the encodings of text that are read besides UTF-8.
#pragma once

#include <cstdint>
#include <string_view>

namespace leaksift::content {

enum class CharsetKind : std::uint8_t {
  kUtf8,       ///< Or a superset of ASCII that nobody has named.
  kUtf16,      ///< Units of two bytes...
  kUtf32,      ///< ...or of four, in the byte order that the name says.
  kByte,       ///< A character for each byte, ASCII below 128.
  kMultiByte,  ///< Sequences of one to four bytes; single bytes below 128 are ASCII.
  kStateful,   ///< What bytes mean depends on escapes before them.
};

/// A charset whose decoder is trusted with bytes from outside: those of glibc that combine
/// characters or keep more state than one mode have had their share of bugs, and are not among
/// them.
struct Charset {
  std::string_view name;  ///< As in reports: the WHATWG's, in small letters.
  CharsetKind kind = CharsetKind::kUtf8;
  const char* iconv_name = "";  ///< What glibc calls it; of kByte, kMultiByte and kStateful.
  std::string_view labels;      ///< Other names: in small letters and digits, between spaces.
};

/// The charset that a label such as "Shift_JIS", "latin1", "cp932" or "EUC_JP" means: names of
/// IANA and the WHATWG Encoding Standard, of MySQL and of PostgreSQL. As the WHATWG says, ISO
/// 8859-1 and ASCII mean windows-1252, and GB 2312 and GBK mean GB 18030. Null if unknown.
const Charset* find_charset(std::string_view label);

}  // namespace leaksift::content
