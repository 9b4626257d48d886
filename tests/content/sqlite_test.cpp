#include "content/archives.h"
#include "content/sqlite_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sqlite3.h>

namespace leaksift::content {
namespace {

using core::FileStatus;
using testing::expand;
using testing::expand_file;
using testing::gzip;
using testing::noise;
using testing::OneWay;
using testing::Seekable;
using testing::Seen;
using testing::tar;
using testing::zip;

using Within = std::vector<std::string>;

/// Deleted rows stay in the file, as in most builds of SQLite; Debian's overwrites them.
constexpr const char* kKeepDeleted = "PRAGMA secure_delete = OFF;";

/// The file of a database made by `script`.
std::string database(const std::string& script) {
  sqlite3* raw = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  const Database opened(raw);
  char* error = nullptr;
  const std::string all = kKeepDeleted + script;
  EXPECT_EQ(sqlite3_exec(raw, all.c_str(), nullptr, nullptr, &error), SQLITE_OK) << error;
  sqlite3_free(error);
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
      sqlite3_serialize(raw, "main", &size, 0), sqlite3_free);
  return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

/// The rows without the first line and without the schema, which comes last.
std::string tables(const std::vector<Seen>& all) {
  constexpr std::string_view kFirst = "BEGIN TRANSACTION;\n";
  const Seen* rows = member(all, "rows");
  if (rows == nullptr || !rows->bytes.starts_with(kFirst)) return "(no rows)";
  std::string text = rows->bytes.substr(kFirst.size());
  return text.substr(0, text.rfind("COPY \"sqlite_schema\""));
}

std::string free_space(const std::vector<Seen>& all) {
  const Seen* found = member(all, "free");
  return found != nullptr ? found->bytes : "";
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

void expect_whole(const std::vector<Seen>& all) {
  ASSERT_FALSE(all.empty());
  const Seen& last = all.back();
  EXPECT_FALSE(last.is_blob);
  EXPECT_EQ(last.format, "sqlite");
  EXPECT_EQ(last.status, FileStatus::kScanned);
  EXPECT_EQ(last.reason, "");
}

/// What was read, then all that the file holds.
void expect_partial(const std::vector<Seen>& all) {
  ASSERT_GE(all.size(), 2u);
  EXPECT_EQ(all[all.size() - 2].within.back(), "salvaged");
  const Seen& last = all.back();
  EXPECT_FALSE(last.is_blob);
  EXPECT_EQ(last.format, "sqlite");
  EXPECT_EQ(last.status, FileStatus::kPartial);
  EXPECT_TRUE(last.incomplete);
  EXPECT_TRUE(last.reason.starts_with("sqlite: ")) << last.reason;
  EXPECT_EQ(free_space(all), "");
}

void expect_raw(const std::vector<Seen>& all, const std::string& bytes) {
  ASSERT_EQ(all.size(), 1u);
  EXPECT_TRUE(all[0].is_blob);
  EXPECT_EQ(all[0].status, FileStatus::kPartial);
  EXPECT_TRUE(all[0].incomplete);
  EXPECT_EQ(all[0].reason, "sqlite: not readable as such, scanned as raw bytes");
  EXPECT_TRUE(all[0].bytes == bytes);
}

std::string salvaged(const std::vector<Seen>& all) {
  const Seen* found = member(all, "salvaged");
  return found != nullptr ? found->bytes : "";
}

const std::string kPeople =
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, ssn TEXT);"
    "INSERT INTO people VALUES (7, 'Ada Quill', '536-90-4399'), (9, 'Bo Reed', NULL);";

/// `count` rows, far more than fit on one page.
std::string many_rows(int count) {
  return "CREATE TABLE many (id INTEGER PRIMARY KEY, name TEXT, mail TEXT);"
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
         std::to_string(count) +
         ") INSERT INTO many SELECT i, 'Person ' || i, 'p' || i || '@example.net' FROM n;";
}

TEST(SqliteTest, EachTableIsCopyTextInTheOrderOfTheSchema) {
  const auto all = expand_file(
      database(kPeople + "CREATE TABLE empty (x); CREATE TABLE \"last one\" (\"a \"\"b\"\"\");"
                         "INSERT INTO \"last one\" VALUES ('x');"));
  expect_whole(all);
  EXPECT_EQ(all[0].within, Within{"rows"});
  EXPECT_EQ(tables(all),
            "COPY \"people\" (\"id\", \"name\", \"ssn\") FROM stdin;\n"
            "7\tAda Quill\t536-90-4399\n"
            "9\tBo Reed\t\\N\n"
            "\\.\n"
            "COPY \"last one\" (\"a \"\"b\"\"\") FROM stdin;\n"
            "x\n"
            "\\.\n");
}

TEST(SqliteTest, EveryTypeOfValueHasItsText) {
  const auto all = expand_file(database(
      "CREATE TABLE t (v, w);"
      "INSERT INTO t VALUES (-9223372036854775807, 0), (1.5, 4111111111111111.0), (1e300, NULL),"
      "('', ''), ('it''s', 'a' || char(9, 10, 13) || '\\'), (x'00ff41', x'616263'),"
      "('\\.', '\\N'), ('a' || char(0) || 'b', char(233, 128512));"));
  expect_whole(all);
  EXPECT_EQ(tables(all), std::string("COPY \"t\" (\"v\", \"w\") FROM stdin;\n"
                                     "-9223372036854775807\t0\n"
                                     "1.5\t4111111111111111\n"
                                     "1e+300\t\\N\n"
                                     "\t\n"
                                     "it's\ta\\t\\n\\r\\\\\n") +
                             std::string("\0\xff", 2) +
                             "A\tabc\n"
                             "\\\\.\t\\\\N\n" +
                             std::string("a\0b", 3) +
                             "\t\xc3\xa9\xf0\x9f\x98\x80\n"
                             "\\.\n");
}

TEST(SqliteTest, ARowOfOneEmptyValueIsStillARow) {
  const auto all = expand_file(database("CREATE TABLE t (v); INSERT INTO t VALUES (''), ('b');"));
  EXPECT_EQ(tables(all), "COPY \"t\" (\"v\") FROM stdin;\n\\N\nb\n\\.\n");
}

TEST(SqliteTest, NamesThatAreHardToQuoteStayWhole) {
  const auto all = expand_file(database(
      "CREATE TABLE \"a%s\nb\" (\"c%n\", \"select\"); INSERT INTO \"a%s\nb\" VALUES (1, 2);"));
  expect_whole(all);
  EXPECT_EQ(tables(all), "COPY \"a%s b\" (\"c%n\", \"select\") FROM stdin;\n1\t2\n\\.\n");
}

TEST(SqliteTest, TablesWithoutRowidAndWithIndicesComeInTheirOwnOrder) {
  const auto all = expand_file(
      database("CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID;"
               "INSERT INTO w VALUES ('b', 1), ('a', 2);"
               "CREATE TABLE i (v); CREATE INDEX iv ON i (v); INSERT INTO i VALUES (2), (1);"));
  expect_whole(all);
  EXPECT_EQ(tables(all),
            "COPY \"w\" (\"k\", \"v\") FROM stdin;\na\t2\nb\t1\n\\.\n"
            "COPY \"i\" (\"v\") FROM stdin;\n2\n1\n\\.\n");
}

TEST(SqliteTest, TextInUtf16ComesAsUtf8) {
  const auto all = expand_file(database("PRAGMA encoding = 'UTF-16be';" + kPeople));
  expect_whole(all);
  EXPECT_TRUE(holds(tables(all), "7\tAda Quill\t536-90-4399\n"));
}

TEST(SqliteTest, LongValuesAreReadThroughTheirOverflowPages) {
  const auto all = expand_file(
      database("CREATE TABLE t (v, w); INSERT INTO t VALUES (hex(zeroblob(300000)), 'end');"));
  expect_whole(all);
  EXPECT_EQ(tables(all),
            "COPY \"t\" (\"v\", \"w\") FROM stdin;\n" + std::string(600'000, '0') + "\tend\n\\.\n");
}

TEST(SqliteTest, OnlyWhatIsStoredIsReadAndNothingIsRun) {
  const auto all = expand_file(
      database("CREATE TABLE t (a, b AS (a || 'computed'), c AS (a || 'kept') STORED);"
               "INSERT INTO t (a) VALUES ('x');"
               "CREATE VIEW v AS SELECT a || 'viewed' FROM t;"
               "CREATE VIRTUAL TABLE f USING fts5(body); INSERT INTO f VALUES ('indexed');"));
  expect_whole(all);
  const std::string text = tables(all);
  EXPECT_TRUE(text.starts_with("COPY \"t\" (\"a\", \"c\") FROM stdin;\nx\txkept\n\\.\n"));
  EXPECT_TRUE(holds(text, "COPY \"f_content\" (\"id\", \"c0\") FROM stdin;\n1\tindexed\n"));
  EXPECT_FALSE(holds(text, "computed"));
  EXPECT_FALSE(holds(text, "xviewed"));
  EXPECT_FALSE(holds(text, "COPY \"f\""));
}

TEST(SqliteTest, TheSchemaComesLastAsATable) {
  const auto all = expand_file(database("CREATE TABLE t (v /* call Ada */);"));
  expect_whole(all);
  EXPECT_EQ(member(all, "rows")->bytes,
            "BEGIN TRANSACTION;\n"
            "COPY \"sqlite_schema\" (\"type\", \"name\", \"tbl_name\", \"rootpage\", \"sql\") "
            "FROM stdin;\n"
            "table\tt\tt\t2\tCREATE TABLE t (v /* call Ada */)\n\\.\n");
}

TEST(SqliteTest, ADatabaseWithoutTablesIsScanned) {
  const auto all = expand_file(database("CREATE TABLE t (v); DROP TABLE t; VACUUM;"));
  expect_whole(all);
  EXPECT_EQ(tables(all), "");
}

TEST(SqliteTest, DeletedRowsAreInTheFreeSpace) {
  const std::string script = kPeople + "INSERT INTO people VALUES (10, 'Cy Hale', '536-90-4397');";
  EXPECT_EQ(free_space(expand_file(database(script))), "");
  const std::pair<const char*, const char*> cases[] = {
      {"id = 7", "Ada Quill\t536-90-4399\n"},  {"id = 9", "Bo Reed\t\n"},
      {"id = 10", "Cy Hale\t536-90-4397\n"},   {"id > 7", "Cy Hale\t536-90-4397\n"},
      {"id <> 9", "Ada Quill\t536-90-4399\n"},
  };
  for (const auto& [which, row] : cases) {
    SCOPED_TRACE(which);
    const auto all =
        expand_file(database(script + "DELETE FROM people WHERE " + std::string(which) + ";"));
    expect_whole(all);
    EXPECT_TRUE(holds("\n" + free_space(all), "\n" + std::string(row))) << free_space(all);
    EXPECT_FALSE(holds(tables(all), row));
  }
}

TEST(SqliteTest, RowsOfDroppedTablesAreInTheFreeSpace) {
  for (const char* end :
       {"DROP TABLE many;", "DELETE FROM many;", "DELETE FROM many WHERE id < 9000;"}) {
    SCOPED_TRACE(end);
    const auto all = expand_file(database(kPeople + many_rows(10'000) + end));
    expect_whole(all);
    int found = 0;
    const std::string free = free_space(all);
    for (int i = 1; i < 9000; ++i) {
      const std::string mail = std::to_string(i) + "\tp" + std::to_string(i) + "@example.net\n";
      if (holds(free, "Person " + mail)) ++found;
    }
    // The list of free pages itself is written over some of them.
    EXPECT_GT(found, 8500);
    EXPECT_FALSE(holds(free, "Ada Quill"));
  }
}

TEST(SqliteTest, LiveRowsAreNoFreeSpace) {
  const auto all = expand_file(database("PRAGMA auto_vacuum = FULL;" + kPeople + many_rows(5000) +
                                        "CREATE INDEX by_mail ON many (mail);"));
  expect_whole(all);
  // Some are: SQLite leaves a copy behind where it moved the rows of a full page to new ones.
  EXPECT_LT(free_space(all).size(), 3u * 4096);
  EXPECT_TRUE(holds(tables(all), "5000\tPerson 5000\tp5000@example.net\n"));
}

TEST(SqliteTest, WhatStandsBehindTheLastPageIsFreeSpace) {
  const auto all = expand_file(database(kPeople) + "left over: Dee Marsh");
  expect_whole(all);
  EXPECT_EQ(free_space(all), "left over: Dee Marsh\n");
}

TEST(SqliteTest, EveryPageSizeIsRead) {
  for (int size = 512; size <= 65536; size *= 2) {
    SCOPED_TRACE(size);
    const auto all =
        expand_file(database("PRAGMA page_size = " + std::to_string(size) + ";" + many_rows(3000) +
                             "CREATE TABLE gone (id INTEGER PRIMARY KEY, v);"
                             "INSERT INTO gone VALUES (1, 'once was here'); DROP TABLE gone;"));
    expect_whole(all);
    EXPECT_TRUE(holds(tables(all), "3000\tPerson 3000\tp3000@example.net\n"));
    EXPECT_TRUE(holds(free_space(all), "once was here\n"));
  }
}

TEST(SqliteTest, InContainersItIsOneMoreContainer) {
  const std::string bytes = database(kPeople + many_rows(10));
  const std::string expected = tables(expand_file(bytes));
  for (const std::string& outer : {tar({{"a.db", bytes}}), zip({{"a.db", bytes}})}) {
    const auto all = expand(outer, "x");
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].within, (Within{"a.db", "rows"}));
    EXPECT_EQ(tables(all), expected);
    EXPECT_EQ(all[1].within, Within{"a.db"});
    EXPECT_EQ(all[1].format, "sqlite");
    EXPECT_EQ(all[1].status, FileStatus::kScanned);
  }
  const auto packed = expand(gzip(bytes), "a.db.gz");
  EXPECT_EQ(tables(packed), expected);
  EXPECT_EQ(packed.back().format, "sqlite+gzip");
}

TEST(SqliteTest, WhatIsTooLargeForMemoryGoesThroughAFileThatNobodySees) {
  const std::string bytes = database(many_rows(2000));
  const std::string expected = tables(expand_file(bytes));
  const auto folder = std::filesystem::temp_directory_path() /
                      ("leaksift-sqlite-test-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  ::setenv("TMPDIR", folder.c_str(), 1);
  core::Limits limits;
  limits.max_held_bytes = 1000;
  auto all = expand(bytes, "x", limits);
  expect_whole(all);
  EXPECT_EQ(tables(all), expected);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  // No room for it: the bytes as they are, all of them.
  limits.max_spooled_bytes = bytes.size() - 1;
  all = expand(bytes, "x", limits);
  expect_raw(all, bytes);
  ::setenv("TMPDIR", (folder / "none").c_str(), 1);
  all = expand(bytes, "x", limits);
  expect_raw(all, bytes);
  ::unsetenv("TMPDIR");
  std::filesystem::remove_all(folder);
}

TEST(SqliteTest, ATruncatedDatabaseGivesItsRowsAndAllRecordsThatItHolds) {
  const std::string bytes = database(kPeople + many_rows(5000));
  const std::string half = bytes.substr(0, bytes.size() / 2 + 100);
  for (const auto& all : {expand_file(half), expand(half)}) {
    expect_partial(all);
    EXPECT_TRUE(holds(all.back().reason, "truncated: ")) << all.back().reason;
    EXPECT_TRUE(holds(tables(all), "7\tAda Quill\t536-90-4399\n"));
    EXPECT_TRUE(holds(tables(all), "100\tPerson 100\tp100@example.net\n"));
    // Of some rows, only a part is left, or their values can be read in another way too.
    int found = 0;
    for (int i = 100; i < 2100; ++i) {
      const std::string number = std::to_string(i);
      const std::string row = "\tPerson " + number + "\tp" + number + "@example.net\n";
      if (holds(salvaged(all), row)) ++found;
    }
    EXPECT_GE(found, 1990);
  }
}

TEST(SqliteTest, ADamagedTableLeavesTheNextReadable) {
  std::string bytes = database(kPeople + many_rows(3000) +
                               "CREATE TABLE z (v); INSERT INTO z VALUES ('still here');");
  // Leaves of the middle table.
  std::memset(bytes.data() + 10 * 4096, 0x55, 4096);
  const auto all = expand_file(bytes);
  expect_partial(all);
  EXPECT_TRUE(holds(all.back().reason, "malformed")) << all.back().reason;
  EXPECT_TRUE(holds(tables(all), "Ada Quill"));
  EXPECT_TRUE(holds(tables(all), "COPY \"z\" (\"v\") FROM stdin;\nstill here\n\\.\n"));
}

TEST(SqliteTest, WithoutItsSchemaTheRecordsAreStillFound) {
  std::string bytes = database(kPeople + many_rows(100));
  std::memset(bytes.data() + SqliteHeader::kBytes, 0x41, 4096 - SqliteHeader::kBytes);
  const auto all = expand_file(bytes);
  expect_partial(all);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(holds(salvaged(all), "\tAda Quill\t536-90-4399\n"));
  EXPECT_TRUE(holds(salvaged(all), "\tPerson 100\tp100@example.net\n"));
}

TEST(SqliteTest, WhatOnlyBeginsLikeADatabaseComesAsItIs) {
  const std::string magic("SQLite format 3\0", 16);
  std::string sizes = database(kPeople);
  sizes[16] = 7;
  for (const std::string& bytes : {magic, magic + std::string(4096, '\0'), sizes}) {
    const auto all = expand_file(bytes);
    expect_raw(all, bytes);
  }
}

TEST(SqliteTest, AnEncryptedDatabaseIsBytes) {
  const auto all = expand_file(noise(8192));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].status, FileStatus::kScanned);
}

TEST(SqliteTest, AWriteAheadLogHasAName) {
  for (const char last : {'\x82', '\x83'}) {
    const std::string bytes = std::string("\x37\x7f\x06") + last + noise(5000);
    const auto all = expand_file(bytes);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(all[0].is_blob);
    EXPECT_EQ(all[0].format, "sqlite-wal");
    EXPECT_EQ(all[0].status, FileStatus::kScanned);
    EXPECT_TRUE(all[0].bytes == bytes);
  }
}

TEST(SqliteTest, PagesThatPointInCirclesEnd) {
  // Every child of the root is made its first one: more rows than fit into the file.
  std::string bytes = database("PRAGMA page_size = 65536;" + many_rows(400'000));
  const std::size_t root = 65536;
  ASSERT_EQ(bytes[root], 5);
  const std::size_t cells = sqlite_u16(bytes, root + 3);
  const std::size_t first = sqlite_u16(bytes, root + 12);
  for (std::size_t i = 0; i < cells; ++i) {
    bytes.replace(root + 12 + 2 * i, 2, bytes.substr(root + 12, 2));
  }
  // And that child is the root itself.
  bytes.replace(first, 4, std::string("\0\0\0\2", 4));
  const auto all = expand_file(bytes);
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.back().status, FileStatus::kPartial);
}

TEST(SqliteTest, AListOfFreePagesThatPointsToItselfEnds) {
  std::string bytes = database(kPeople + many_rows(3000) + "DROP TABLE many;");
  const std::size_t trunk = (sqlite_u32(bytes, 32) - 1) * std::size_t{4096};
  bytes.replace(trunk, 4, bytes.substr(32, 4));
  const auto all = expand_file(bytes);
  expect_partial(all);
  EXPECT_TRUE(holds(all.back().reason, "free pages")) << all.back().reason;
  EXPECT_TRUE(holds(tables(all), "Ada Quill"));
}

TEST(SqliteTest, AnyChangedByteLeavesItReadableOrSaysSo) {
  const std::string good = database("PRAGMA page_size = 512;" + kPeople + many_rows(60) +
                                    "DELETE FROM many WHERE id % 3 = 0;");
  for (std::size_t at = 16; at < good.size(); at += 7) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 0xff);
    const auto all = expand_file(bytes);
    ASSERT_FALSE(all.empty()) << at;
    const bool whole = all.back().status == FileStatus::kScanned;
    EXPECT_TRUE(whole || salvaged(all).size() > 1000 || all.back().bytes == bytes) << at;
  }
}

TEST(SqliteTest, AllThatItGivesIsCharged) {
  core::Limits limits;
  limits.max_decoded_bytes = 10'000;
  const auto all = expand_file(database(many_rows(5000)), "x", limits);
  EXPECT_EQ(all[0].error, "limit: decoded bytes");
  EXPECT_EQ(all.back().reason, "limit: decoded bytes");
  limits = {};
  limits.max_depth = 0;
  EXPECT_EQ(expand_file(database(kPeople), "x", limits)[0].reason, "limit: depth 0");
}

TEST(SqliteTest, AReadErrorIsTheReason) {
  const std::string bytes = database(many_rows(5000));
  const auto all = testing::expand_stream(
      std::make_unique<OneWay>(bytes.substr(0, 50'000), 4096, 1, "read: Input/output error"), "x");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].error, "read: Input/output error");
  EXPECT_EQ(all[0].bytes.size(), 50'000u);
}

// 6 bytes of header: itself, NULL, 1, a byte, two texts of 3 and 2 bytes.
const std::string kRecord(
    "\x06\x00\x09\x01\x13\x11\xfe"
    "abcde",
    12);

TEST(RecordCarverTest, TheValuesOfACellAreTakenApart) {
  for (const std::string& front :
       {std::string("\x0c"), std::string("\x0c\x07"), std::string("\x0c\x81\x07")}) {
    const std::string cell = front + kRecord;
    std::string out;
    RecordCarver carver(1000);
    EXPECT_EQ(carver.carve_cell(cell + "rest", out), cell.size());
    EXPECT_EQ(out, "\t1\t-2\tabc\tde\n");
    for (std::size_t size = 0; size < cell.size(); ++size) {
      out.clear();
      EXPECT_EQ(carver.carve_cell(cell.substr(0, size), out), 0u);
      EXPECT_EQ(out, "");
    }
  }
}

TEST(RecordCarverTest, AFreedCellIsReadWithoutItsFirstFourBytes) {
  const std::pair<std::string, std::string> cells[] = {
      {"\x0c\x07" + kRecord, "1\t-2\tabc\tde\n"},
      {"\x0c\x81\x07" + kRecord, "\t1\t-2\tabc\tde\n"},
      {"\x0c\x81\x81\x07" + kRecord, "\t1\t-2\tabc\tde\n"},
      {"\x0c\x81\x81\x81\x81\x07" + kRecord, "\t1\t-2\tabc\tde\n"},
  };
  for (const auto& [cell, text] : cells) {
    std::string out;
    RecordCarver carver(1000);
    EXPECT_TRUE(carver.carve_freed(cell.substr(4), out));
    EXPECT_EQ(out, text);
  }
}

TEST(RecordCarverTest, NoMoreThanItsShareOfWorkIsDone) {
  const std::string cell(
      "\x05\x01\x02\x13"
      "abc",
      7);
  std::string out;
  RecordCarver carver(10);
  EXPECT_EQ(carver.carve_cell(cell, out), cell.size());
  EXPECT_EQ(carver.carve_cell(cell, out), cell.size());
  EXPECT_EQ(carver.carve_cell(cell, out), 0u);
}

}  // namespace
}  // namespace leaksift::content
