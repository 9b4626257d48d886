// EBCDIC: text of mainframes, in IBM's code pages 037 and 1047.
#pragma once

#include <array>
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

}  // namespace leaksift::content
