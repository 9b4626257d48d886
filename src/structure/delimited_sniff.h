// Recognising a delimited table and its header.
#pragma once

#include "structure/cell_writer.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace leaksift::structure {

struct DelimitedTable {
  char delimiter = ',';
  SharedHeading heading;
  /// Offset in the blob of the first byte after the header row.
  std::size_t data_begin = 0;
};

/// The table that begins with `text`, a blob's first bytes up to a row's end where the blob is
/// complete. See sniff_delimited for the evidence that is asked for.
std::optional<DelimitedTable> find_table(std::string_view text);

}  // namespace leaksift::structure
