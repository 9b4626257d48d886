#include "structure/sample.h"

#include "structure/bytes.h"

namespace leaksift::structure {

namespace {

std::vector<std::string_view> take_lines(std::string_view prefix, bool complete, std::size_t most) {
  std::vector<std::string_view> lines;
  std::size_t at = bom_length(prefix);
  while (at < prefix.size() && lines.size() < most) {
    const char* const last = prefix.data() + prefix.size();
    const char* const newline = find_any(prefix.data() + at, last, '\n', '\r');
    if (newline == last && !complete) break;
    const auto end = static_cast<std::size_t>(newline - prefix.data());
    const std::string_view line = prefix.substr(at, end - at);
    if (line.find_first_not_of(" \t") != std::string_view::npos) lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

}  // namespace

const std::vector<std::string_view>& Sample::lines() const {
  if (!lines_) {
    const bool text = bytes_.find('\0') == std::string_view::npos;
    lines_ = text ? take_lines(bytes_, complete_, kSampledLines) : std::vector<std::string_view>();
  }
  return *lines_;
}

std::string_view Sample::first_line() const {
  if (!first_line_) {
    const auto lines = take_lines(bytes_, complete_, 1);
    first_line_ = lines.empty() ? std::string_view() : lines[0];
  }
  return *first_line_;
}

}  // namespace leaksift::structure
