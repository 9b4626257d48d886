// Undoing the escapes of a cell: its value, and which bytes of the cell each byte of it comes from.
#pragma once

#include "core/record.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// Between texts that are put one behind the other, this many bytes keep the words of one from
/// counting as context of the next: see detect/evidence.
inline constexpr std::size_t kContextGap = 96;

/// A value and its way back. Filled by decode(), whose buffers it keeps from call to call; owned by
/// one thread.
class Decoded {
 public:
  Decoded() = default;
  Decoded(const Decoded&) = delete;
  Decoded& operator=(const Decoded&) = delete;

  /// The value. Valid until the next decode(), and only as long as the bytes given to decode(): a
  /// value without escapes is a view of these.
  std::string_view text() const { return text_; }
  /// Whether text() differs from the bytes it was made of.
  bool changed() const { return !runs_.empty(); }

  /// Where the byte that gives text()[offset] begins in the original: an offset within an escaped
  /// character means the begin of its escape. original(text().size()) is where the value ends.
  std::size_t original(std::size_t offset) const { return original(offset, false); }
  /// Where the bytes that give the first `offset` bytes of text() end in the original: an offset
  /// within an escaped character means the end of its escape.
  std::size_t original_end(std::size_t offset) const { return original(offset, true); }

 private:
  friend class Decoder;
  /// `count` escapes, one right behind the other, of `length` bytes of the original and `width`
  /// bytes of the value each. What follows up to the next run stands for itself.
  struct Run {
    std::uint32_t decoded = 0;   ///< Offset of the run in the value.
    std::uint32_t original = 0;  ///< Offset of the run in the original.
    std::uint32_t count = 0;
    std::uint16_t length = 0;
    std::uint16_t width = 0;
  };
  std::size_t original(std::size_t offset, bool round_up) const;

  std::string buffer_;
  std::string_view text_;
  std::vector<Run> runs_;
};

/// Undoes the escapes of `bytes` (less than 4 GiB). An escape that is broken, or cut by the end of
/// `bytes`, stands for itself; nothing fails. By encoding:
///
///   kPlain      nothing.
///   kDoubled    RFC 4180, section 2.7: "" is a quote. Where the double quotes do not stand in
///               pairs, the value is an SQL string, and '' is the quote.
///   kSql        '' is a quote. MySQL manual, "String Literals": \0 \b \n \r \t \Z \' \" \\ by
///               their meaning, \% and \_ themselves, otherwise the backslash is dropped.
///   kBackslash  PostgreSQL manual, "COPY", text format: \b \f \n \r \t \v, \ooo (one to three
///               octal digits), \xhh (one or two), otherwise the backslash is dropped.
///   kJson       RFC 8259, section 7; pairs of surrogates become one character, single ones stand
///               for themselves.
///   kXml        XML 1.0, sections 4.1 and 4.6: &#64; &#x40; and the five predefined entities;
///               besides, the names of HTML 4 for Latin-1 and some for punctuation. Entities that a
///               document declares are never expanded.
///   kPercent    RFC 3986, section 2.1; '+' is a space (HTML, application/x-www-form-urlencoded).
///               Up to three times over: %2540 is %40 as the parameter of another URL has it.
///   kHex        Pairs of hex digits; a leading 0x, 0X, \x, \\x or x' stands for nothing, and
///               whatever is no pair for itself.
///   kBase64     RFC 4648, section 4: four digits are three bytes; at the end, two or three digits,
///               with or without their padding, are one or two. Whatever is no group stands for
///               itself.
void decode(std::string_view bytes, core::Encoding encoding, Decoded& out);

/// `length` bytes of the original that stand for `width` bytes of the value. A `length` of 0: there
/// is no escape.
struct Escape {
  std::uint16_t length = 0;
  std::uint16_t width = 0;
  char text[4] = {};
};

/// The escape that `text`, which is not empty, begins with, whatever it stands in: `%40`, `&#64;`,
/// `\x40`, `\u0040` and the other escapes of C and JSON; and of quoted-printable what no key with
/// its value is: `=C3=B1`, `=3D`, soft line breaks.
Escape read_escape(std::string_view text);

}  // namespace leaksift::structure
