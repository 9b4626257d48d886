#include "content/mail_flow.h"

#include "core/mail_text.h"

#include <algorithm>

namespace leaksift::content {

void append_at(core::OffsetMap& map, std::uint64_t bytes, std::uint32_t width, std::uint32_t length,
               std::uint64_t offset) {
  if (offset > map.original_end()) map.skip(offset - map.original_end());
  std::uint64_t again = map.original_end() - offset;
  for (; again > 0 && bytes > 0; bytes -= width) {
    const auto part = static_cast<std::uint32_t>(std::min<std::uint64_t>(again, length));
    map.append(width, width, length - part);
    again = part == 0 ? 0 : again - part;
  }
  map.append(bytes, width, length);
}

void MailFlow::put(std::string_view bytes, std::uint32_t width, std::uint32_t length,
                   MailPlace place) {
  if (bytes.empty()) return;
  lines_.set(origins_.text_end(), static_cast<std::int64_t>(place.line - line_));
  append_at(origins_, bytes.size(), width, length, place.offset);
  append(bytes);
}

void MailFlow::put(const MappedBytes& decoded, MailPlace place) {
  std::string_view rest = decoded.bytes;
  for (const MappedBytes::Run& run : decoded.runs) {
    put(rest.substr(0, run.bytes), run.width, run.length, place);
    rest.remove_prefix(run.bytes);
    place.offset += run.bytes == 0 ? run.length : run.bytes / run.width * run.length;
  }
}

void MailFlow::append(std::string_view bytes) {
  constexpr std::string_view kStart = core::kMessageStart;
  while (!bytes.empty()) {
    if (at_start_ && bytes.front() == kStart[matched_]) {
      const bool is_all = ++matched_ == kStart.size();
      text_ += is_all ? '\t' : bytes.front();
      at_start_ = !is_all;
      bytes.remove_prefix(1);
      continue;
    }
    const std::size_t newline = bytes.find('\n');
    const std::size_t length = newline == std::string_view::npos ? bytes.size() : newline + 1;
    text_.append(bytes.substr(0, length));
    bytes.remove_prefix(length);
    at_start_ = newline != std::string_view::npos;
    matched_ = 0;
    line_ += at_start_ ? 1 : 0;
  }
}

void MailFlow::end_line() {
  if (at_start_ && matched_ == 0) return;
  origins_.append(1, 1, 0);
  append("\n");
}

void MailFlow::start_message(std::string_view line, MailPlace place) {
  end_line();
  put(line.substr(0, core::kMessageStart.size()), place);
  text_.back() = core::kMessageStart.back();
  place.offset += core::kMessageStart.size();
  put(line.substr(core::kMessageStart.size()), place);
}

void MailFlow::restart() {
  origins_ = {};
  lines_ = {};
  line_ = 1;
}

}  // namespace leaksift::content
