// Position: the line and column of offsets that only grow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::classify {

/// Walks through a text once, however often it is asked. Lines end with '\n'; columns count bytes.
class Position {
 public:
  /// `text` begins at this line and column, both from 1. Holds a view of `text`.
  Position(std::string_view text, std::uint64_t line, std::uint64_t column)
      : text_(text), line_(line), line_begin_(1 - static_cast<std::int64_t>(column)) {}

  /// Moves to text[offset], which is not before the offset it was last moved to.
  void move_to(std::size_t offset) {
    if (offset > line_end_) pass_lines(offset);
    offset_ = offset;
  }

  std::uint64_t line() const { return line_; }
  std::uint64_t column() const {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(offset_) - line_begin_ + 1);
  }

 private:
  void pass_lines(std::size_t offset);

  std::string_view text_;
  std::size_t offset_ = 0;
  std::uint64_t line_;
  std::int64_t line_begin_;   ///< Offset of the line's first byte; may be before the text.
  std::size_t line_end_ = 0;  ///< No newline is before it in the line; it need not be one.
};

}  // namespace leaksift::classify
