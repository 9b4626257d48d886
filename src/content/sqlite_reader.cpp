#include "content/sqlite_reader.h"

#include <algorithm>
#include <sqlite3.h>
#include <utility>

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

SqliteReader::Logged::Logged(ReplayStream& file, ReplayStream& log_stream, SqliteLog index,
                             const core::WorkTime* work_time)
    : database_file(file),
      log_file(log_stream),
      log(std::move(index)),
      database(std::make_unique<LoggedDatabase>(file, log_stream, log)),
      time(work_time) {}

SqliteReader::SqliteReader(ReplayStream& file, const SqliteHeader& header,
                           std::unique_ptr<Logged> logged)
    : logged_(std::move(logged)), file_(file), header_(header), vfs_(file, header.bytes()) {}

base::Result<std::unique_ptr<SqliteReader>> SqliteReader::open(ReplayStream& file,
                                                               ReplayStream* log,
                                                               const core::WorkTime* time) {
  std::unique_ptr<Logged> logged;
  std::optional<SqliteLog> index = log != nullptr ? SqliteLog::read(*log) : std::nullopt;
  if (index && index->applies_to(file, *log)) {
    logged = std::make_unique<Logged>(file, *log, *std::move(index), time);
  }
  ReplayStream& shown = logged ? logged->database : file;
  if (!shown.seek(0)) return base::Error{"sqlite: seek failed"};
  const auto header = SqliteHeader::parse(shown.peek(SqliteHeader::kBytes));
  if (!header) return base::Error{"sqlite: its header makes no sense"};
  std::unique_ptr<SqliteReader> reader(new SqliteReader(shown, *header, std::move(logged)));
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
  if (part_ == Part::kPages) {
    part_ = Part::kVersions;
    if (begin_versions(member)) return true;
  }
  if (part_ == Part::kEnd) return false;
  part_ = Part::kEnd;
  if (logged_ && logged_->database_file.error()) return *logged_->database_file.error();
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

/// The file's own versions of pages that are in the log, then its pages behind the last one. False
/// if they hold nothing that is not known.
bool SqliteReader::begin_versions(Member& member) {
  if (!logged_) return false;
  member.name = "superseded";
  const SqliteLog& log = logged_->log;
  const std::uint64_t page_size = log.page_size();
  const std::uint64_t in_file = (logged_->database_file.size() + page_size - 1) / page_size;
  const std::uint64_t dropped = in_file - std::min<std::uint64_t>(in_file, log.pages());
  const std::uint64_t logged = log.latest().size();
  const auto place = [&log, logged, page_size](std::uint64_t index) {
    const std::uint64_t before =
        index < logged ? log.latest()[index].page - 1 : log.pages() + (index - logged);
    return before * page_size;
  };
  versions_ = std::make_unique<SqliteVersions>(logged_->database_file, log.page_size(),
                                               logged + dropped, place);
  versions_->leave_out_latest(log, logged_->log_file, logged_->time);
  return versions_->has_more();
}

base::Result<std::size_t> SqliteReader::read(char* buffer, std::size_t capacity) {
  if (part_ == Part::kRows) return rows_->read(buffer, capacity);
  if (part_ == Part::kPages) return pages_->read(buffer, capacity);
  if (part_ == Part::kVersions) return versions_->read(buffer, capacity);
  return std::size_t{0};
}

std::size_t SqliteReader::memory() const {
  return logged_ ? logged_->log.latest().capacity() * sizeof(SqliteLog::Version) : 0;
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
