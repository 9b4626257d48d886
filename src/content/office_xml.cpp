#include "content/office_xml.h"

#include "content/piece.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kLongestEntity = 12;
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kNone = std::string_view::npos;

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0 | code >> 6);
    put(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    put(0xe0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3f));
    put(0x80 | (code & 0x3f));
  } else {
    put(0xf0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3f));
    put(0x80 | (code >> 6 & 0x3f));
    put(0x80 | (code & 0x3f));
  }
}

/// Appends what the entity `name` stands for, and says whether it is known.
bool append_entity(std::string& out, std::string_view name) {
  if (name.starts_with('#')) {
    name.remove_prefix(1);
    const bool hex = name.starts_with('x');
    if (hex) name.remove_prefix(1);
    std::uint32_t code = 0;
    const char* end = name.data() + name.size();
    const auto read = std::from_chars(name.data(), end, code, hex ? 16 : 10);
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    if (read.ec != std::errc() || read.ptr != end || code > 0x10ffff || surrogate) return false;
    append_utf8(out, code);
    return true;
  }
  constexpr std::string_view kEntityNames[] = {"amp", "lt", "gt", "quot", "apos"};
  constexpr std::string_view kCharacters = "&<>\"'";
  const auto* const found = std::find(std::begin(kEntityNames), std::end(kEntityNames), name);
  if (found == std::end(kEntityNames)) return false;
  out += kCharacters[static_cast<std::size_t>(found - std::begin(kEntityNames))];
  return true;
}

void append_decoded(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find('&'), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    const std::size_t end = text.substr(0, kLongestEntity).find(';');
    if (end != kNone && append_entity(out, text.substr(1, end - 1))) {
      text.remove_prefix(end + 1);
    } else {
      out += '&';
      text.remove_prefix(1);
    }
  }
}

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == kNone ? name : name.substr(colon + 1);
}

}  // namespace

/// Makes `count` bytes available, if that many are left.
bool XmlReader::fill(std::size_t count) {
  if (next_ > kPiece) {
    buffer_.erase(0, next_);
    next_ = 0;
  }
  while (buffer_.size() - next_ < count && !ended_) {
    const std::size_t old = buffer_.size();
    buffer_.resize(old + kPiece);
    const auto got = source_(buffer_.data() + old, kPiece);
    buffer_.resize(old + (got ? *got : 0));
    if (!got) error_ = got.error();
    ended_ = !got || *got == 0;
    if (got) bytes_taken_ += *got;
  }
  return buffer_.size() - next_ >= count;
}

void XmlReader::skip_past(std::string_view mark) {
  while (fill(mark.size())) {
    const std::size_t found = rest().find(mark);
    if (found != kNone) {
      next_ += found + mark.size();
      return;
    }
    next_ = buffer_.size() - (mark.size() - 1);
  }
  next_ = buffer_.size();
}

/// A DOCTYPE with what it declares in brackets.
void XmlReader::skip_declaration() {
  char quote = 0;
  int brackets = 0;
  while (fill(1)) {
    const char c = buffer_[next_++];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']') {
      --brackets;
    } else if (c == '>' && brackets <= 0) {
      return;
    }
  }
}

bool XmlReader::next(XmlEvent& event) {
  if (std::exchange(closes_itself_, false)) {
    event = {XmlEvent::Kind::kEnd, name_, {}, {}};
    return true;
  }
  if (!std::exchange(begun_, true) && fill(2)) {
    raw_ = rest().starts_with("\xff\xfe") || rest().starts_with("\xfe\xff");
  }
  while (fill(1)) {
    if (raw_) {
      text_ = rest();
      next_ = buffer_.size();
      event = {XmlEvent::Kind::kRaw, {}, {}, text_};
      return true;
    }
    if (in_cdata_) {
      if (take_cdata(event)) return true;
      continue;
    }
    if (buffer_[next_] != '<') return take_text(event);
    fill(9);
    if (rest().starts_with("<!--")) {
      skip_past("-->");
    } else if (rest().starts_with("<![CDATA[")) {
      next_ += 9;
      in_cdata_ = true;
    } else if (rest().starts_with("<?")) {
      skip_past("?>");
    } else if (rest().starts_with("<!")) {
      skip_declaration();
    } else if (take_tag(event)) {
      return true;
    }
  }
  return false;
}

bool XmlReader::take_tag(XmlEvent& event) {
  char quote = 0;
  char last = 0;
  tag_.clear();
  ++next_;
  while (fill(1)) {
    const char c = buffer_[next_++];
    if (quote == 0 && c == '>') break;
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    }
    if (tag_.size() < kPiece) tag_ += c;
    last = c;
  }
  std::string_view tag = tag_;
  const bool ends = tag.starts_with('/');
  if (ends) tag.remove_prefix(1);
  closes_itself_ = !ends && last == '/';
  if (closes_itself_ && tag.ends_with('/')) tag.remove_suffix(1);
  const std::size_t name_end = std::min(tag.find_first_of(kSpace), tag.size());
  event.kind = ends ? XmlEvent::Kind::kEnd : XmlEvent::Kind::kStart;
  name_ = local(tag.substr(0, name_end));
  event.name = name_;
  event.attributes = tag.substr(name_end);
  event.text = {};
  return true;
}

bool XmlReader::take_text(XmlEvent& event) {
  fill(kPiece);
  const std::string_view all = rest().substr(0, kPiece);
  std::size_t count = std::min(all.find('<'), all.size());
  if (count == all.size()) {
    // An entity must not be cut in two.
    const std::size_t entity = all.rfind('&');
    const bool open = entity != kNone && entity > 0 && all.size() - entity < kLongestEntity &&
                      all.find(';', entity) == kNone;
    if (open) count = entity;
  }
  text_.clear();
  append_decoded(text_, all.substr(0, count));
  next_ += count;
  event = {XmlEvent::Kind::kText, {}, {}, text_};
  return true;
}

/// False if there is nothing (more) in it.
bool XmlReader::take_cdata(XmlEvent& event) {
  constexpr std::string_view kEnd = "]]>";
  fill(kPiece);
  const std::string_view all = rest();
  const std::size_t end = all.find(kEnd);
  std::size_t count = end;
  if (end == kNone) count = ended_ ? all.size() : all.size() - (kEnd.size() - 1);
  text_ = all.substr(0, count);
  next_ += count;
  if (end != kNone) {
    next_ += kEnd.size();
    in_cdata_ = false;
  }
  event = {XmlEvent::Kind::kText, {}, {}, text_};
  return !text_.empty();
}

std::string attribute(std::string_view attributes, std::string_view name) {
  while (true) {
    const std::size_t equals = attributes.find('=');
    if (equals == kNone) return "";
    std::string_view key = attributes.substr(0, equals);
    attributes.remove_prefix(equals + 1);
    const std::size_t open = attributes.find_first_of("\"'");
    if (open == kNone) return "";
    const std::size_t close = attributes.find(attributes[open], open + 1);
    const std::string_view value = attributes.substr(open + 1, close - open - 1);
    const std::size_t last = key.find_last_not_of(kSpace);
    key = key.substr(0, last + 1);
    const std::size_t first = key.find_last_of(kSpace);
    if (first != kNone) key.remove_prefix(first + 1);
    if (local(key) == name) {
      std::string decoded;
      append_decoded(decoded, value);
      return decoded;
    }
    if (close == kNone) return "";
    attributes.remove_prefix(close + 1);
  }
}

}  // namespace leaksift::content
