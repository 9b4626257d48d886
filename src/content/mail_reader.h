// MailReader: a message or a mailbox as a container of text and of what is attached.
#pragma once

#include "content/container_reader.h"
#include "content/mail_lines.h"
#include "content/mail_parser.h"
#include "content/replay_stream.h"
#include "core/mail_text.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Its members are the text of all messages (see MailParser for what that is), which stands for the
/// mail as a whole, and then what is attached, by its file name or as "part 2"; in a mailbox, below
/// "message 3".
///
/// Attachments wait, decoded, until the text ends. When they are more than kMostHeld bytes, the
/// text ends early, and goes on behind them as another member: in a mailbox where a message begins,
/// as "messages from 58", else as "message 58 from part 3". So memory is bounded, and next to no
/// message is cut. Of an attachment that is larger alone, only a line is held at a time.
///
/// The text that is open when the source ends or breaks ends with the error of the source, or the
/// limit that the parser has passed.
class MailReader final : public ContainerReader {
 public:
  static constexpr std::size_t kMostHeld = 8 << 20;
  static constexpr std::size_t kMostAttachments = 2048;

  /// `source` must outlive it.
  MailReader(ReplayStream& source, bool is_mailbox)
      : lines_(source), parser_(is_mailbox), is_mailbox_(is_mailbox) {}

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

 private:
  void begin_attachment(Member& member);
  void begin_text(Member& member);
  void take_line();
  std::string_view fault() const;
  void cut(core::MailText form);

  MailLines lines_;
  MailParser parser_;
  bool is_mailbox_;
  MailLine line_;  ///< Read, and if `has_line_` not taken yet: it begins the next text.
  bool has_line_ = false;
  core::MailText form_;     ///< Of the text at hand, or the next one.
  std::string text_name_;   ///< Of that text; empty for the first one.
  bool in_text_ = false;    ///< The current member is text...
  bool text_ends_ = false;  ///< ...with what the parser has of it now.
  bool in_attachment_ = false;
  bool ended_ = false;          ///< The source is.
  std::uint64_t released_ = 0;  ///< Bytes of attachments that are not held any more.
  std::size_t handed_out_ = 0;  ///< Of what the parser has of the current member.
};

}  // namespace leaksift::content
