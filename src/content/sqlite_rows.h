// SqliteRows: the tables of a SQLite database as text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace leaksift::content {

/// Ends a statement.
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const;
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Ends the connection.
struct CloseDatabase {
  void operator()(sqlite3* database) const;
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// Bounds what one call into SQLite may cost, by counting the instructions of its virtual machine.
class StepGuard {
 public:
  /// Watches `database`, which must be closed before this goes.
  explicit StepGuard(sqlite3* database);
  StepGuard(const StepGuard&) = delete;
  StepGuard& operator=(const StepGuard&) = delete;

  /// From here the count begins again.
  void restart() { ticks_ = 0; }

 private:
  static int tick(void* guard);
  int ticks_ = 0;
};

/// Writes each table as PostgreSQL's COPY does, in the order of the schema: a heading with names,
/// a line for each row, `\.`; at last the schema itself, as the table sqlite_schema. NULL is \N.
/// Blobs come as their bytes: text in them is found as it is anywhere. Not written are empty
/// tables, the tables that SQLite keeps for itself, virtual tables and computed columns, which
/// have no bytes of their own.
///
/// In memory there is one row, besides what SQLite caches. Used by one thread at a time.
class SqliteRows {
 public:
  /// `database` and `guard` must outlive this. `most_rows`: how many rows can fit into the file;
  /// if more come, its pages point to each other in circles.
  SqliteRows(sqlite3* database, StepGuard& guard, std::uint64_t most_rows);

  /// Reads the schema, and says by a result code of SQLite whether that can be done.
  int begin();

  /// The next bytes of the text; 0 at its end.
  std::size_t read(char* buffer, std::size_t capacity);

  /// The result code of the first thing that went wrong, or SQLITE_OK. A damaged table ends there,
  /// and the next one follows.
  int damage() const { return damage_; }

 private:
  enum class State : std::uint8_t { kTables, kSchema, kDone };

  void advance();
  bool next_table();
  bool open_table(const std::string& name);
  bool next_row();
  void write_heading();
  void close_table();
  void begin_value();
  void write_value();
  Statement prepare(const std::string& sql);
  bool step(sqlite3_stmt* statement);
  void note(int code);

  sqlite3* database_;
  StepGuard& guard_;
  std::uint64_t rows_left_;
  State state_ = State::kTables;
  Statement tables_;  ///< Their names.
  Statement rows_;    ///< Of the table at hand, or null.
  std::string heading_;
  bool heading_written_ = false;
  int columns_ = 0;         ///< Of the table.
  int column_ = -1;         ///< Being written; -1 between rows.
  std::string_view value_;  ///< What is left of it, not escaped yet. Owned by `rows_` or `number_`.
  std::string number_;
  std::string out_;  ///< Text to be handed out...
  std::size_t handed_out_ = 0;
  int damage_ = 0;
};

/// A number as its shortest text that reads the same; whole numbers without an exponent.
std::string text_of(double number);

}  // namespace leaksift::content
