#include "content/mail_parser.h"

#include "base/ascii.h"
#include "content/mail_magic.h"
#include "core/mail_text.h"

#include <algorithm>
#include <utility>

namespace leaksift::content {
namespace {

using base::equal_caseless;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kLongestField = 64 << 10;
/// Longer lines are folded again, at what was a fold: structure looks at so much of a line.
constexpr std::size_t kLongestLine = 3000;
constexpr std::size_t kLongestDelimiter = 256;
constexpr std::size_t kMostNames = 1000;
constexpr std::size_t kLongestAttachmentName = 1024;
/// An encoded part with more text than this that is no code is text.
constexpr std::size_t kMostStray = 64 << 10;

std::string_view name_in(std::string_view field) {
  return field.substr(0, core::field_name_length(field));
}

std::string_view value_in(std::string_view field) {
  return base::trim(field.substr(std::min(field.find(':') + 1, field.size())));
}

/// A field in one line, and where its pieces stood.
struct Unfolded {
  struct Piece {
    std::size_t begin = 0;   ///< In `text`...
    std::size_t origin = 0;  ///< ...and in the field.
  };
  std::string text;
  std::vector<Piece> pieces;

  std::size_t origin_of(std::size_t at) const {
    const auto next = std::upper_bound(pieces.begin(), pieces.end(), at,
                                       [](std::size_t x, const Piece& p) { return x < p.begin; });
    const Piece& piece = *std::prev(next);
    return piece.origin + (at - piece.begin);
  }
};

/// Folds stay behind the comma of a list, and in a line that would grow too long.
Unfolded unfold(std::string_view field) {
  Unfolded out;
  std::size_t line_begin = 0;
  for (std::size_t at = 0; at < field.size();) {
    const std::size_t newline = field.find('\n', at);
    const std::size_t end = newline == std::string_view::npos ? field.size() : newline + 1;
    const std::string_view text = MailLine{field.substr(at, end - at)}.text();
    const bool is_long = out.text.size() - line_begin + text.size() > kLongestLine;
    const bool stays = end == field.size() || text.ends_with(',') || is_long;
    out.pieces.push_back({out.text.size(), at});
    out.text += stays ? field.substr(at, end - at) : text;
    if (stays) line_begin = out.text.size();
    at = end;
  }
  return out;
}

bool begins_with_field(std::string_view text) {
  return core::field_name_length(text.substr(0, text.find('\n'))) > 0;
}

}  // namespace

bool MailParser::starts_message(const MailLine& line, std::string_view ahead) const {
  return is_mailbox_ && line.begins &&
         content::starts_message(line.text(), ahead, after_empty_line_);
}

void MailParser::take(const MailLine& given, std::string_view ahead) {
  MailLine line = given;
  if (message_ == 0 && !is_mailbox_) {
    message_ = 1;
    if (line.bytes.starts_with(kByteOrderMark)) {
      line.bytes.remove_prefix(kByteOrderMark.size());
      line.offset += kByteOrderMark.size();
    }
    if (is_length_of_message(line.text()) && begins_with_field(ahead)) return;
  }
  place_ = {line.offset, line.number};
  const bool starts = starts_message(line, ahead);
  after_empty_line_ = line.begins && line.text().empty();
  if (starts) return start_message(line);
  if (line.begins && !open_.empty() && take_delimiter(line)) return;
  if (state_ == State::kHeader) return take_header(line);
  take_body(line, ahead);
}

void MailParser::finish() {
  end_field();
  end_body();
  flow_.end_line();
}

void MailParser::start_message(const MailLine& line) {
  finish();
  flow_.start_message(line.bytes, place_);
  ++message_;
  part_ = 0;
  names_.clear();
  open_.clear();
  entity_ = {};
  state_ = State::kHeader;
}

/// Whether the line begins or ends a part; those within it that are open end with it.
bool MailParser::take_delimiter(const MailLine& line) {
  const std::string_view text = line.text();
  if (!text.starts_with("--")) return false;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const std::string_view delimiter = open_[i].delimiter;
    if (!text.starts_with(delimiter)) continue;
    std::string_view rest = text.substr(delimiter.size());
    const bool is_last = rest.starts_with("--");
    if (is_last) rest.remove_prefix(2);
    if (!base::trim(rest).empty()) continue;
    newline_.clear();
    finish();
    flow_.put(line.bytes, place_);
    open_.resize(is_last ? i : i + 1);
    entity_ = {};
    state_ = is_last ? State::kText : State::kHeader;
    return true;
  }
  return false;
}

