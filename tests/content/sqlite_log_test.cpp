#include "content/sqlite_log.h"

#include "content/archives.h"
#include "content/logged_database.h"
#include "content/sqlite_header.h"
#include "content/sqlite_logs.h"
#include "content/sqlite_rows.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sqlite3.h>
#include <sstream>
#include <unistd.h>

namespace leaksift::content {
namespace {

using testing::expand_file;
using testing::expand_stream;
using testing::LogFrame;
using testing::make_log;
using testing::member;
using testing::Seekable;
using testing::Seen;

constexpr std::size_t kPage = 512;

/// A page full of one letter.
std::string page_of(char letter, std::size_t size = kPage) {
  return std::string(size, letter);
}

std::optional<SqliteLog> read_log(const std::string& bytes) {
  ReplayStream file(std::make_unique<Seekable>(bytes));
  return SqliteLog::read(file);
}

/// The latest versions as "page:frame page:frame", behind the size of the database.
std::string told(const std::string& bytes) {
  const auto log = read_log(bytes);
  if (!log) return "none";
  std::string text = std::to_string(log->pages());
  for (const auto& version : log->latest()) {
    text += " " + std::to_string(version.page) + ":" + std::to_string(version.frame);
  }
  return text;
}

const std::vector<LogFrame> kThree = {
    {2, 0, page_of('a')}, {1, 2, page_of('b')}, {2, 3, page_of('c')}};

TEST(SqliteLogTest, TheLastCommittedVersionOfAPageCounts) {
  for (const bool big_endian : {false, true}) {
    EXPECT_EQ(told(make_log(kPage, kThree, big_endian)), "3 1:1 2:2");
  }
  const auto log = read_log(make_log(kPage, kThree));
  EXPECT_EQ(log->find(2), 32 + 2 * (24 + kPage) + 24);
  EXPECT_EQ(log->find(3), std::nullopt);
  EXPECT_EQ(log->frames(), 3u);
}

TEST(SqliteLogTest, WhatIsNotCommittedDoesNotCount) {
  auto frames = kThree;
  frames.push_back({1, 0, page_of('d')});
  EXPECT_EQ(told(make_log(kPage, frames)), "3 1:1 2:2");
  EXPECT_EQ(told(make_log(kPage, {{1, 0, page_of('d')}})), "0");
  EXPECT_EQ(told(make_log(kPage, {})), "0");
}

TEST(SqliteLogTest, ATruncatedLogGoesAsFarAsItsWholeTransactions) {
  const std::string whole = make_log(kPage, kThree);
  const std::size_t frame = 24 + kPage;
  for (std::size_t size = 32; size <= whole.size(); ++size) {
    const std::size_t frames = (size - 32) / frame;
    const std::string expected = frames == 3 ? "3 1:1 2:2" : frames == 2 ? "2 1:1 2:0" : "0";
    EXPECT_EQ(told(whole.substr(0, size)), expected) << size;
  }
  EXPECT_EQ(read_log(whole.substr(0, whole.size() - 1))->frames(), 3u);
  EXPECT_EQ(read_log(whole.substr(0, 32 + frame + 24))->frames(), 1u);
  for (std::size_t size = 0; size < 32; ++size) EXPECT_EQ(told(whole.substr(0, size)), "none");
}

TEST(SqliteLogTest, AnyChangedByteEndsWhatCounts) {
  const std::string whole = make_log(kPage, kThree);
  const std::size_t frame = 24 + kPage;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x11);
    const char* expected = at < 32 ? "none" : at < 32 + 2 * frame ? "0" : "2 1:1 2:0";
    EXPECT_EQ(told(bytes), expected) << at;
  }
}

TEST(SqliteLogTest, PageSizesAreThoseOfSqlite) {
  for (const std::uint32_t size : {512U, 4096U, 65536U}) {
    EXPECT_EQ(told(make_log(size, {{1, 1, page_of('a', size)}})), "1 1:0");
  }
  for (const std::uint32_t size : {0U, 1U, 256U, 768U, 131072U, 0x80000000U}) {
    EXPECT_EQ(told(make_log(size, {})), "none");
  }
}

/// The first page of a database with pages of kPage bytes.
std::string first_page(char letter) {
  std::string bytes = page_of(letter);
  bytes.replace(0, 16, SqliteHeader::kMagic);
  bytes.replace(16, 2, std::string("\x02\x00", 2));
  bytes[20] = 0;
  return bytes;
}

/// The database with the log applied; nothing if it does not apply.
std::string applied(const std::string& database, const std::string& log) {
  ReplayStream database_file(std::make_unique<Seekable>(database));
  ReplayStream log_file(std::make_unique<Seekable>(log));
  const auto index = SqliteLog::read(log_file);
  if (!index || !index->applies_to(database_file, log_file)) return "";
  LoggedDatabase view(database_file, log_file, *index);
  std::string bytes(view.size() + 10, '\0');
  std::size_t size = 0;
  for (std::size_t step = 1;; step = step * 7 % 1000) {
    const auto got = view.read(bytes.data() + size, std::min(step, bytes.size() - size));
    if (!got || *got == 0) break;
    size += *got;
  }
  return bytes.substr(0, size);
}

