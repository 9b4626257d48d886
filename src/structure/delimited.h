// Delimited tables with a header row: CSV, TSV and the like.
#pragma once

#include "structure/parser.h"

#include <memory>
#include <string_view>

namespace leaksift::structure {

/// The parser for the table that begins with `prefix`, or null when it is no table. The delimiter
/// is
/// ',', tab, ';' or '|', whichever gives the most even rows. At most 20 lines may stand before the
/// header (a title, comments with '#', "sep=;"), none of them as wide as the header. A header is a
/// row of two or more distinct, short names with letters that do not look like values, followed by
/// at least one row of its width. Where every delimiter is followed by a space, as in prose, a
/// column of numbers or e-mail addresses is required as well.
std::unique_ptr<Parser> sniff_delimited(std::string_view prefix, bool complete);

}  // namespace leaksift::structure
