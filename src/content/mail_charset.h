// MailCharset: the character set of a part of mail, undone on its way into the text.
#pragma once

#include "content/charset_decoder.h"
#include "content/mail_flow.h"
#include "content/mapped_bytes.h"
#include "core/line_map.h"
#include "core/offset_map.h"

#include <memory>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Puts bytes of one part, whose transfer encoding is undone, into a MailFlow as UTF-8, so that
/// their places are those in the mail. Used by one thread at a time.
class MailCharset {
 public:
  /// `charset`: what the part declares; see charset_stream() for what that means.
  explicit MailCharset(std::string_view charset = {});

  /// The next bytes. They may come only when more are there.
  void put(const MappedBytes& decoded, MailPlace place, MailFlow& flow);
  /// The same of bytes that were not encoded.
  void put(std::string_view bytes, MailPlace place, MailFlow& flow);
  /// At the end of the part.
  void finish(MailFlow& flow);

 private:
  void decode(bool last, MailFlow& flow);
  void note(std::size_t bytes, std::uint32_t width, std::uint32_t length, MailPlace place);

  std::unique_ptr<CharsetDecoder> decoder_;
  bool is_in_doubt_;         ///< Whether the text is in the charset at all.
  std::string left_;         ///< Bytes that are not decoded yet.
  core::OffsetMap sources_;  ///< Where the part's bytes stand in the mail...
  core::LineMap lines_;      ///< ...and in which line.
  DecodedText decoded_;
  MappedBytes plain_;  ///< Kept for its buffers.
};

/// Whether text in it has zeros: one that is said to be of wide characters and has none is not.
bool is_wide(const Charset* charset);

/// `bytes` in a charset as UTF-8.
std::string to_utf8(std::string_view charset, std::string_view bytes);

}  // namespace leaksift::content
