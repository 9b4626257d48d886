#include "content/mail_decode.h"

#include "base/ascii.h"
#include "base/base64.h"

#include <algorithm>
#include <array>

namespace leaksift::content {
namespace {

/// A number alone of so many digits is no base64: it would be once in ten million lines.
constexpr std::size_t kLeastNumber = 9;
/// Encoders that put several pieces one behind the other give full lines.
constexpr std::size_t kLeastAfterEnd = 40;

int hex_value(char c) {
  if (!base::is_hex(c)) return -1;
  return base::is_digit(c) ? c - '0' : base::to_lower(c) - 'a' + 10;
}

/// The characters of uuencode stand for 0 to 63, and '`' for 0 too.
std::uint32_t uu_value(char c) {
  return static_cast<std::uint32_t>(c - ' ') & 0x3fU;
}

}  // namespace

bool Base64Decoder::take(std::string_view line, MappedBytes& out) {
  while (!line.empty() && base::is_space(line.back())) line.remove_suffix(1);
  std::string_view data = line;
  while (data.ends_with('=')) data.remove_suffix(1);
  bool number = data.size() >= kLeastNumber;
  std::uint8_t any = 0;
  for (const char c : data) {
    any |= base::base64_value(c);
    number = number && base::is_digit(c);
  }
  if ((any & 0x80U) != 0 || number) return false;
  if (ended_ && !line.empty()) {
    if (data.size() < kLeastAfterEnd) return false;
    ended_ = false;
  }
  const std::size_t before = out.bytes.size();
  const unsigned begun = count_;
  for (const char c : data) {
    bits_ = bits_ << 6 | base::base64_value(c);
    if (++count_ < 4) continue;
    const char bytes[] = {static_cast<char>(bits_ >> 16), static_cast<char>(bits_ >> 8),
                          static_cast<char>(bits_)};
    out.bytes.append(bytes, sizeof bytes);
    bits_ = count_ = 0;
  }
  const std::size_t given = out.bytes.size() - before;
  const std::size_t first = begun > 0 ? std::min<std::size_t>(given, 3) : 0;
  out.note(first, 3, 4 - begun);
  out.note(given - first, 3, 4);
  if (data.size() < line.size()) finish(out, data.size());
  return true;
}

void Base64Decoder::finish(MappedBytes& out, std::size_t here) {
  ended_ = true;
  if (count_ == 2) bits_ <<= 12;
  if (count_ == 3) bits_ <<= 6;
  const auto first = static_cast<std::uint32_t>(std::min<std::size_t>(here, 2));
  const auto second = static_cast<std::uint32_t>(std::min<std::size_t>(here - first, 1));
  if (count_ >= 2) out.put(std::string(1, static_cast<char>(bits_ >> 16)), 1, first);
  if (count_ == 3) out.put(std::string(1, static_cast<char>(bits_ >> 8)), 1, second);
  bits_ = count_ = 0;
}

void QuotedPrintableDecoder::take(std::string_view bytes, MappedBytes& out) {
  while (!bytes.empty()) {
    if (!escape_.empty()) {
      if (take_escape(bytes.front(), out)) bytes.remove_prefix(1);
      continue;
    }
    const std::size_t sign = bytes.find('=');
    out.put(bytes.substr(0, sign), 1, 1);
    if (sign == std::string_view::npos) return;
    escape_ = '=';
    bytes.remove_prefix(sign + 1);
  }
}

/// Whether `c` belongs to the escape that has begun; if not, that one is none.
bool QuotedPrintableDecoder::take_escape(char c, MappedBytes& out) {
  constexpr std::size_t kMostBlanks = 80;
  const bool is_break = escape_.size() == 1 || base::is_space(escape_.back());
  if (is_break && c == '\n') {  // The line goes on.
    out.skip(escape_.size() + 1);
    escape_.clear();
    return true;
  }
  const bool is_blank = c == '\r' || c == ' ' || c == '\t';
  const bool is_first = escape_.size() == 1 && base::is_hex(c);
  if (is_first || (is_break && is_blank && escape_.size() < kMostBlanks)) {
    escape_ += c;
    return true;
  }
  if (escape_.size() == 2 && base::is_hex(escape_.back()) && base::is_hex(c)) {
    const int byte = hex_value(escape_.back()) << 4 | hex_value(c);
    out.put(std::string(1, static_cast<char>(byte)), 1, 3);
    escape_.clear();
    return true;
  }
  finish(out);
  return false;
}

void QuotedPrintableDecoder::finish(MappedBytes& out) {
  out.put(escape_, 1, 1);
  escape_.clear();
}

std::string_view uuencoded_name(std::string_view line) {
  constexpr std::string_view kBegin = "begin ";
  if (!line.starts_with(kBegin)) return {};
  line.remove_prefix(kBegin.size());
  std::size_t mode = 0;
  while (mode < line.size() && line[mode] >= '0' && line[mode] <= '7') ++mode;
  if (mode < 3 || mode > 4 || mode == line.size() || line[mode] != ' ') return {};
  return base::trim(line.substr(mode));
}

bool decode_uuencoded(std::string_view line, std::string& out) {
  constexpr std::size_t kMostBytes = 45;
  while (line.ends_with('\r') || line.ends_with('\n')) line.remove_suffix(1);
  if (line.empty() || line[0] < ' ' || line[0] > '`') return false;
  const std::size_t count = uu_value(line[0]);
  std::string_view data = line.substr(1);
  const std::size_t characters = (count + 2) / 3 * 4;
  // Blanks at the end may have been lost, and some encoders add a check character.
  if (count > kMostBytes || data.size() > characters + 1) return false;
  if (!base::all_of(data, [](char c) { return c >= ' ' && c <= '`'; })) return false;
  if (data.size() + 3 < characters) return false;
  std::size_t left = count;
  for (std::size_t at = 0; left > 0; at += 4) {
    std::uint32_t bits = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
      bits = bits << 6 | (i < data.size() ? uu_value(data[i]) : 0);
    }
    for (const unsigned shift : {16U, 8U, 0U}) {
      if (left == 0) break;
      out += static_cast<char>(bits >> shift);
      --left;
    }
  }
  return true;
}

}  // namespace leaksift::content
