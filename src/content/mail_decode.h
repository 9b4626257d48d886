// The transfer encodings of mail (RFC 2045, section 6), undone piece by piece.
#pragma once

#include "content/mapped_bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Undoes base64 (RFC 2045, 6.8).
class Base64Decoder {
 public:
  /// Appends what `line` (a piece of a line, without its newline) gives. False, and nothing is
  /// taken, if it is something else: it has other characters than those of the alphabet, is a
  /// number alone, or stands behind the end of the data and is short.
  bool take(std::string_view line, MappedBytes& out);
  /// Appends what the last characters give, at the end of the data. `here`: how many of them, at
  /// most, stand where `out` begins.
  void finish(MappedBytes& out, std::size_t here = 4);

 private:
  std::uint32_t bits_ = 0;
  unsigned count_ = 0;  ///< Characters in `bits_`.
  bool ended_ = false;  ///< A '=' has been seen.
};

/// Undoes quoted-printable (RFC 2045, 6.7). What is no escape stands for itself.
class QuotedPrintableDecoder {
 public:
  void take(std::string_view bytes, MappedBytes& out);
  void finish(MappedBytes& out);
  /// How many bytes of those taken are neither given nor skipped.
  std::size_t held() const { return escape_.size(); }

 private:
  bool take_escape(char c, MappedBytes& out);

  std::string escape_;  ///< An escape that is not complete: "=", "=4", "=\r".
};

/// The name of the file that a line such as "begin 644 people.csv" of uuencode announces; empty if
/// it is another line.
std::string_view uuencoded_name(std::string_view line);

/// Appends the bytes of a line of uuencode (POSIX, "uuencode"). False if it is none.
bool decode_uuencoded(std::string_view line, std::string& out);

}  // namespace leaksift::content
