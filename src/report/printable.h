// Printable text: what may be sent to a terminal, and how many columns it takes.
//
// Paths and names of archive members are written by whoever made the files: they may hold escape
// sequences, line ends, or characters that turn the reading direction.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leaksift::report {

/// Text that is safe to print, with its width in columns.
struct Printable {
  std::string text;
  std::size_t width = 0;
};

/// `raw` with everything but ASCII and common letters and signs escaped: bytes as \x1b, characters
/// as \u{202e}, a backslash doubled. When it would be wider than `most`, the middle is left out
/// ("/data/...ple.csv"); an escape is never cut. `most` is at least 5.
Printable printable(std::string_view raw, std::size_t most);

/// A number with a comma between each three digits.
std::string with_separators(unsigned long long number);

}  // namespace leaksift::report
