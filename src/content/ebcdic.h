// EBCDIC: text of mainframes, in IBM's code pages 037 and 1047.
#pragma once

#include "core/byte_stream.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::content {

/// A code page: the ISO 8859-1 character of each byte. Both of EBCDIC's ends of a line, NL (0x15)
/// and LF (0x25), become '\n'.
struct EbcdicPage {
  std::string_view name;  ///< "ebcdic-037"
  std::array<std::uint8_t, 256> latin1;
};

/// The code page of content that begins with `prefix`; null if it is not EBCDIC. Sure rather than
/// complete: nine of ten bytes are EBCDIC text, of many kinds, with blanks, and next to none are
/// ASCII letters or digits. The pages are told apart by where they have brackets.
const EbcdicPage* find_ebcdic(std::string_view prefix);

/// Gives a stream byte for byte as ISO 8859-1, so that all offsets stay. Used by one thread.
class EbcdicStream final : public core::ByteStream {
 public:
  /// Both must outlive it.
  EbcdicStream(core::ByteStream& inner, const EbcdicPage& page) : inner_(inner), page_(page) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

 private:
  core::ByteStream& inner_;
  const EbcdicPage& page_;
};

}  // namespace leaksift::content
