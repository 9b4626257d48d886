// SqlRow: the open row of a dump, and the value that is read in it.
#pragma once

#include "core/record.h"
#include "structure/parser.h"
#include "structure/window.h"

#include <cstdint>

namespace leaksift::structure {

/// Offsets are those in the blob. Sink: that of CellWriter.
struct SqlRow {
  bool open = false;  ///< In a row of VALUES or of COPY.
  std::uint64_t begin = 0;
  std::uint64_t number = 0;
  std::uint32_t column = 0;
  std::uint64_t value = 0;  ///< Where the open string, number or field begins.
  core::Encoding encoding = core::Encoding::kPlain;  ///< Its own.

  template <class Sink>
  void start(std::uint64_t at, std::uint64_t row, const Window& window, Sink& sink) {
    open = true;
    begin = at;
    number = row;
    sink.open_record(window.place(begin), number);
  }
  template <class Sink>
  void end(std::uint64_t at, const Window& window, Sink& sink) {
    if (open) sink.close_record(window.place(at));
    open = false;
  }

  void next_column() {
    if (column < kMaxColumns) ++column;
  }
  void begin_value(std::uint64_t at) {
    value = at;
    encoding = core::Encoding::kPlain;
  }
  /// The value, which ends at `end`, is a cell unless it is empty or in no row.
  template <class Sink>
  void hand_out(std::uint64_t end, const Window& window, Sink& sink) const {
    if (open && value < end) sink.cell(window.place(value), window.place(end), column, encoding);
  }
};

}  // namespace leaksift::structure
