#include "content/mail_reader.h"

#include <algorithm>
#include <utility>

namespace leaksift::content {

base::Result<bool> MailReader::next(Member& member) {
  member = {};
  if (in_attachment_) {
    released_ += parser_.attachments().front().bytes.size();
    parser_.attachments().pop_front();
  }
  if (in_text_) parser_.flow().restart();
  in_attachment_ = in_text_ = text_ends_ = false;
  handed_out_ = 0;
  while (true) {
    if (!parser_.attachments().empty()) {
      begin_attachment(member);
      return true;
    }
    if (!parser_.flow().text().empty()) {
      begin_text(member);
      return true;
    }
    if (ended_) break;
    take_line();
  }
  return false;
}

void MailReader::begin_attachment(Member& member) {
  const Attachment& attachment = parser_.attachments().front();
  if (is_mailbox_) member.outer = "message " + std::to_string(attachment.message);
  member.name = attachment.name;
  member.is_message = attachment.is_message;
  member.charset = attachment.charset;
  if (attachment.is_complete) member.bytes = attachment.bytes.size();
  in_attachment_ = true;
}

void MailReader::begin_text(Member& member) {
  member.is_text = true;
  member.is_whole = text_name_.empty();
  member.mail = {form_, &parser_.flow().origins(), &parser_.flow().lines()};
  member.name = text_name_;
  in_text_ = true;
}

/// Why the text that ends now is not all there is; empty if it is.
std::string_view MailReader::fault() const {
  if (lines_.error()) return lines_.error()->message;
  return parser_.damage();
}

base::Result<std::size_t> MailReader::read(char* buffer, std::size_t capacity) {
  std::string& bytes = in_text_ ? parser_.flow().text() : parser_.attachments().front().bytes;
  while (bytes.empty()) {
    const bool ends = in_text_ ? text_ends_ : parser_.attachments().front().is_complete;
    if (ended_ && in_text_ && !fault().empty()) return base::Error{std::string(fault())};
    if (ends || ended_) return std::size_t{0};
    take_line();
  }
  const std::size_t count = bytes.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  if (handed_out_ == bytes.size()) {
    if (!in_text_) released_ += bytes.size();
    bytes.clear();
    handed_out_ = 0;
  }
  return count;
}

/// Lets the parser take a line, unless the text at hand ends before it.
void MailReader::take_line() {
  if (!has_line_ && !lines_.next(line_)) {
    parser_.finish();
    ended_ = true;
    return;
  }
  has_line_ = true;
  const std::size_t waiting = parser_.attachments().size();
  const std::uint64_t held = parser_.attached_bytes() - released_;
  const bool much = held > kMostHeld / 2 || waiting > kMostAttachments / 2;
  if (in_text_ && much && parser_.starts_message(line_, lines_.ahead())) {
    parser_.finish();
    cut({parser_.message() + 1, false});
    return;
  }
  parser_.take(line_, lines_.ahead());
  has_line_ = false;
  const bool too_much = parser_.attached_bytes() - released_ > kMostHeld ||
                        parser_.attachments().size() > kMostAttachments;
  if (in_text_ && too_much) cut({parser_.message(), true});
}

/// The text at hand ends here; `form` is that of the next one.
void MailReader::cut(core::MailText form) {
  text_ends_ = true;
  form_ = form;
  const std::string number = is_mailbox_ ? " " + std::to_string(form.first_message) : "";
  text_name_ = form.begins_in_body
                   ? "message" + number + " from part " + std::to_string(parser_.part())
                   : "messages from" + number;
}

}  // namespace leaksift::content
