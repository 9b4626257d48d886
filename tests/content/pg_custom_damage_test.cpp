// What the Expander makes of archives of pg_dump that are cut, damaged, hostile or not known.
#include "content/pg_archive.h"
#include "support/rounds.h"

#include <gtest/gtest.h>

namespace leaksift::content {
namespace {

using core::FileStatus;
using testing::expand;
using testing::expand_file;
using testing::expand_stream;
using testing::noise;
using testing::OneWay;
using testing::PgArchive;
using testing::PgEntry;
using testing::PgStyle;
using testing::Seen;

const std::vector<PgEntry> kDamagedEntries = {
    {3, false, "people", "TABLE", "CREATE TABLE public.people (id integer);\n"},
    {4, true, "people", "TABLE DATA", "", "COPY public.people (id) FROM stdin;\n"},
    {5, true, "notes", "TABLE DATA", "", "COPY public.notes (t) FROM stdin;\n"}};

/// Letters that hardly compress.
std::string letters(std::size_t count) {
  std::string bytes = noise(count);
  for (char& byte : bytes) byte = static_cast<char>('A' + (byte & 0x1f));
  return bytes;
}

PgArchive two_tables(const PgStyle& style = {}) {
  return PgArchive(style).entries(kDamagedEntries).data(4, letters(3000)).data(5, "hello\n\\.\n");
}

std::vector<Seen> blobs_of(const std::vector<Seen>& all) {
  std::vector<Seen> blobs;
  for (const Seen& seen : all) {
    if (seen.is_blob) blobs.push_back(seen);
  }
  return blobs;
}

std::string expect_partial_dump(const std::vector<Seen>& all) {
  EXPECT_FALSE(all.empty());
  if (all.empty()) return "";
  EXPECT_FALSE(all.back().is_blob);
  EXPECT_EQ(all.back().format, "pg_dump");
  EXPECT_EQ(all.back().status, FileStatus::kPartial);
  EXPECT_TRUE(all.back().incomplete);
  return all.back().reason;
}

TEST(PgCustomDamageTest, WhereverItIsCutAllThatStandsBeforeComesAndTheCutIsTold) {
  for (const int compression : {0, 1, 2, 3}) {
    const std::string whole = two_tables({16, 4, 1, compression, 100}).bytes();
    const auto wanted = blobs_of(expand(whole));
    ASSERT_EQ(wanted.size(), 3u);
    for (std::size_t size = 6; size < whole.size(); size += support::kStride) {
      SCOPED_TRACE(std::to_string(compression) + " " + std::to_string(size));
      const std::string bytes = whole.substr(0, size);
      const auto all = size % 2 == 0 ? expand(bytes) : expand_file(bytes);
      ASSERT_TRUE(expect_partial_dump(all).starts_with("pg_dump: truncated at byte " +
                                                       std::to_string(size)))
          << all.back().reason;
      const auto blobs = blobs_of(all);
      const bool has_header = !blobs.empty() && blobs[0].within[0] == "toc.sql";
      if (!has_header) {
        ASSERT_EQ(blobs.size(), 1u);
        ASSERT_EQ(blobs[0].bytes, bytes);
        continue;
      }
      for (std::size_t i = 0; i < blobs.size(); ++i) {
        ASSERT_EQ(blobs[i].within, wanted[i].within);
        const bool is_last = i + 1 == blobs.size();
        const std::string common = wanted[i].bytes.substr(0, blobs[i].bytes.size());
        ASSERT_TRUE(is_last || blobs[i].bytes == wanted[i].bytes);
        // The comment of an entry that is cut is shorter, and not a part of the whole one.
        ASSERT_TRUE(i == 0 || blobs[i].bytes == common);
      }
    }
  }
}

TEST(PgCustomDamageTest, ADefinitionThatIsCutComesAsFarAsItGoes) {
  const std::string whole = two_tables().bytes();
  const std::size_t cut = whole.find("TABLE public.people") + 12;
  const auto all = expand(whole.substr(0, cut));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[0].bytes.ends_with("CREATE TABLE public\n")) << all[0].bytes;
  EXPECT_EQ(all[0].error, "pg_dump: truncated at byte " + std::to_string(cut));
}

TEST(PgCustomDamageTest, DataThatDoNotDecodeComeAsTheyAreAndThenTheNextTable) {
  for (const int compression : {1, 2, 3}) {
    SCOPED_TRACE(compression);
    const PgStyle style{16, 4, 1, compression, 200};
    PgArchive archive(style);
    archive.entries(kDamagedEntries);
    archive.put_byte(1).put_number(4);
    const std::string rows = letters(30'000);
    archive.chunks(archive.packed(rows) + "not compressed" + std::string(3000, '\xff'));
    archive.data(5, "hello\n\\.\n");
    for (const auto& all : {expand(archive.bytes()), expand_file(archive.bytes())}) {
      const std::string reason = expect_partial_dump(all);
      EXPECT_TRUE(reason.starts_with("pg_dump: damaged at byte ")) << reason;
      const auto blobs = blobs_of(all);
      ASSERT_EQ(blobs.size(), 4u);
      EXPECT_EQ(blobs[1].within[0], "public.people");
      EXPECT_TRUE(blobs[1].bytes.ends_with("stdin;\n" + rows));
      EXPECT_EQ(blobs[1].error, reason);
      EXPECT_TRUE(blobs[2].within[0].starts_with("raw from byte "));
      EXPECT_EQ(blobs[2].error, "");
      EXPECT_GT(blobs[2].bytes.size(), 2900u);
      EXPECT_EQ(blobs[3].within[0], "public.notes");
      EXPECT_TRUE(blobs[3].bytes.ends_with("stdin;\nhello\n\\.\n"));
    }
  }
}

TEST(PgCustomDamageTest, DataThatEndTooEarlyAreTold) {
  PgArchive archive;
  archive.entries(kDamagedEntries).put_byte(1).put_number(4);
  const std::string packed = archive.packed(noise(500));
  archive.chunks(packed.substr(0, 400)).data(5, "hello");
  const auto all = expand(archive.bytes());
  const std::string reason = expect_partial_dump(all);
  EXPECT_TRUE(reason.ends_with(": its compressed data end early")) << reason;
  EXPECT_TRUE(blobs_of(all).back().bytes.ends_with("hello"));
}

TEST(PgCustomDamageTest, BehindABrokenBlockItsBytesComeAsTheyAre) {
  const std::string good = two_tables().bytes();
  for (const auto& all :
       {expand(good + "\7 and SSN 536-90-4399"), expand_file(good + "\7 and SSN 536-90-4399")}) {
    EXPECT_EQ(expect_partial_dump(all),
              "pg_dump: damaged at byte " + std::to_string(good.size()) + ": no data begin there");
    const auto blobs = blobs_of(all);
    ASSERT_EQ(blobs.size(), 4u);
    EXPECT_EQ(blobs[3].within[0], "raw from byte " + std::to_string(good.size()));
    EXPECT_EQ(blobs[3].bytes, "\7 and SSN 536-90-4399");
  }
}

TEST(PgCustomDamageTest, HostileNumbersAreToldAndWhatFollowsComesAsItIs) {
  const std::pair<PgArchive, const char*> cases[] = {
      {PgArchive().put_number(-5), "less than no entries"},
      {PgArchive().put_number(1).put_number(-3), "an entry without a number"},
      {PgArchive()
           .put_number(1)
           .put_number(1)
           .put_number(0)
           .put_string("")
           .put_string("")
           .put_number(INT32_MAX),
       "a string of 2147483647 bytes"},
      {PgArchive().entries(kDamagedEntries).put_byte(1).put_number(4).put_number(-1),
       "a chunk of less than no bytes"}};
  for (const auto& [archive, why] : cases) {
    const std::string bytes = archive.bytes() + "SSN 536-90-4399";
    for (const auto& all : {expand(bytes), expand_file(bytes)}) {
      const std::string reason = expect_partial_dump(all);
      EXPECT_TRUE(reason.starts_with("pg_dump: damaged at byte ")) << reason;
      EXPECT_TRUE(reason.ends_with(std::string(": ") + why)) << reason;
      const auto blobs = blobs_of(all);
      ASSERT_GE(blobs.size(), 2u) << reason;
      EXPECT_TRUE(blobs.back().within[0].starts_with("raw from byte "));
      EXPECT_TRUE(blobs.back().bytes.ends_with("SSN 536-90-4399"));
    }
  }
}

TEST(PgCustomDamageTest, WhatIsNotKnownIsNamedAndComesAsItIs) {
  const std::string known = two_tables().bytes();
  const auto changed = [&](std::size_t at, char c) {
    std::string bytes = known;
    bytes[at] = c;
    return bytes;
  };
  const std::pair<std::string, const char*> cases[] = {
      {changed(5, 2), "pg_dump: version 2.14 is not known"},
      {changed(6, 17), "pg_dump: version 1.17 is not known"},
      {changed(6, 9), "pg_dump: version 1.9 is not known"},
      {changed(8, 9), "pg_dump: damaged at byte 0: numbers of 9 bytes"},
      {changed(8, 0), "pg_dump: damaged at byte 0: numbers of 0 bytes"},
      {changed(10, 4), "pg_dump: format 4 is not known"}};
  for (const auto& [bytes, reason] : cases) {
    for (const auto& all : {expand(bytes), expand_file(bytes)}) {
      EXPECT_EQ(expect_partial_dump(all), reason);
      ASSERT_EQ(all.size(), 2u);
      EXPECT_EQ(all[0].within[0], "raw from byte 0");
      EXPECT_TRUE(all[0].bytes == bytes);
    }
  }
}

TEST(PgCustomDamageTest, AnUnknownCompressionStillGivesTheDefinitions) {
  const auto all = expand(two_tables({15, 4, 1, 9}).bytes());
  EXPECT_EQ(expect_partial_dump(all), "pg_dump: compression 9 is not known");
  const auto blobs = blobs_of(all);
  ASSERT_EQ(blobs.size(), 2u);
  EXPECT_NE(blobs[0].bytes.find("CREATE TABLE"), std::string::npos);
  EXPECT_TRUE(blobs[1].bytes.ends_with(std::string("\\.\n") + std::string(5, '\0')));
}

TEST(PgCustomDamageTest, AnErrorOfTheSourceIsTold) {
  const std::string half = two_tables().bytes().substr(0, 1200);
  const auto all =
      expand_stream(std::make_unique<OneWay>(half, SIZE_MAX, 1, "read: Input/output error"), "x");
  EXPECT_EQ(expect_partial_dump(all), "read: Input/output error");
}

TEST(PgCustomDamageTest, ABombOfTablesIsBoundedInMemoryAndTold) {
  // Each with the longest name there is.
  constexpr int kTables = 80;
  std::vector<PgEntry> entries;
  const std::string name(1 << 20, 'n');
  for (int i = 1; i <= kTables; ++i) entries.push_back({i, false, name, "TABLE", "", "", "s"});
  PgArchive archive;
  const auto all = expand(archive.entries(entries).bytes());
  const std::string reason = expect_partial_dump(all);
  EXPECT_TRUE(reason.starts_with("pg_dump: limit: ")) << reason;
}

TEST(PgCustomDamageTest, ADecompressionBombMeetsTheLimits) {
  core::Limits limits;
  limits.max_decoded_bytes = 1 << 20;
  const auto all = expand(
      PgArchive().entries(kDamagedEntries).data(4, std::string(8 << 20, 'x')).bytes(), "x", limits);
  EXPECT_EQ(expect_partial_dump(all), "limit: decoded bytes");
}

}  // namespace
}  // namespace leaksift::content
