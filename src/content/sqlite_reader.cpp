#include "content/sqlite_reader.h"

#include <sqlite3.h>

namespace leaksift::content {
namespace {

/// The longest value, row or statement that is read, in bytes: it is held in memory.
constexpr int kMostValue = 64 << 20;
/// A row takes at least six bytes of its page.
constexpr std::uint64_t kLeastRow = 6;

/// Makes a database that may be hostile as harmless as SQLite can
/// (https://www.sqlite.org/security.html).
void harden(sqlite3* database) {
  sqlite3_extended_result_codes(database, 1);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kMostValue);
  sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(database, SQLITE_LIMIT_VDBE_OP, 250'000);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  // A name that is no column's must not become a string.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  // Without modules, no virtual table can come to life.
  sqlite3_drop_modules(database, nullptr);
}

}  // namespace

SqliteReader::SqliteReader(ReplayStream& file, const SqliteHeader& header)
    : file_(file), header_(header), vfs_(file, header.bytes()) {}

base::Result<std::unique_ptr<SqliteReader>> SqliteReader::open(ReplayStream& file) {
  if (!file.seek(0)) return base::Error{"sqlite: seek failed"};
  const auto header = SqliteHeader::parse(file.peek(SqliteHeader::kBytes));
  if (!header) return base::Error{"sqlite: its header makes no sense"};
  std::unique_ptr<SqliteReader> reader(new SqliteReader(file, *header));
  reader->opened_ = reader->start();
  return reader;
}

/// Opens the database and reads its schema; gives the result code of SQLite.
int SqliteReader::start() {
  sqlite3* database = nullptr;
  const int opened = vfs_.open(&database);
  database_.reset(database);
  if (opened != SQLITE_OK) return opened;
  harden(database);
  guard_ = std::make_unique<StepGuard>(database);
  for (const char* setting : {"PRAGMA cell_size_check = ON", "PRAGMA temp_store = MEMORY"}) {
    const int code = sqlite3_exec(database, setting, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return code;
  }
  rows_ = std::make_unique<SqliteRows>(database, *guard_, file_.size() / kLeastRow);
  return rows_->begin();
}

base::Result<bool> SqliteReader::next(Member& member) {
  member = {};
  member.is_text = true;
  if (part_ == Part::kStart) {
    part_ = Part::kRows;
    member.name = "rows";
    if (opened_ == SQLITE_OK) return true;
  }
  if (part_ == Part::kRows) {
    part_ = Part::kPages;
    begin_pages(member);
    if (pages_->has_more()) return true;
  }
  if (part_ == Part::kEnd) return false;
  part_ = Part::kEnd;
  if (const auto& error = file_.error()) return *error;
  if (!damage_.empty()) return base::Error{damage_};
  return false;
}

/// After the rows, when their damage is known.
void SqliteReader::begin_pages(Member& member) {
  using Extent = SqliteFreeSpace::Extent;
  member.name = "free";
  pages_ = std::make_unique<SqliteFreeSpace>(file_, header_, Extent::kFree);
  damage_ = damage();
  if (damage_.empty()) return;
  member.name = "salvaged";
  pages_ = std::make_unique<SqliteFreeSpace>(file_, header_, Extent::kAll);
}

base::Result<std::size_t> SqliteReader::read(char* buffer, std::size_t capacity) {
  if (part_ == Part::kRows) return rows_->read(buffer, capacity);
  if (part_ == Part::kPages) return pages_->read(buffer, capacity);
  return std::size_t{0};
}

/// What went wrong first, or nothing.
std::string SqliteReader::damage() const {
  if (opened_ != SQLITE_OK) return describe(opened_);
  if (file_.size() < header_.bytes()) {
    return "sqlite: truncated: " + std::to_string(file_.size()) + " of " +
           std::to_string(header_.bytes()) + " bytes";
  }
  if (rows_->damage() != SQLITE_OK) return describe(rows_->damage());
  if (!pages_->damage().empty()) return "sqlite: " + std::string(pages_->damage());
  return "";
}

/// Never SQLite's own message, which holds names from the file.
std::string SqliteReader::describe(int code) const {
  if (const auto& error = file_.error()) return error->message;
  return std::string("sqlite: ") + sqlite3_errstr(code);
}

}  // namespace leaksift::content