void MailParser::take_header(const MailLine& line) {
  const std::string_view text = line.text();
  if (line.begins && text.empty()) {
    end_field();
    flow_.put(line.bytes, place_);
    return begin_body();
  }
  const bool goes_on = !line.begins || text[0] == ' ' || text[0] == '\t';
  if (!goes_on) {
    end_field();
    const bool is_old_start = text.starts_with('>');
    if (!is_old_start && core::field_name_length(text) == 0) {
      begin_body();
      return take_body(line, {});
    }
    is_overlong_ = is_old_start;
  }
  if (field_.size() + line.bytes.size() > kLongestField) {
    end_field();
    is_overlong_ = true;
  }
  if (is_overlong_) {
    flow_.put(line.bytes, place_);
  } else {
    if (field_.empty()) field_place_ = place_;
    field_ += line.bytes;
  }
}

void MailParser::end_field() {
  if (field_.empty()) return;
  const std::string_view name = name_in(field_);
  const std::string_view value = value_in(field_);
  if (equal_caseless(name, "content-type")) {
    entity_.type = ContentField::parse(value);
  } else if (equal_caseless(name, "content-disposition")) {
    entity_.disposition = ContentField::parse(value);
  } else if (equal_caseless(name, "content-transfer-encoding")) {
    entity_.encoding = ContentField::parse(value.substr(0, value.find_first_of(" \t\r\n"))).value;
  }
  const std::size_t newline = field_.find('\n');
  const bool folded = newline != std::string::npos && newline + 1 < field_.size();
  if (folded || field_.find("=?") != std::string::npos || field_.find("*=") != std::string::npos) {
    rewrite_field(name);
  } else {
    flow_.put(field_, field_place_);
  }
  field_.clear();
}

