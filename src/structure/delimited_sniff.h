// Recognising a delimited table and its header.
#pragma once

#include "structure/cell_writer.h"
#include "structure/delimited_machine.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace leaksift::structure {

struct DelimitedTable {
  Dialect dialect;
  SharedHeading heading;
  /// Offset in the blob of the first byte after the header row.
  std::size_t data_begin = 0;
};

/// The table that begins with `text`, a blob's first bytes up to a row's end where the blob is
/// complete. See sniff_delimited for the evidence that is asked for.
std::optional<DelimitedTable> find_table(std::string_view text);

/// The same of a table without a header; see sniff_headless.
std::optional<DelimitedTable> find_headless_table(std::string_view text);

/// The same of the data behind a control file of SQL*Loader; see sniff_loader.
std::optional<DelimitedTable> find_loader_table(std::string_view text);

}  // namespace leaksift::structure
