// In which encoding a blob's text is written, by its first bytes.
#pragma once

#include "content/charset_decoder.h"

#include <memory>
#include <string_view>

namespace leaksift::content {

/// The decoder of content that begins with `prefix`, of some 32 KiB: by its byte order mark; by
/// where it has zeros (UTF-16, UTF-32), or letters (EBCDIC); by the charset that it declares. Else
/// that of UTF-8 and windows-1252, which leaves all else alone. A mark is not believed where what
/// follows is no text.
std::unique_ptr<CharsetDecoder> decoder_for(std::string_view prefix);

/// The charset that a document declares near its beginning: in an XML declaration, a meta element
/// of HTML, a MIME header, SET NAMES of a MySQL dump, client_encoding of a PostgreSQL dump. Empty
/// if none. A view of `prefix`.
std::string_view declared_charset(std::string_view prefix);

}  // namespace leaksift::content