MailPlace MailParser::place_in_field(std::size_t at) const {
  const auto lines =
      std::count(field_.begin(), field_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  return {field_place_.offset + at, field_place_.line + static_cast<std::uint64_t>(lines)};
}

void MailParser::rewrite_field(std::string_view name) {
  const bool is_type = equal_caseless(name, "content-type");
  const bool is_content = is_type || equal_caseless(name, "content-disposition");
  const ContentField& field = is_type ? entity_.type : entity_.disposition;
  if (is_content && field.is_extended) return render_field(name, field);
  const Unfolded unfolded = unfold(field_);
  for (const HeaderPiece& piece : decode_words(unfolded.text, core::holds_addresses(name))) {
    if (piece.is_decoded) {
      const std::size_t begin = unfolded.origin_of(piece.begin);
      const std::size_t end = unfolded.origin_of(piece.begin + piece.length - 1) + 1;
      flow_.put(piece.text, static_cast<std::uint32_t>(piece.text.size()),
                static_cast<std::uint32_t>(end - begin), place_in_field(begin));
      continue;
    }
    std::string_view rest = piece.text;
    for (std::size_t at = piece.begin; !rest.empty();) {
      const auto next = std::find_if(unfolded.pieces.begin(), unfolded.pieces.end(),
                                     [at](const auto& other) { return other.begin > at; });
      const std::size_t size =
          next == unfolded.pieces.end() ? rest.size() : std::min(rest.size(), next->begin - at);
      // A tab in front of a fold is a blank.
      std::string text(rest.substr(0, size));
      std::replace(text.begin(), text.end(), '\t', ' ');
      flow_.put(text, place_in_field(unfolded.origin_of(at)));
      rest.remove_prefix(size);
      at += size;
    }
  }
}

/// A field with parameters as RFC 2231 has them, in the form of RFC 2045.
void MailParser::render_field(std::string_view name, const ContentField& field) {
  std::string value = field.value;
  for (const ContentField::Parameter& parameter : field.parameters) {
    value.append("; ").append(parameter.name).append("=\"");
    value.append(parameter.value).append("\"");
  }
  for (const std::string& stray : field.strays) value.append("; ").append(stray);
  std::replace(value.begin(), value.end(), '\n', ' ');
  const std::size_t colon = field_.find(':') + 1;
  flow_.put(std::string(name) + ":", field_place_);
  value.insert(0, 1, ' ');
  flow_.put(value, static_cast<std::uint32_t>(value.size()),
            static_cast<std::uint32_t>(field_.size() - colon), place_in_field(colon));
  flow_.end_line();
}

/// Text that a mail reader shows where it stands.
bool MailParser::is_shown_text() const {
  const std::string_view type = entity_.type.value;
  const bool is_file = entity_.disposition.value == "attachment" ||
                       !entity_.disposition.find("filename").empty() ||
                       !entity_.type.find("name").empty();
  if (type == "message/delivery-status" || type == "text/rfc822-headers") return true;
  const bool shown = type.empty() || type == "text/plain" || type == "text/html" ||
                     type == "text" || type == "text/enriched" || type == "text/richtext" ||
                     type == "message/disposition-notification" || type == "text/x-amp-html";
  return shown && !is_file;
}

std::string MailParser::name_of_part() const {
  std::string_view name = entity_.disposition.find("filename");
  if (name.empty()) name = entity_.type.find("name");
  return name.empty() ? "part " + std::to_string(part_) : std::string(name);
}

void MailParser::begin_body() {
  const std::string_view type = entity_.type.value;
  const std::string_view boundary = entity_.type.find("boundary");
  const bool in_digest = !open_.empty() && open_.back().is_digest && type.empty();
  decoder_ = std::monostate();
  charset_ = MailCharset();
  stray_ = 0;
  state_ = State::kText;
  if (type.starts_with("multipart/") && !boundary.empty() && boundary.size() < kLongestDelimiter) {
    if (open_.size() == kMostDepth) {
      damage_ = "limit: depth of multiparts";
    } else {
      open_.push_back({"--" + std::string(boundary), type == "multipart/digest"});
    }
    return;
  }
  ++part_;
  if (entity_.encoding == "base64") decoder_ = Base64Decoder();
  if (entity_.encoding == "quoted-printable") decoder_ = QuotedPrintableDecoder();
  if (type.empty() || type.starts_with("text")) {
    charset_ = MailCharset(entity_.type.find("charset"));
  }
  is_flowed_ = equal_caseless(entity_.type.find("format"), "flowed");
  deletes_space_ = equal_caseless(entity_.type.find("delsp"), "yes");
  const bool is_message =
      in_digest || type == "message/rfc822" || type == "message/global" || type == "message/news";
  const bool is_uuencoded = entity_.encoding.find("uue") != std::string::npos;
  // The line "begin" attaches what is in uuencode, wherever it stands.
  if (is_uuencoded || type.starts_with("multipart/")) return;
  if (is_message || !is_shown_text()) begin_attachment(name_of_part(), is_message);
}

void MailParser::begin_attachment(std::string name, bool is_message) {
  if (name.size() > kLongestAttachmentName) name.resize(kLongestAttachmentName);
  std::replace(name.begin(), name.end(), '\0', ' ');
  const bool is_new = names_.size() < kMostNames && names_.insert(name).second;
  if (!is_new) name += " (part " + std::to_string(part_) + ")";
  attachments_.push_back({.message = message_, .name = std::move(name), .is_message = is_message});
  if (entity_.type.value.starts_with("text/")) {
    attachments_.back().charset = entity_.type.find("charset").substr(0, kLongestAttachmentName);
  }
  newline_.clear();
  state_ = State::kAttachment;
}

void MailParser::take_body(const MailLine& line, std::string_view ahead) {
  if (std::holds_alternative<Uuencode>(decoder_)) return take_uuencoded(line);
  decoded_.clear();
  if (auto* const base64 = std::get_if<Base64Decoder>(&decoder_)) {
    return base64->take(line.text(), decoded_) ? give_decoded(place_) : give_stray(line);
  }
  if (auto* const printable = std::get_if<QuotedPrintableDecoder>(&decoder_)) {
    const MailPlace place = {place_.offset - printable->held(), place_.line};
    printable->take(line.bytes, decoded_);
    return give_decoded(place);
  }
  if (begins_uuencoded(line, ahead)) {
    charset_.finish(flow_);
    flow_.put(line.bytes, place_);
    ++part_;
    begin_attachment(std::string(uuencoded_name(line.text())), false);
    decoder_ = Uuencode();
    return;
  }
  if (state_ == State::kAttachment) return attach_plain(line);
  if (is_flowed_) return take_flowed(line);
  charset_.put(line.bytes, place_, flow_);
}

/// A line of a paragraph (RFC 3676, 4): one that ends in a space goes on in the next, if that is
/// quoted as often.
void MailParser::take_flowed(const MailLine& line) {
  std::string_view bytes = line.bytes;
  MailPlace place = place_;
  if (line.begins) {
    const std::size_t quotes = std::min(bytes.find_first_not_of('>'), bytes.size());
    if (goes_on_ && quotes == quotes_) {
      const bool stuffed = quotes > 0 && bytes.substr(quotes).starts_with(' ');
      const std::size_t passed = quotes + (stuffed ? 1 : 0);
      bytes.remove_prefix(passed);
      place.offset += passed;
    } else if (goes_on_) {
      flow_.end_line();
    }
    quotes_ = quotes;
  }
  const std::string_view text = MailLine{bytes}.text();
  const bool is_signature = text.substr(text.starts_with('>') ? quotes_ : 0) == "-- ";
  goes_on_ = text.ends_with(' ') && text.size() < bytes.size() && !is_signature;
  if (goes_on_) bytes = deletes_space_ ? text.substr(0, text.size() - 1) : text;
  charset_.put(bytes, place, flow_);
}

/// In a text alone: an attachment is one file already.
bool MailParser::begins_uuencoded(const MailLine& line, std::string_view ahead) const {
  if (state_ != State::kText || !line.begins || uuencoded_name(line.text()).empty()) return false;
  std::string decoded;
  return decode_uuencoded(ahead.substr(0, ahead.find('\n')), decoded);
}

void MailParser::take_uuencoded(const MailLine& line) {
  const std::string_view text = line.text();
  std::string decoded;
  if (text != "end" && line.begins && decode_uuencoded(text, decoded)) return attach(decoded);
  end_body();
  flow_.put(line.bytes, place_);
}

/// What is not encoded.
void MailParser::attach_plain(const MailLine& line) {
  std::string_view bytes = line.bytes;
  if (is_mailbox_ && line.begins && bytes.starts_with('>')) {
    const std::size_t quotes = std::min(bytes.find_first_not_of('>'), bytes.size());
    if (bytes.substr(quotes).starts_with(core::kMessageStart)) bytes.remove_prefix(1);
  }
  attach(newline_);
  newline_.assign(bytes.substr(MailLine{bytes}.text().size()));
  attach(bytes.substr(0, bytes.size() - newline_.size()));
}

/// Hands on what was decoded of the part at hand, which begins at `place`.
void MailParser::give_decoded(MailPlace place) {
  if (state_ == State::kAttachment) return attach(decoded_.bytes);
  charset_.put(decoded_, place, flow_);
}

void MailParser::attach(std::string_view bytes) {
  attachments_.back().bytes += bytes;
  attached_bytes_ += bytes.size();
}

/// A line in an encoded part that is no such code is text.
void MailParser::give_stray(const MailLine& line) {
  charset_.finish(flow_);
  if (line.begins) flow_.end_line();
  flow_.put(line.bytes, place_);
  stray_ += line.bytes.size();
  if (stray_ > kMostStray) end_body();
}

/// Ends the part at hand; what comes now is text.
void MailParser::end_body() {
  if (state_ == State::kHeader) return;
  decoded_.clear();
  if (auto* const base64 = std::get_if<Base64Decoder>(&decoder_)) base64->finish(decoded_, 0);
  if (auto* const printable = std::get_if<QuotedPrintableDecoder>(&decoder_)) {
    printable->finish(decoded_);
  }
  give_decoded({flow_.origins().original_end(), place_.line});
  if (state_ == State::kAttachment) {
    attach(newline_);
    attachments_.back().is_complete = true;
  }
  charset_.finish(flow_);
  if (std::exchange(goes_on_, false)) flow_.end_line();
  is_flowed_ = false;
  newline_.clear();
  decoder_ = std::monostate();
  charset_ = MailCharset();
  state_ = State::kText;
}

}  // namespace leaksift::content
