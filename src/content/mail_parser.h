// MailParser: takes messages apart into their text and what is attached to them.
#pragma once

#include "content/mail_charset.h"
#include "content/mail_decode.h"
#include "content/mail_flow.h"
#include "content/mail_header.h"
#include "content/mail_lines.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leaksift::content {

/// What is attached to a message, decoded as far as the parser has come.
struct Attachment {
  std::uint64_t message = 0;  ///< Its number, from 1.
  std::string name;           ///< No two of a message are alike.
  std::string bytes;
  std::string charset;      ///< Of text, as it is declared.
  bool is_message = false;  ///< message/rfc822
  bool is_complete = false;
};

/// Follows the lines of a message or a mailbox (RFC 5322, 2045 to 2047, 2231), and is lenient: what
/// makes no sense is text. Into the text go header fields with their encodings undone, the text
/// that a reader shows with its transfer encoding and character set undone, what stands between the
/// parts, and lines in encoded parts that are no such code, all with their places in the mail.
/// Attached are files, messages, and text of other types than plain and HTML. Used by one thread at
/// a time.
class MailParser {
 public:
  /// Multiparts within multiparts. What is deeper is text.
  static constexpr std::size_t kMostDepth = 100;

  explicit MailParser(bool is_mailbox) : is_mailbox_(is_mailbox) {}

  /// The next line, which `ahead` follows.
  void take(const MailLine& given, std::string_view ahead);
  /// At the end of the stream.
  void finish();

  MailFlow& flow() { return flow_; }
  std::deque<Attachment>& attachments() { return attachments_; }
  /// Whether `line` starts a message of the mailbox.
  bool starts_message(const MailLine& line, std::string_view ahead) const;
  /// The number of the message at hand, from 1, and that of its part.
  std::uint64_t message() const { return message_; }
  std::size_t part() const { return part_; }
  /// Bytes of all attachments so far.
  std::uint64_t attached_bytes() const { return attached_bytes_; }
  /// The limit that was passed; empty if none was.
  std::string_view damage() const { return damage_; }

 private:
  enum class State : std::uint8_t { kHeader, kText, kAttachment };
  /// The header fields of a message or a part that say what it is.
  struct Entity {
    ContentField type;
    ContentField disposition;
    std::string encoding;  ///< Lower case.
  };
  struct Multipart {
    std::string delimiter;  ///< "--boundary"
    bool is_digest = false;
  };
  /// 7bit, 8bit and binary; base64; quoted-printable; and uuencode in a text.
  struct Uuencode {};
  using Decoder = std::variant<std::monostate, Base64Decoder, QuotedPrintableDecoder, Uuencode>;

  void start_message(const MailLine& line);
  bool take_delimiter(const MailLine& line);
  void take_header(const MailLine& line);
  void end_field();
  void rewrite_field(std::string_view name);
  void render_field(std::string_view name, const ContentField& field);
  MailPlace place_in_field(std::size_t at) const;
  void end_header();
  void begin_body();
  void take_flowed(const MailLine& line);
  void begin_attachment(std::string name, bool is_message);
  void take_body(const MailLine& line, std::string_view ahead);
  void take_uuencoded(const MailLine& line);
  bool begins_uuencoded(const MailLine& line, std::string_view ahead) const;
  void attach_plain(const MailLine& line);
  void give_decoded(MailPlace place);
  void attach(std::string_view bytes);
  void give_stray(const MailLine& line);
  void end_body();
  bool is_shown_text() const;
  std::string name_of_part() const;

  bool is_mailbox_;
  std::uint64_t message_ = 0;
  std::size_t part_ = 0;
  State state_ = State::kHeader;
  bool after_empty_line_ = true;
  std::string field_;            ///< The header field that has begun, folds and all...
  MailPlace field_place_;        ///< ...and where.
  bool is_overlong_ = false;     ///< The rest of the field is not read any more.
  Entity entity_;                ///< Of the header at hand.
  std::vector<Multipart> open_;  ///< Outermost first.
  Decoder decoder_;
  MailCharset charset_;
  bool is_flowed_ = false;      ///< The part at hand has lines that go on in the next (RFC 3676)...
  bool deletes_space_ = false;  ///< ...without the space at the end.
  bool goes_on_ = false;        ///< The last one does.
  std::size_t quotes_ = 0;      ///< In front of it.
  MailPlace place_;             ///< Of the line at hand.
  MappedBytes decoded_;         ///< Of one line.
  std::string newline_;    ///< Of the last line of an attachment: part of the delimiter perhaps.
  std::size_t stray_ = 0;  ///< Bytes of text in the encoded part at hand.
  MailFlow flow_;
  std::deque<Attachment> attachments_;
  std::set<std::string, std::less<>> names_;  ///< Of what is attached to the message.
  std::uint64_t attached_bytes_ = 0;
  std::string_view damage_;
};

}  // namespace leaksift::content
