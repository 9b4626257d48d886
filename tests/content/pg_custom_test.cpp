// What the Expander makes of archives of pg_dump.
#include "content/pg_archive.h"
#include "support/read_file.h"
#include "support/source_dir.h"

#include <gtest/gtest.h>

namespace leaksift::content {
namespace {

using core::FileStatus;
using testing::expand;
using testing::expand_file;
using testing::expand_stream;
using testing::gzip;
using testing::OneWay;
using testing::PgArchive;
using testing::PgEntry;
using testing::PgStyle;
using testing::Seen;
using testing::zip;

using Within = std::vector<std::string>;

const std::string kRows = "7\tAda Quill\t536-90-4399\n9\tBo Reed\t\\N\n\\.\n\n\n";
const std::string kCopy = "COPY public.people (id, name, ssn) FROM stdin;\n";
const std::string kSettings =
    "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n";

const std::vector<PgEntry> kEntries = {
    {1, false, "ENCODING", "ENCODING", "SET client_encoding = 'UTF8';\n", "", ""},
    {2, false, "STDSTRINGS", "STDSTRINGS", "SET standard_conforming_strings = 'on';\n", "", ""},
    {3, false, "people", "TABLE",
     "CREATE TABLE public.people (\n    id integer,\n    name text DEFAULT 'a, b'::text,\n"
     "    ssn character varying(11)\n);\n"},
    {4, true, "people", "TABLE DATA", "", kCopy},
    {5, true, "notes", "TABLE DATA", "", "COPY public.notes (t) FROM stdin;\n"}};

std::string people(const PgStyle& style = {}) {
  return PgArchive(style).entries(kEntries).data(4, kRows).data(5, "hello\n\\.\n\n\n").bytes();
}

std::string text_of(const std::vector<Seen>& all, const std::string& name) {
  const Seen* found = member(all, name);
  return found != nullptr ? found->bytes : "(no such member)";
}

void expect_whole_dump(const std::vector<Seen>& all) {
  ASSERT_FALSE(all.empty());
  EXPECT_FALSE(all.back().is_blob);
  EXPECT_EQ(all.back().format, "pg_dump");
  EXPECT_EQ(all.back().status, FileStatus::kScanned);
  EXPECT_EQ(all.back().reason, "");
}

void expect_people(const std::vector<Seen>& all) {
  expect_whole_dump(all);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].within, Within{"toc.sql"});
  EXPECT_EQ(all[1].within, Within{"public.people"});
  EXPECT_EQ(all[1].bytes, kSettings + kCopy + kRows);
  EXPECT_EQ(all[2].within, Within{"public.notes"});
  EXPECT_EQ(all[2].bytes, kSettings + "COPY public.notes (t) FROM stdin;\nhello\n\\.\n\n\n");
}

