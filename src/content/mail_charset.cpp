#include "content/mail_charset.h"

#include "base/utf8.h"

#include <algorithm>
#include <utility>

namespace leaksift::content {
namespace {

std::unique_ptr<CharsetDecoder> mail_decoder(std::string_view charset) {
  const Charset* const known = find_charset(charset);
  auto decoder = known != nullptr ? make_decoder(*known) : nullptr;
  if (!decoder || known->name == "windows-1252") decoder = make_mixed_decoder();
  return decoder;
}

/// A text that is said to be of wide characters shows in so many bytes whether it is.
constexpr std::size_t kLeastWide = 64;

}  // namespace

bool is_wide(const Charset* charset) {
  return charset != nullptr &&
         (charset->kind == CharsetKind::kUtf16 || charset->kind == CharsetKind::kUtf32);
}

MailCharset::MailCharset(std::string_view charset)
    : decoder_(mail_decoder(charset)), is_in_doubt_(is_wide(find_charset(charset))) {}

void MailCharset::note(std::size_t bytes, std::uint32_t width, std::uint32_t length,
                       MailPlace place) {
  lines_.set(sources_.text_end(), static_cast<std::int64_t>(place.line));
  append_at(sources_, bytes, width, length, place.offset);
}

void MailCharset::put(const MappedBytes& decoded, MailPlace place, MailFlow& flow) {
  const std::string_view bytes = decoded.bytes;
  const MailPlace first = place;
  for (const MappedBytes::Run& run : decoded.runs) {
    note(run.bytes, run.width, run.length, place);
    place.offset += run.bytes == 0 ? run.length : run.bytes / run.width * run.length;
  }
  if (left_.empty() && !is_in_doubt_ && decoder_->plain_prefix(bytes) == bytes.size()) {
    decoded_.origins.append(bytes.size(), 1, 1);
    flow.put(decoded, first);
    return;
  }
  left_ += bytes;
  decode(false, flow);
}

void MailCharset::put(std::string_view bytes, MailPlace place, MailFlow& flow) {
  if (left_.empty() && !is_in_doubt_ && decoder_->plain_prefix(bytes) == bytes.size()) {
    note(bytes.size(), 1, 1, place);
    decoded_.origins.append(bytes.size(), 1, 1);
    flow.put(bytes, place);
    return;
  }
  plain_.clear();
  plain_.put(bytes, 1, 1);
  put(plain_, place, flow);
}

void MailCharset::finish(MailFlow& flow) {
  if (!left_.empty()) decode(true, flow);
  left_.clear();
}

void MailCharset::decode(bool last, MailFlow& flow) {
  if (is_in_doubt_) {
    if (!last && left_.size() < kLeastWide) return;
    if (left_.find('\0') == std::string::npos) decoder_ = make_mixed_decoder();
    is_in_doubt_ = false;
  }
  const std::size_t used = decoder_->decode(left_, last, decoded_);
  left_.erase(0, used);
  const std::string_view text = decoded_.text;
  const std::uint64_t begin = decoded_.origins.text_end() - text.size();
  // Characters that share bytes of the mail, as those in base64 do, have one place.
  std::size_t first = 0;
  std::uint64_t source = 0;
  std::uint64_t end = 0;
  std::uint64_t line = 1;
  const auto give = [&](std::size_t to) {
    if (first == to) return;
    flow.put(text.substr(first, to - first), static_cast<std::uint32_t>(to - first),
             static_cast<std::uint32_t>(end - source), {source, line});
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t width = std::max<std::size_t>(1, base::decode_utf8(text, at).length);
    const std::uint64_t from = decoded_.origins.begin_of(begin + at);
    const std::uint64_t next = sources_.begin_of(from);
    if (at == 0 || next >= end) {
      give(at);
      first = at;
      source = next;
      line = static_cast<std::uint64_t>(lines_.at(from));
    }
    end = std::max(next, sources_.end_of(decoded_.origins.end_of(begin + at + width)));
    at += width;
  }
  give(text.size());
  decoded_.text.clear();
  const std::uint64_t done = decoded_.origins.end_of(decoded_.origins.text_end());
  decoded_.origins.forget_before(decoded_.origins.text_end());
  sources_.forget_before(done);
  lines_.forget_before(done);
}

std::string to_utf8(std::string_view charset, std::string_view bytes) {
  const bool is_other = is_wide(find_charset(charset)) && bytes.find('\0') == bytes.npos;
  DecodedText out;
  mail_decoder(is_other ? "" : charset)->decode(bytes, true, out);
  return std::move(out.text);
}

}  // namespace leaksift::content
