// Where the value of a label stands.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

namespace leaksift::detect {

/// Where a labelled value can stand: from behind the separator and quotes to the closing quote, or
/// to what ends an unquoted value.
struct ValueRegion {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;  ///< The value must then fill it.
};

/// Where the value behind a separator that ends at `after` begins: behind spaces, the end of a
/// line, the underscores of a form and a quote.
std::size_t value_begin(std::string_view text, std::size_t after);
/// The region of a value that begins at `begin`; empty if nothing is there. At most `limit` bytes.
ValueRegion value_region(std::string_view text, std::size_t begin, std::size_t limit);
/// Whether a value stands on a line of a form, of underscores on either side.
bool is_on_blank_line(std::string_view text, const ValueRegion& region);
/// The value in the cell text[begin, end): without blanks around it, the formula by which
/// spreadsheets keep digits as text (="0123"), and the fraction of a whole number that is written
/// as a float.
std::pair<std::size_t, std::size_t> value_in_cell(std::string_view text, std::size_t begin,
                                                  std::size_t end);
/// Whether the byte at `at` ends the region of a value that begins at `begin` and reaches that far.
bool ends_region(std::string_view text, std::size_t begin, std::size_t at);

}  // namespace leaksift::detect