TEST(PgCustomTest, DefinitionsAreWhatADumpInPlainTextHas) {
  const auto all = expand_file(people());
  expect_people(all);
  const std::string text = text_of(all, "toc.sql");
  EXPECT_TRUE(
      text.starts_with("--\n-- PostgreSQL database dump\n--\n-- Database: crm\n"
                       "-- Dumped from database version 15.2\n"))
      << text;
  for (const char* part :
       {"\n-- Name: people; Type: TABLE; Schema: public; Owner: tester\nCREATE TABLE public.people "
        "(",
        "\n-- Data for Name: notes; Type: TABLE DATA; Schema: public; Owner: tester\n",
        "DEFAULT 'a, b'::text"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST(PgCustomTest, EveryVersionAndCompressionGivesTheSame) {
  for (int minor = 10; minor <= 16; ++minor) {
    for (int compression = 0; compression <= (minor >= 15 ? 3 : 1); ++compression) {
      for (const int number_bytes : {4, 8}) {
        SCOPED_TRACE(std::to_string(minor) + " " + std::to_string(compression));
        expect_people(expand(people({minor, number_bytes, 1, compression})));
      }
    }
  }
}

TEST(PgCustomTest, PiecesOfAnySizeGiveTheSame) {
  for (const int compression : {0, 1, 2, 3}) {
    for (const std::size_t chunk : {1, 7, 1000}) {
      SCOPED_TRACE(chunk);
      const std::string bytes = people({16, 4, 1, compression, chunk});
      for (const std::size_t step : {1, 5, 4096}) {
        expect_people(expand_stream(std::make_unique<OneWay>(bytes, step), "x"));
      }
      expect_people(expand_file(bytes));
    }
  }
}

TEST(PgCustomTest, WithinOtherContainersItIsOpenedToo) {
  const auto packed = expand(gzip(people()), "crm.dump.gz");
  EXPECT_EQ(text_of(packed, "public.people"), kSettings + kCopy + kRows);
  EXPECT_EQ(packed.back().format, "pg_dump+gzip");
  for (const auto& all :
       {expand(zip({{"a.dump", people()}})), expand_file(zip({{"a", people()}}))}) {
    EXPECT_EQ(text_of(all, "public.people"), kSettings + kCopy + kRows);
  }
}

TEST(PgCustomTest, RealArchivesAreReadWhole) {
  const std::string folder = support::source_dir() + "/tests/fuzz/corpus/pg_custom/";
  for (const char* name : {"postgres15", "postgres15_plain", "postgres16", "postgres16_plain",
                           "postgres18", "postgres18_plain", "postgres15_inserts"}) {
    SCOPED_TRACE(name);
    const auto all = expand_file(support::read_file(folder + name));
    expect_whole_dump(all);
    const bool inserts = std::string_view(name).ends_with("inserts");
    EXPECT_EQ(text_of(all, "public.people"),
              inserts ? kSettings +
                            "CREATE TABLE public.people (id, name, ssn, score);\n"
                            "INSERT INTO public.people VALUES (7, 'Ada Quill', "
                            "'536-90-4399', '{1.5,2.0}');\n"
                            "INSERT INTO public.people VALUES (9, 'Bo\\Reed', NULL, "
                            "'{1.5,2.0}');\n\n\n"
                      : kSettings +
                            "COPY public.people (id, name, ssn, score) FROM stdin;\n"
                            "7\tAda Quill\t536-90-4399\t{1.5,2.0}\n"
                            "9\tBo\\\\Reed\t\\N\t{1.5,2.0}\n\\.\n\n\n");
    EXPECT_NE(member(all, "public.odd \"(name"), nullptr);
    EXPECT_EQ(text_of(all, "blob 16403"), "Hello from a large object");
    EXPECT_EQ(text_of(all, "blob 3000000001"), std::string("\0\1\2\3", 4));
    const std::string text = text_of(all, "toc.sql");
    for (const char* part : {"kept by wilma.krantz@northgate-dental.com", "CREATE FUNCTION"}) {
      EXPECT_NE(text.find(part), std::string::npos) << part;
    }
  }
}

TEST(PgCustomTest, TheTableOfContentsOfADumpToAFolderHasDefinitionsAlone) {
  const std::string real =
      support::read_file(support::source_dir() + "/tests/fuzz/corpus/pg_custom/postgres15_folder");
  for (const auto& all :
       {expand_file(real), expand(PgArchive({14, 4, 3, 0}).entries(kEntries).bytes())}) {
    ASSERT_EQ(all.size(), 2u);
    expect_whole_dump(all);
    EXPECT_NE(text_of(all, "toc.sql").find("CREATE TABLE public.people ("), std::string::npos);
  }
}

TEST(PgCustomTest, InsertsGetTheColumnsAndNoValueOfTheDefinition) {
  const std::pair<const char*, const char*> cases[] = {
      {"CREATE TABLE s.t (\n    id integer NOT NULL,\n    n numeric(10,2) DEFAULT 1.5\n);\n",
       "CREATE TABLE s.t (id, n);\n"},
      {"CREATE UNLOGGED TABLE s.\"t, (\"\"x\" (\n    \"a,)\"\"\" text DEFAULT 'it''s (, '::text,\n"
       "    CONSTRAINT c CHECK ((a > 0)),\n    b text[] DEFAULT ARRAY['p'::text, 'q'::text]\n)\n"
       "PARTITION BY RANGE (b);\n",
       "CREATE UNLOGGED TABLE s.\"t, (\"\"x\" (\"a,)\"\"\", b);\n"},
      {"CREATE TABLE s.t (\n);\n", ""},
      {"CREATE TABLE s.t (\n    id integer", "CREATE TABLE s.t (id);\n"},
      {"CREATE TABLE s.\"t (", ""},
      {"CREATE VIEW s.t AS SELECT f(x);\n", ""},
      {"nothing", ""},
      {"", ""}};
  for (const auto& [definition, head] : cases) {
    const std::string insert = "INSERT INTO s.t VALUES (1);\n";
    const auto all = expand(PgArchive()
                                .entries({{1, false, "t", "TABLE", definition, "", "s"},
                                          {2, true, "t", "TABLE DATA", "", "", "s"}})
                                .data(2, insert)
                                .bytes());
    expect_whole_dump(all);
    EXPECT_EQ(text_of(all, "s.t"), head + insert) << definition;
  }
}

TEST(PgCustomTest, LargeObjectsAreMembersThatAreOpened) {
  const auto all = expand(
      PgArchive()
          .entries({{9, true, "BLOBS", "BLOBS"}, {10, true, "BLOBS", "BLOBS"}})
          .blobs(9, {{16403, "plain"}, {4'000'000'000, ""}, {16404, zip({{"a", "in a zip"}})}})
          .blobs(10, {{1, "last"}})
          .bytes());
  expect_whole_dump(all);
  EXPECT_EQ(text_of(all, "blob 16403"), "plain");
  EXPECT_EQ(text_of(all, "blob 4000000000"), "");
  EXPECT_EQ(text_of(all, "a"), "in a zip");
  EXPECT_EQ(text_of(all, "blob 1"), "last");
}

TEST(PgCustomTest, TextIsInTheEncodingOfTheArchive) {
  std::vector<PgEntry> entries = kEntries;
  entries[0].definition = "SET client_encoding = 'WIN1251';\n";
  const auto all =
      expand(PgArchive().entries(entries).data(4, "\xcf\xb8\xf2\xf0").data(5, "").bytes());
  EXPECT_TRUE(text_of(all, "public.people").ends_with("Пётр"));
}

TEST(PgCustomTest, DataThatNoEntryHasAreReadAllTheSame) {
  const auto all = expand(PgArchive().entries({}).data(77, "kept").bytes());
  expect_whole_dump(all);
  EXPECT_EQ(text_of(all, "data 77"), "kept");
}

TEST(PgCustomTest, TextThatBeginsLikeOneIsText) {
  for (const std::string bytes : {"PGDMP", "PGDMP is its magic", "PGDMP\n"}) {
    const auto all = expand(bytes);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].bytes, bytes);
    EXPECT_EQ(all[0].status, FileStatus::kScanned);
  }
}

}  // namespace
}  // namespace leaksift::content
