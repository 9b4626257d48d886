// Newlines: how many there are, and the line in which an offset is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::base {

/// How many '\n' there are in `text`; runs at the speed of memory.
std::size_t count_newlines(std::string_view text);

/// Where the last '\n' of `text` is, or npos.
std::size_t last_newline(std::string_view text);

/// Tells the lines of offsets of one text in any order. Counts the text once, when it is first
/// asked.
class LineIndex {
 public:
  /// `text` begins in this line and stays until the next start.
  void start(std::string_view text, std::uint64_t line) {
    text_ = text;
    line_ = line;
    before_.clear();
  }
  /// The line of text[offset]; `offset` may be the end.
  std::uint64_t line_at(std::size_t offset) {
    if (before_.empty()) count();
    const std::size_t step = offset / kStep;
    return before_[step] + count_newlines(text_.substr(step * kStep, offset % kStep));
  }

 private:
  static constexpr std::size_t kStep = 256;

  void count();

  std::string_view text_;
  std::uint64_t line_ = 1;
  std::vector<std::uint64_t> before_;  ///< The line in which each step begins.
};

}  // namespace leaksift::base
