#include "content/http_reader.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kMostHeaderBytes = 64 << 10;
constexpr std::size_t kLongestChunkLine = 256;
constexpr std::string_view kVersions[] = {"HTTP/1.0 ", "HTTP/1.1 "};

/// What the parameter `name` of a field says, without its quotes.
std::string_view parameter(std::string_view field, std::string_view name) {
  for (std::size_t at = field.find(';'); at != field.npos; at = field.find(';', at + 1)) {
    const std::string_view rest = base::trim(field.substr(at + 1));
    if (rest.size() <= name.size() || rest[name.size()] != '=') continue;
    if (!base::equal_caseless(rest.substr(0, name.size()), name)) continue;
    std::string_view value = rest.substr(name.size() + 1);
    value = base::trim(value.substr(0, value.find(';')));
    if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
}

/// Behind the empty line; 0 if there is none.
std::size_t end_of_headers(std::string_view text) {
  const std::size_t end = text.find("\r\n\r\n");
  if (end != text.npos) return end + 4;
  const std::size_t bare = text.find("\n\n");
  return bare == text.npos ? 0 : bare + 2;
}

}  // namespace

bool begins_like_http(std::string_view prefix) {
  constexpr std::size_t kVersion = 9;
  const bool known = std::any_of(std::begin(kVersions), std::end(kVersions),
                                 [prefix](std::string_view v) { return prefix.starts_with(v); });
  return known && prefix.size() > kVersion + 3 && base::is_digit(prefix[kVersion]) &&
         base::is_digit(prefix[kVersion + 1]) && base::is_digit(prefix[kVersion + 2]);
}

std::unique_ptr<HttpReader> HttpReader::open(ReplayStream& source) {
  const std::size_t end = end_of_headers(source.peek(kMostHeaderBytes));
  if (end == 0) return nullptr;
  std::unique_ptr<HttpReader> reader(new HttpReader(source));
  reader->headers_ = source.peek(end);
  return reader->pass_over(end) ? std::move(reader) : nullptr;
}

bool HttpReader::pass_over(std::size_t count) {
  std::array<char, 4096> scratch{};
  while (count > 0) {
    const auto got = source_.read(scratch.data(), std::min(count, scratch.size()));
    if (!got || *got == 0) return false;
    count -= *got;
  }
  return true;
}

/// The value of a field; empty if there is none.
std::string_view HttpReader::header(std::string_view name) const {
  const std::string_view all = headers_;
  for (std::size_t at = all.find('\n'); at != all.npos; at = all.find('\n', at + 1)) {
    const std::string_view line = all.substr(at + 1, all.find('\n', at + 1) - at - 1);
    const std::size_t colon = line.find(':');
    if (colon == line.npos || !base::equal_caseless(line.substr(0, colon), name)) continue;
    return base::trim(line.substr(colon + 1));
  }
  return {};
}

base::Result<bool> HttpReader::next(Member& member) {
  member = {};
  ++members_;
  if (members_ == 1) {
    member.name = "headers";
    member.is_text = true;
    member.bytes = headers_.size();
    return true;
  }
  if (members_ > 2) return false;
  member.name = "body";
  member.charset = parameter(header("Content-Type"), "charset");
  const std::string_view coding = header("Transfer-Encoding");
  chunked_ =
      coding.size() >= 7 && base::equal_caseless(coding.substr(coding.size() - 7), "chunked");
  if (base::equal_caseless(header("Content-Encoding"), "br")) flaw_ = "http: brotli is not read";
  return true;
}

/// Reads the line in front of a chunk. False at the last, and where there is none: what follows
/// then comes as it is.
bool HttpReader::begin_chunk() {
  const std::string_view front = source_.peek(kLongestChunkLine);
  std::size_t at = 0;
  if (!first_chunk_ && front.starts_with("\r\n")) at = 2;
  const char* end = front.data() + front.size();
  const auto read = std::from_chars(front.data() + at, end, left_, 16);
  const std::size_t newline = front.find('\n', at);
  const bool is_line = read.ec == std::errc() && newline != front.npos;
  chunked_ = is_line && left_ > 0;
  if (!is_line && !front.empty()) flaw_ = "http: a chunk has no length";
  if (!is_line) return false;
  first_chunk_ = false;
  const bool ends = !chunked_ && front.substr(newline + 1).starts_with("\r\n");
  return pass_over(newline + (ends ? 3 : 1)) && chunked_;
}

base::Result<std::size_t> HttpReader::read(char* buffer, std::size_t capacity) {
  if (members_ == 1) {
    const std::size_t count = headers_.copy(buffer, capacity, handed_out_);
    handed_out_ += count;
    return count;
  }
  if (chunked_ && left_ == 0) begin_chunk();
  const std::size_t most = chunked_ ? std::min<std::uint64_t>(capacity, left_) : capacity;
  const auto got = source_.read(buffer, most);
  if (!got) return got.error();
  if (chunked_) left_ -= *got;
  if (*got == 0 && !flaw_.empty()) return base::Error{flaw_};
  if (*got == 0 && chunked_ && left_ > 0) return base::Error{"http: a chunk is cut"};
  return *got;
}

}  // namespace leaksift::content