TEST(SqliteLogTest, PagesComeFromTheLogOrTheDatabase) {
  const std::string database = first_page('x') + page_of('y') + page_of('z');
  EXPECT_EQ(applied(database, make_log(kPage, {{2, 3, page_of('b')}})),
            first_page('x') + page_of('b') + page_of('z'));
  EXPECT_EQ(applied(database, make_log(kPage, {{1, 1, first_page('a')}})), first_page('a'));
  EXPECT_EQ(applied(database, make_log(kPage, {{5, 5, page_of('b')}})),
            database + page_of('\0') + page_of('b'));
  EXPECT_EQ(applied(database.substr(0, kPage + 100), make_log(kPage, {{3, 3, page_of('b')}})),
            database.substr(0, kPage + 100) + std::string(kPage - 100, '\0') + page_of('b'));
}

TEST(SqliteLogTest, ALogThatMakesNoSenseIsNotApplied) {
  const std::string database = first_page('x') + page_of('y');
  EXPECT_EQ(applied(database, make_log(kPage, {{2, 0, page_of('b')}})), "");
  EXPECT_EQ(applied(database, make_log(1024, {{2, 2, page_of('b', 1024)}})), "");
  EXPECT_EQ(applied(database, make_log(kPage, {{1, 2, page_of('b')}})), "");
  EXPECT_EQ(applied(database, make_log(kPage, {{2, 0x7fffffff, page_of('b')}})), "");
  EXPECT_EQ(applied("no database", make_log(kPage, {{2, 2, page_of('b')}})), "");
}

/// The files of a database whose log is not checkpointed: `before` went into the database alone.
struct Pair {
  std::string database;
  std::string log;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

Pair make_pair_of(const std::string& before, const std::string& after, int page_size = 4096) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("leaksift-log-test-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  Pair pair;
  {
    sqlite3* raw = nullptr;
    EXPECT_EQ(sqlite3_open((folder / "a.db").c_str(), &raw), SQLITE_OK);
    const Database opened(raw);
    const std::string script =
        "PRAGMA page_size = " + std::to_string(page_size) +
        "; PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL;PRAGMA wal_autocheckpoint = 0;" +
        before + "PRAGMA wal_checkpoint(TRUNCATE);" + after;
    EXPECT_EQ(sqlite3_exec(raw, script.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    pair = {bytes_of(folder / "a.db"), bytes_of(folder / "a.db-wal")};
  }
  std::filesystem::remove_all(folder);
  return pair;
}

std::vector<Seen> expand_beside(const std::string& file, const std::string& beside) {
  ExpandOptions options;
  options.beside = std::make_shared<ReplayStream>(std::make_unique<Seekable>(beside));
  return expand_stream(std::make_unique<Seekable>(file), "x", options, file.size());
}

std::string bytes_in(const std::vector<Seen>& all, std::string_view name) {
  const Seen* found = member(all, name);
  return found != nullptr ? found->bytes : "";
}

void expect_scanned(const std::vector<Seen>& all, std::string_view format) {
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.back().format, format);
  EXPECT_EQ(all.back().status, core::FileStatus::kScanned) << all.back().reason;
}

const std::string kTable =
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, ssn TEXT);"
    "INSERT INTO people VALUES (1, 'Ada Quill', '536-90-4399'), (2, 'Bo Reed', '536-90-4398');";

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
  return found;
}

TEST(SqliteLogTest, RowsOfTheLogAreRowsOfTheDatabase) {
  const Pair pair =
      make_pair_of(kTable, "INSERT INTO people VALUES (3, 'Cy Hale', '536-90-4397');");
  const auto all = expand_beside(pair.database, pair.log);
  expect_scanned(all, "sqlite");
  const std::string rows = bytes_in(all, "rows");
  EXPECT_EQ(count(rows, "1\tAda Quill\t536-90-4399\n"), 1);
  EXPECT_EQ(count(rows, "3\tCy Hale\t536-90-4397\n"), 1);
  EXPECT_EQ(bytes_in(all, "superseded"), "");
  const auto log = expand_beside(pair.log, pair.database);
  expect_scanned(log, "sqlite-wal");
  EXPECT_EQ(bytes_in(log, "frames"), "");
}

TEST(SqliteLogTest, WhatTheLogReplacesInTheDatabaseIsStillSeen) {
  const Pair pair = make_pair_of(
      kTable,
      "UPDATE people SET ssn = '536-90-4390' WHERE id = 1; DELETE FROM people WHERE id = 2;");
  const auto all = expand_beside(pair.database, pair.log);
  expect_scanned(all, "sqlite");
  EXPECT_EQ(count(bytes_in(all, "rows"), "536-90-4390"), 1);
  EXPECT_EQ(count(bytes_in(all, "rows"), "536-90-4399"), 0);
  EXPECT_EQ(bytes_in(all, "superseded"), "\tAda Quill\t536-90-4399\n\tBo Reed\t536-90-4398\n");
}

