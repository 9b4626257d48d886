#include "structure/sql.h"

#include "structure/machine_parser.h"
#include "structure/sample.h"
#include "structure/sql_attributes.h"
#include "structure/sql_machine.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leaksift::structure {

namespace {

/// What only programs print for which a backslash in a string is an ordinary byte.
constexpr std::array<std::string_view, 9> kPlainBackslash = {
    "standard_conforming_strings = on",
    "PostgreSQL database dump",
    "\nCOPY ",
    "PRAGMA ",
    "BEGIN TRANSACTION;",
    "[dbo].",
    "IDENTITY_INSERT",
    "SET DEFINE OFF",
    "REM INSERTING",
};

/// What MySQL's server writes at the front of a log, and a byte order mark.
std::size_t front_length(std::string_view prefix) {
  constexpr std::size_t kLongest = 512;
  constexpr std::string_view kHeading = "\nTime                 Id Command    Argument\n";
  const std::size_t heading = prefix.substr(0, kLongest).find(kHeading);
  return heading == prefix.npos ? bom_length(prefix) : heading + kHeading.size();
}

/// The machine of dumps: rows, of which those of an entity are one record.
class SqlRecords {
 public:
  SqlRecords(SqlMachine rows, const FieldJudge* judge)
      : rows_(std::move(rows)), attributes_(judge) {}

  static std::string_view format() { return SqlMachine::format(); }
  std::string damage() const { return rows_.damage(); }

  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool flush) {
    SqlAttributeSink<Sink> records(attributes_, sink, bytes, flush);
    rows_.run(bytes, records, flush);
    records.finish();
  }

 private:
  SqlMachine rows_;
  SqlAttributes attributes_;
};

/// Counts rows that are whole.
struct RowCount : NoCells {
  std::size_t rows = 0;
  void close_record(std::int64_t) { ++rows; }
};

std::size_t count_rows(std::string_view prefix, bool backslash_escapes) {
  RowCount sink;
  SqlMachine machine(backslash_escapes, front_length(prefix));
  machine.run(prefix, sink, false);
  return sink.rows;
}

/// Read the wrong way, a backslash at the end of a string, or before a quote in it, makes rows run
/// together.
bool has_backslash_escapes(std::string_view prefix) {
  for (const std::string_view sign : kPlainBackslash) {
    if (prefix.find(sign) != std::string_view::npos) return false;
  }
  if (prefix.find("\\'") == std::string_view::npos) return true;
  return count_rows(prefix, true) >= count_rows(prefix, false);
}

}  // namespace

std::unique_ptr<Parser> sniff_sql(const Sample& sample) {
  const std::string_view prefix = sample.bytes();
  // Most blobs betray by their first word that they are no dump.
  std::size_t step = 64;
  SqlMachine machine(true, front_length(prefix));
  const SqlStatement& statement = machine.statement();
  NoCells sink;
  for (std::size_t at = 0; at < prefix.size() && statement.may_be_sql();
       at += std::exchange(step, 2 * step)) {
    machine.run(prefix.substr(at, step), sink, false);
  }
  if (!statement.may_be_sql() || !statement.has_tables()) return nullptr;
  return std::make_unique<MachineParser<SqlRecords>>(
      SqlRecords(SqlMachine(has_backslash_escapes(prefix), front_length(prefix)), sample.judge()));
}

}  // namespace leaksift::structure
