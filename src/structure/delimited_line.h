// The cells of one line of a delimited text.
#pragma once

#include "structure/delimited_machine.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace leaksift::structure {

/// What delimits cells in nearly all texts that are delimited.
inline constexpr std::array<char, 4> kUsualDelimiters = {',', '\t', ';', '|'};

/// What a text with such cells is called in reports.
constexpr std::string_view delimited_format(char delimiter) {
  return delimiter == ',' ? "csv" : delimiter == '\t' ? "tsv" : "delimited";
}

/// Calls `give(begin, end, column, encoding)` with the cells of a line that are not empty, as
/// RFC 4180 has them.
template <class Give>
void each_cell(std::string_view line, char delimiter, Give give) {
  struct Sink {
    Give give;
    void open_record(std::int64_t, std::uint64_t) {}
    void cell(std::int64_t begin, std::int64_t end, std::uint32_t column, core::Encoding encoding) {
      give(static_cast<std::size_t>(begin), static_cast<std::size_t>(end), column, encoding);
    }
    void end_row(std::uint32_t, std::int64_t, bool) {}
  };
  Sink sink{std::move(give)};
  DelimitedMachine machine(Dialect{.delimiter = delimiter});
  machine.run(line, sink, true);
}

}  // namespace leaksift::structure