TEST(SqliteLogTest, EachRowOfALogAloneComesOnce) {
  const Pair pair = make_pair_of(
      kTable,
      "INSERT INTO people VALUES (3, 'Cy Hale', '536-90-4397'); DELETE FROM people WHERE id = 3;"
      "INSERT INTO people VALUES (4, 'Di Marsh', '536-90-4396');"
      "INSERT INTO people VALUES (5, 'Ed Noon', '536-90-4395');");
  const auto alone = expand_file(pair.log);
  expect_scanned(alone, "sqlite-wal");
  const std::string frames = bytes_in(alone, "frames");
  for (const char* row : {"\tAda Quill\t536-90-4399\n", "\tCy Hale\t536-90-4397\n",
                          "\tDi Marsh\t536-90-4396\n", "\tEd Noon\t536-90-4395\n"}) {
    EXPECT_EQ(count(frames, row), 1) << frames;
  }
  const auto beside = bytes_in(expand_beside(pair.log, pair.database), "frames");
  EXPECT_EQ(beside, "\tCy Hale\t536-90-4397\n");
  // Of another database, all of it.
  const Pair other = make_pair_of(kTable, "", 1024);
  EXPECT_EQ(bytes_in(expand_beside(pair.log, other.database), "frames"), frames);
}

TEST(SqliteLogTest, WithinAnArchiveThereIsNothingBesideIt) {
  const Pair pair =
      make_pair_of(kTable, "INSERT INTO people VALUES (3, 'Cy Hale', '536-90-4397');");
  const auto all =
      expand_beside(testing::tar({{"a.db", pair.database}, {"a.db-wal", pair.log}}), pair.log);
  EXPECT_EQ(count(bytes_in(all, "rows"), "Cy Hale"), 0);
  EXPECT_EQ(count(bytes_in(all, "frames"), "\tCy Hale\t536-90-4397\n"), 1);
}

TEST(SqliteLogTest, RowsThatAreNumbersOrBlobsComeOnceToo) {
  const Pair pair =
      make_pair_of("CREATE TABLE t (a, b);",
                   "INSERT INTO t VALUES (x'416461205175696c6c', 1); INSERT INTO t VALUES (2, 3);"
                   "INSERT INTO t VALUES (4, hex(zeroblob(300)) || 'end');");
  EXPECT_EQ(count(bytes_in(expand_file(pair.log), "frames"), "Ada Quill"), 1);
  EXPECT_EQ(bytes_in(expand_beside(pair.log, pair.database), "frames"), "");
}

TEST(SqliteLogTest, WhatTheDatabaseShowsOfFramesThatDoNotCountIsLeftOut) {
  // A checkpoint that leaves the log as long as it was; then a shorter round.
  const Pair pair = make_pair_of(
      "", kTable +
              "CREATE TABLE other (v); INSERT INTO people VALUES (3, 'Cy Hale', '536-90-4397');"
              "DELETE FROM people WHERE id = 1; PRAGMA wal_checkpoint(RESTART);"
              "INSERT INTO other VALUES ('Di Marsh');");
  const auto all = expand_beside(pair.database, pair.log);
  EXPECT_EQ(count(bytes_in(all, "rows"), "3\tCy Hale\t536-90-4397\n"), 1);
  EXPECT_EQ(count(bytes_in(all, "rows"), "Di Marsh\n"), 1);
  EXPECT_EQ(bytes_in(expand_beside(pair.log, pair.database), "frames"),
            "\tAda Quill\t536-90-4399\n");
}

TEST(SqliteLogTest, ValuesBeforeALongOneStandOnTheirOwn) {
  const Pair pair = make_pair_of(kTable,
                                 "INSERT INTO people VALUES (3, 'Cy Hale', '536-90-4397 ' ||"
                                 " hex(zeroblob(5000))); UPDATE people SET ssn = 'none';");
  const std::string frames = bytes_in(expand_beside(pair.log, pair.database), "frames");
  EXPECT_EQ(count(frames, "\tCy Hale\t536-90-4397 00000"), 1);
}

TEST(SqliteLogTest, EveryPrefixOfALogIsReadable) {
  const Pair pair = make_pair_of(kTable,
                                 "INSERT INTO people VALUES (3, 'Cy Hale', '536-90-4397');"
                                 "DELETE FROM people WHERE id < 3;",
                                 512);
  for (std::size_t size = 0; size < pair.log.size(); size += 37) {
    const std::string log = pair.log.substr(0, size);
    const auto all = expand_beside(pair.database, log);
    expect_scanned(all, "sqlite");
    const std::string text = bytes_in(all, "rows") + bytes_in(all, "superseded");
    EXPECT_GE(count(text, "Ada Quill"), 1) << size;
    expand_beside(log, pair.database);
  }
}

}  // namespace
}  // namespace leaksift::content
