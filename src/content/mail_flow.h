// MailFlow: the text of mail as it is handed on, in the form that core/mail_text.h describes.
#pragma once

#include "content/mapped_bytes.h"
#include "core/line_map.h"
#include "core/offset_map.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Where something stands in the mail as a whole.
struct MailPlace {
  std::uint64_t offset = 0;
  std::uint64_t line = 1;
};

/// Appends text made of bytes at `offset` of the original, see core::OffsetMap::append. Bytes that
/// have given text already are left out: a group of base64 may stand in two lines.
void append_at(core::OffsetMap& map, std::uint64_t bytes, std::uint32_t width, std::uint32_t length,
               std::uint64_t offset);

/// Takes text piece by piece, with the place of each. The blank of a line that begins with "From "
/// becomes a tab, unless the line starts a message.
class MailFlow {
 public:
  /// Text in characters of `width` bytes, each made of `length` bytes of the mail.
  void put(std::string_view bytes, std::uint32_t width, std::uint32_t length, MailPlace place);
  void put(const MappedBytes& decoded, MailPlace place);
  /// Text as it stands in the mail.
  void put(std::string_view bytes, MailPlace place) { put(bytes, 1, 1, place); }
  /// A line that starts a message.
  void start_message(std::string_view line, MailPlace place);
  /// Ends the line, if one has begun.
  void end_line();

  /// What has been put and not been taken.
  std::string& text() { return text_; }
  /// Of all text since the start, or restart().
  core::OffsetMap& origins() { return origins_; }
  core::LineMap& lines() { return lines_; }
  /// What comes is another text. All that has been put must have been taken.
  void restart();

 private:
  void append(std::string_view bytes);

  std::string text_;
  core::OffsetMap origins_;
  core::LineMap lines_;
  std::uint64_t line_ = 1;   ///< Of the text.
  std::size_t matched_ = 0;  ///< So many bytes of "From " stand in the line, and nothing else.
  bool at_start_ = true;     ///< Of a line, but for these.
};

}  // namespace leaksift::content
