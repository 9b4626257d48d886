// ToldLines: lines of a report that wait for their place in it.
#pragma once

#include "base/text_buffer.h"
#include "core/match.h"
#include "core/record.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::scan {

/// Lines of a block by their places, ascending. Reused from block to block.
struct ToldLines {
  struct Line {
    std::uint64_t place = 0;   ///< In the text of the blob, where it stands in the order.
    std::size_t begin = 0;     ///< In `text`...
    std::size_t length = 0;    ///< ...in bytes.
    std::uint64_t sample = 0;  ///< See SlotEntry.
  };

  base::TextBuffer text;
  std::vector<Line> lines;

  void clear() {
    text.clear();
    lines.clear();
  }
  std::string_view line(std::size_t number) const {
    return text.view().substr(lines[number].begin, lines[number].length);
  }
  /// The line that ends the text and begins at `begin` of it.
  void end_line(std::uint64_t place, std::size_t begin, std::uint64_t sample) {
    lines.push_back({place, begin, text.size() - begin, sample});
  }
};

/// What a finding is a sample of: a type in its column or, outside of columns, in the blob.
std::uint64_t sample_of(const core::Match& match, const core::RecordIndex& records);

}  // namespace leaksift::scan
