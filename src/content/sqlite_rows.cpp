#include "content/sqlite_rows.h"

#include "content/copy_text.h"
#include "content/piece.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sqlite3.h>
#include <utility>

namespace leaksift::content {
namespace {

/// About how much text is made at a time.
constexpr int kInstructionsPerTick = 1000;
constexpr int kMostTicks = 10'000;

// The first line tells structure/sql.cpp that a backslash in a string is an ordinary byte.
constexpr std::string_view kFirstLine = "BEGIN TRANSACTION;\n";

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out += '"';
}

std::string_view column_text(sqlite3_stmt* row, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
  return text == nullptr ? std::string_view() : std::string_view(text, size);
}

std::string_view column_blob(sqlite3_stmt* row, int column) {
  const auto* blob = static_cast<const char*>(sqlite3_column_blob(row, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
  return blob == nullptr ? std::string_view() : std::string_view(blob, size);
}

}  // namespace

std::string text_of(double number) {
  constexpr double kWhole = 9007199254740992.0;  // 2^53
  char buffer[32];
  const bool whole = std::abs(number) < kWhole && number == std::trunc(number);
  const auto end =
      whole ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<std::int64_t>(number)).ptr
            : std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return {buffer, end};
}

void FinalizeStatement::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void CloseDatabase::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

StepGuard::StepGuard(sqlite3* database) {
  sqlite3_progress_handler(database, kInstructionsPerTick, tick, this);
}

int StepGuard::tick(void* guard) {
  return ++static_cast<StepGuard*>(guard)->ticks_ > kMostTicks ? 1 : 0;
}

SqliteRows::SqliteRows(sqlite3* database, StepGuard& guard, std::uint64_t most_rows)
    : database_(database), guard_(guard), rows_left_(most_rows), out_(kFirstLine) {}

int SqliteRows::begin() {
  tables_ = prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND "
      "name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
  return damage_;
}

std::size_t SqliteRows::read(char* buffer, std::size_t capacity) {
  if (handed_out_ == out_.size()) {
    out_.clear();
    handed_out_ = 0;
    while (out_.size() < kPiece && state_ != State::kDone) advance();
  }
  const std::size_t count = out_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

/// Writes a piece of a value, or goes to the next value, row or table.
void SqliteRows::advance() {
  if (!value_.empty()) {
    write_value();
  } else if (column_ >= 0) {
    if (++column_ < columns_) {
      out_ += '\t';
      begin_value();
    } else {
      out_ += '\n';
      column_ = -1;
    }
  } else if (rows_ != nullptr) {
    if (!next_row()) close_table();
  } else if (!next_table()) {
    state_ = State::kDone;
  }
}

/// Goes to the next table that can be read; false when there is none.
bool SqliteRows::next_table() {
  while (state_ == State::kTables) {
    if (tables_ == nullptr || !step(tables_.get())) {
      tables_.reset();
      state_ = State::kSchema;
      return open_table("sqlite_schema");
    }
    if (open_table(std::string(column_text(tables_.get(), 0)))) return true;
  }
  return false;
}

bool SqliteRows::open_table(const std::string& name) {
  // Of table_xinfo, column 1 is the name, and column 6 tells computed (2) and stored (3) columns.
  constexpr int kStored = 3;
  const Statement info = prepare("PRAGMA main.table_xinfo(" + quoted(name) + ")");
  std::string names;
  columns_ = 0;
  while (info != nullptr && step(info.get())) {
    const int hidden = sqlite3_column_int(info.get(), 6);
    if (hidden != 0 && hidden != kStored) continue;
    if (columns_++ > 0) names += ", ";
    names += quoted(column_text(info.get(), 1));
  }
  if (columns_ == 0) return false;
  // An index that covers all columns would give another order.
  rows_ = prepare("SELECT " + names + " FROM main." + quoted(name) + " NOT INDEXED");
  heading_ = "COPY " + quoted(name) + " (" + names + ") FROM stdin;";
  for (char& c : heading_) c = c == '\n' || c == '\r' ? ' ' : c;
  heading_written_ = false;
  return rows_ != nullptr;
}

bool SqliteRows::next_row() {
  if (!step(rows_.get())) return false;
  if (rows_left_ == 0) {
    note(SQLITE_CORRUPT);
    tables_.reset();
    return false;
  }
  --rows_left_;
  if (!heading_written_) write_heading();
  column_ = 0;
  begin_value();
  return true;
}

void SqliteRows::write_heading() {
  out_ += heading_ + "\n";
  heading_written_ = true;
}

void SqliteRows::close_table() {
  rows_.reset();
  if (heading_written_) out_ += "\\.\n";
  heading_written_ = false;
}

void SqliteRows::begin_value() {
  sqlite3_stmt* row = rows_.get();
  switch (sqlite3_column_type(row, column_)) {
    case SQLITE_NULL:
      out_ += "\\N";
      return;
    case SQLITE_FLOAT:
      number_ = text_of(sqlite3_column_double(row, column_));
      value_ = number_;
      return;
    case SQLITE_BLOB:
      value_ = column_blob(row, column_);
      break;
    default:
      value_ = column_text(row, column_);
  }
  // A line with nothing on it would be no row.
  if (value_.empty() && columns_ == 1) out_ += "\\N";
}

void SqliteRows::write_value() {
  const std::string_view piece = value_.substr(0, kPiece);
  append_escaped(out_, piece);
  value_.remove_prefix(piece.size());
}

Statement SqliteRows::prepare(const std::string& sql) {
  guard_.restart();
  sqlite3_stmt* statement = nullptr;
  note(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr));
  return Statement(statement);
}

/// Whether there is a further row.
bool SqliteRows::step(sqlite3_stmt* statement) {
  guard_.restart();
  const int code = sqlite3_step(statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) note(code);
  return code == SQLITE_ROW;
}

void SqliteRows::note(int code) {
  if (damage_ == SQLITE_OK) damage_ = code;
}

}  // namespace leaksift::content
