// Statements of SQL within lines of text, as the logs of databases and their clients have them.
#pragma once

#include "structure/cell_writer.h"
#include "structure/sql_machine.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::structure {

/// Where a statement begins whose values stand apart from the names of their columns; npos if none
/// does. UPDATE and WHERE need no more than what pairs tell: ssn='…'.
inline std::size_t find_statement(std::string_view line) {
  return std::min(line.find("INSERT INTO "), line.find("insert into "));
}

/// Gives the values of the statement that begins at `from` to `out`, a LineOutput, as fields of the
/// open record: those that begin before `to`. Returns where they end.
template <class Out>
std::size_t read_statement(std::string_view line, std::size_t from, std::size_t to, Out& out) {
  struct Values : NoCells {
    Values(Out& out, std::size_t from, std::size_t to) : out_(out), from_(from), to_(to) {}
    void select(const SharedHeading& heading) { heading_ = heading; }
    void cell(std::int64_t begin, std::int64_t end, std::uint32_t column, core::Encoding encoding) {
      const std::size_t at = from_ + static_cast<std::size_t>(begin);
      if (at >= to_) return;
      end_ = from_ + static_cast<std::size_t>(end);
      const bool named = column < heading_->names.size();
      out_.value(at, end_, named ? heading_->names[column] : std::string_view(), encoding);
    }
    std::size_t end() const { return end_; }

   private:
    Out& out_;
    std::size_t from_;
    std::size_t to_;
    std::size_t end_ = 0;
    SharedHeading heading_;
  };
  constexpr bool kBackslashEscapes = true;
  SqlMachine machine(kBackslashEscapes, 0);
  Values values(out, from, to);
  machine.run(line.substr(from), values, true);
  return values.end();
}

}  // namespace leaksift::structure
