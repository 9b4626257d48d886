#include "classify/position.h"

#include "base/newlines.h"

#include <algorithm>

namespace leaksift::classify {
namespace {

/// From here on it is quicker to count the newlines of a gap than to find each.
constexpr std::size_t kFar = 512;

}  // namespace

void Position::pass_lines(std::size_t offset) {
  if (offset - line_end_ > kFar) {
    const std::string_view gap = text_.substr(line_end_, offset - line_end_);
    const std::size_t newline = base::last_newline(gap);
    if (newline != std::string_view::npos) {
      line_ += base::count_newlines(gap);
      line_begin_ = static_cast<std::int64_t>(line_end_ + newline + 1);
    }
    line_end_ = offset;
  }
  while (true) {
    line_end_ = std::min(text_.find('\n', line_end_), text_.size());
    if (line_end_ >= offset) return;
    ++line_;
    line_begin_ = static_cast<std::int64_t>(++line_end_);
  }
}

}  // namespace leaksift::classify
