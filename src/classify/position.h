// Position: the line and column of offsets that only grow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::classify {

/// How many '\n' there are in `text`; runs at the speed of memory.
std::size_t count_newlines(std::string_view text);

/// Walks through a text once, however often it is asked. Lines end with '\n'; columns count bytes.
class Position {
 public:
  /// `text` begins at this line and column, both from 1. Holds a view of `text`.
  Position(std::string_view text, std::uint64_t line, std::uint64_t column)
      : text_(text), line_(line), column_(column) {}

  /// Moves to text[offset], which is not before the offset it was last moved to.
  void move_to(std::size_t offset);

  std::uint64_t line() const { return line_; }
  std::uint64_t column() const { return column_; }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::uint64_t line_;
  std::uint64_t column_;
};

}  // namespace leaksift::classify
