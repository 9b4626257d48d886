#include "structure/sql.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

struct Script {
  std::string_view behaviour;
  std::string text;
  std::vector<std::string> cells;
};

const std::vector<Script>& scripts() {
  static const std::vector<Script> kScripts = {
      {"a column list",
       "INSERT INTO users (id, name) VALUES (1, 'Ann');",
       {"users.id=1#1", "users.name=Ann#1"}},
      {"extended rows",
       "INSERT INTO `t` (`a`,`b`) VALUES (1,'x'),(2,'y'),\n(3,'z');\n",
       {"t.a=1#1", "t.b=x#1", "t.a=2#2", "t.b=y#2", "t.a=3#3", "t.b=z#3"}},
      {"records are counted per table",
       "insert into a(x) values('1');insert into b(x) values('2');insert into A(x) values('3');",
       {"a.x=1#1", "b.x=2#1", "a.x=3#2"}},
      {"columns from CREATE TABLE",
       "CREATE TABLE IF NOT EXISTS `db`.`t` (\n  `id` int(11) NOT NULL DEFAULT '0',\n"
       "  `mail` enum('a,b','c)') COMMENT 'it''s, (new',\n  price decimal(10,2),\n"
       "  PRIMARY KEY (`id`),\n  KEY `k` (`mail`,price),\n  CONSTRAINT `c` FOREIGN KEY (`id`) "
       "REFERENCES `o` (`id`),\n  UNIQUE (mail)\n) ENGINE=InnoDB;\n"
       "INSERT INTO `t` VALUES (7,'a@example.com',1.50);",
       {"t.id=7#1", "t.mail=a@example.com#1", "t.price=1.50#1"}},
      {"a first column named as a constraint",
       "CREATE TABLE t (key text, v text);"
       "INSERT INTO t VALUES ('a','b');",
       {"t.key=a#1", "t.v=b#1"}},
      {"later columns named as a constraint",
       "CREATE TABLE t (id int, Key VARCHAR(9) NOT NULL, v text, key (v), KEY k (id), PRIMARY "
       "KEY(id,key), z int);INSERT INTO t VALUES (1,'a','b',2);",
       {"t.id=1#1", "t.Key=a#1", "t.v=b#1", "t.z=2#1"}},
      {"names with schema and quotes",
       "INSERT INTO \"my schema\".\"my \"\"t\" (\"a b\", t.c) VALUES (1,2);"
       "REPLACE INTO db.u (a) VALUES (3);",
       {"my \"t.a b=1#1", "my \"t.c=2#1", "u.a=3#1"}},
      {"SQL Server without semicolons",
       "USE [x]\nGO\nSET IDENTITY_INSERT [dbo].[T] ON \nINSERT [dbo].[T] ([Id], [Name], [At], "
       "[Sum]) "
       "VALUES (1, N'O''Brien \\', CAST(N'2020-01-01' AS DateTime), CAST(5.5 AS Decimal(18, 2)))\n"
       "GO\nINSERT [dbo].[T] ([Id], [Name]) VALUES (2, N'x')\n",
       {"x.T.Id=1#1", "x.T.Name=O''Brien \\#1", "x.T.At=2020-01-01#1", "x.T.Sum=5.5#1",
        "x.T.Id=2#2", "x.T.Name=x#2"}},
      {"escapes",
       R"(INSERT INTO t (a,b,c) VALUES ('it''s','a\'b\\',"say \"x\"");)",
       {"t.a=it''s#1", R"(t.b=a\'b\\#1)", R"(t.c=say \"x\"#1)"}},
      {"plain backslashes, and PostgreSQL's marked strings",
       "SET standard_conforming_strings = on;\n"
       "INSERT INTO t (a,b) VALUES ('c:\\', E'it\\'s'::character varying(20));",
       {"t.a=c:\\#1", "t.b=it\\'s#1"}},
      {"dollar quotes of PostgreSQL",
       "CREATE FUNCTION f() RETURNS int AS $body$ it's; INSERT INTO no VALUES ('x'); $b $body$;\n"
       "INSERT INTO t (a,b,c) VALUES ($$it's $5, \"x\"$$, $q$$$y$q$, 1);\n"
       "INSERT INTO t (a) VALUES ($1), ('z');",
       {"t.a=it's #1", "t.a=5, \"x\"#1", "t.b=y#1", "t.c=1#1", "t.a=z#3"}},
      {"plain backslashes in rows alone",
       "INSERT INTO t(a,b) VALUES('c:\\','x');\nINSERT INTO t(a,b) VALUES('y','d:\\');\n"
       "INSERT INTO t(a,b) VALUES('z','it''s');\n",
       {"t.a=c:\\#1", "t.b=x#1", "t.a=y#2", "t.b=d:\\#2", "t.a=z#3", "t.b=it''s#3"}},
      {"NULL, keywords, blobs, signs and numbers",
       "INSERT INTO t (a,b,c,d,e,f,g) VALUES (NULL,TRUE,0xBEEF,X'4a4b',-1.5e-7,_binary 'q', +3 );",
       {"t.c=0xBEEF#1", "t.d=4a4b#1", "t.e=-1.5e-7#1", "t.f=q#1", "t.g=+3#1"}},
      {"functions and arrays are one value",
       "INSERT INTO t (a,b,c) VALUES (to_date('1980-01-02','Y'),ARRAY['x','y'],round(7, 2));",
       {"t.a=1980-01-02#1", "t.a=Y#1", "t.b=x#1", "t.b=y#1", "t.c=7#1"}},
      {"comments",
       "-- it's a dump; INSERT INTO no (a) VALUES (1);\n/* don't; */ # nor '\n"
       "INSERT INTO t (a, b) VALUES -- isn't\n (1, /* ' */ 'x'), -- '\n (2, 'y') # '\n;\n",
       {"t.a=1#1", "t.b=x#1", "t.a=2#2", "t.b=y#2"}},
      {"rows of the wrong width",
       "INSERT INTO t (a,b) VALUES (1,2,3),(4),(),(5,6);",
       {"t.a=1#1", "t.b=2#1", "t.=3#1", "t.a=4#2", "t.a=5#4", "t.b=6#4"}},
      {"values without names",
       "INSERT INTO t VALUES (1,'x');",
       {"t.column_1=1#1", "t.column_2=x#1"}},
      {"INSERT with modifiers and endings",
       "INSERT IGNORE INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a='no';\n"
       "INSERT OR REPLACE INTO t (a) VALUES (2);INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES "
       "(3) RETURNING id;INSERT INTO t (a) SELECT 'x' FROM (VALUES (9)) x;",
       {"t.a=1#1", "t.a=2#2", "t.a=3#3", "t.a=x#4"}},
      {"COPY",
       "COPY public.users (id, name, note) FROM stdin;\n1\tAnn\ta\\tb\n2\t\\N\t\n3\t\\\\N\tit's\n"
       "\\.\n\nINSERT INTO users (id) VALUES (4);\n",
       {"users.id=1#1", "users.name=Ann#1", "users.note=a\\tb#1", "users.id=2#2", "users.id=3#3",
        "users.name=\\\\N#3", "users.note=it's#3", "users.id=4#4"}},
      {"COPY with the columns of CREATE TABLE, CRLF",
       "CREATE TABLE public.t (\r\n    a integer,\r\n    \"B c\" text\r\n);\r\n"
       "COPY public.t FROM stdin WITH (ENCODING 'UTF8');\r\n1\tx\r\n\\.\r\n",
       {"t.a=1#1", "t.B c=x#1"}},
      {"psql's commands",
       "\\restrict abc\n\\connect db\nCOPY t (a) FROM stdin;\nx\n\\.\n"
       "\\unrestrict abc\nCOPY t (a) FROM stdin;\ny\n\\.\n",
       {"db.t.a=x#1", "db.t.a=y#2"}},
      {"other statements with quotes in them",
       "SET NAMES 'utf8';\nCALL t('x;(1)', \"it's\");\nDROP TABLE \"t;\";\n"
       "INSERT INTO t (a) VALUES (1);",
       {"t.a=1#1"}},
      {"assignments",
       "INSERT INTO t SET a=1, `b c`='x;(1)', x.d = round(-2.5, 1);\n"
       "UPDATE LOW_PRIORITY t SET e = NULL, a = 'y', `b c`=upper(\"z\")\nWHERE a = 'no' AND d=3;\n"
       "UPDATE [dbo].[u] SET [a] = N'q', b=0x4A\nGO\nINSERT u (a) VALUES (2)\nGO\n"
       "UPDATE t SET a = a, b = (SELECT max(x) FROM y);\nINSERT INTO t SET a=5;\n",
       {"t.a=1#1", "t.b c=x;(1)#1", "t.d=-2.5#1", "t.a=y#2", "t.b c=z#2", "t.a=no#2", "t.d=3#2",
        "u.a=q#1", "u.b=0x4A#1", "u.a=2#2", "t.a=5#3"}},
      {"what conditions ask for",
       "UPDATE t SET a = 'x' WHERE mail = 'y' AND lower(u.b) = 'z' OR c IN ('p','q') AND d > 'no'\n"
       "AND e <> 7 AND f LIKE 'w%';\nDELETE FROM \"s\".t WHERE id = 7 ORDER BY 'no' LIMIT 3;\n"
       "DELETE FROM t;\nINSERT INTO t (a) VALUES (1);",
       {"t.a=x#1", "t.mail=y#1", "t.b=z#1", "t.c=p#1", "t.c=q#1", "t.f=w%#2", "t.id=7#3",
        "t.a=1#4"}},
      {"rows of literals that are selected",
       "INSERT INTO t (a, b)\nSELECT 1, N'x' UNION ALL\nSELECT CAST(2 AS INT), 'y' AS b FROM dual "
       "UNION\nSELECT '3', NULL\nGO\nINSERT INTO t (a, b) SELECT a, b FROM u WHERE c = 'no';\n"
       "INSERT INTO t (a) VALUES (5);",
       {"t.a=1#1", "t.b=x#1", "t.a=2#2", "t.b=y#2", "t.a=3#3", "t.a=5#4"}},
      {"calls of procedures",
       "EXEC [dbo].[Add] @Name = N'x', @Born='y'\nGO\nEXECUTE Add @Name = 'z', @Id = 7;\nEXEC no "
       "'q';\n"
       "INSERT t (a) VALUES (1)",
       {"Add.Name=x#1", "Add.Born=y#1", "Add.Name=z#2", "Add.Id=7#2", "t.a=1#1"}},
      {"tables of the same name in two schemas",
       "CREATE TABLE a.t (x int);CREATE TABLE b.t (y int, z int);INSERT INTO A.T VALUES (1);"
       "INSERT INTO b.t VALUES (2, 3);INSERT INTO t VALUES (4);INSERT INTO b.t (z) VALUES (5);",
       {"t.x=1#1", "b.t.y=2#1", "b.t.z=3#1", "t.x=4#2", "b.t.z=5#2"}},
      {"kinds of tables",
       "CREATE CACHED TABLE \"P\".\"T\"(\n \"A\" INT,\n B VARCHAR(9)\n);\n"
       "INSERT INTO \"P\".\"T\" VALUES (1, 'x');\n"
       "create or replace TRANSIENT TABLE X.Y.U (C INT);\ninsert into X.Y.U values (2);",
       {"T.A=1#1", "T.B=x#1", "U.C=2#1"}},
      {"Oracle",
       "SET DEFINE OFF;\nInsert into \"S\".\"T\" (\"A\",B,C) values (q'[it's]x]',nq'[]',"
       "TO_DATE('1980-01-02','YYYY-MM-DD'));\nInsert into S.T (A,B) values ('c:\\',q'a''b');\n",
       {"T.A=it's]x#1", "T.C=1980-01-02#1", "T.C=YYYY-MM-DD#1", "T.A=c:\\#2", "T.B=a''b#2"}},
      {"newlines as sqlite3 writes them",
       "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t(a,b);\n"
       "INSERT INTO t VALUES(replace(replace('x\\r\\ny','\\r',char(13)),'\\n',char(10)),'z\\');\n",
       {"t.a=x\\r\\ny#1", "t.b=z\\#1"}},
      {"databases chosen by USE",
       "INSERT INTO t (a) VALUES (1);USE `d e`;INSERT INTO t (a) VALUES (2);\n"
       "CREATE TABLE `d e`.u (x int); INSERT INTO u VALUES (3);INSERT INTO f.t (a) VALUES (4);\n"
       "use g;\nINSERT INTO t (a) VALUES (5);",
       {"t.a=1#1", "d e.t.a=2#1", "d e.u.x=3#1", "t.a=4#2", "g.t.a=5#1"}},
      {"databases chosen by \\connect",
       "\\restrict abc\n\\connect db\nCOPY public.t (a) FROM stdin;\nx\n\\.\n\\unrestrict abc\n"
       "\\connect \"d 2\"\nINSERT INTO public.t (a) VALUES ('y');",
       {"db.t.a=x#1", "d 2.t.a=y#1"}},
      {"byte order mark", "\xEF\xBB\xBFINSERT INTO t (a) VALUES (1);", {"t.a=1#1"}},
      {"a broken row",
       "INSERT INTO t (a,b) VALUES (1,(2;\nINSERT INTO t (a,b) VALUES (3,4));",
       {"t.a=1#1", "t.b=2#1", "t.a=3#2", "t.b=4#2"}},
  };
  return kScripts;
}

TEST(Sql, GivesValuesWithTheirColumns) {
  for (const Script& script : scripts()) {
    SCOPED_TRACE(script.behaviour);
    EXPECT_EQ(sniff(script.text).format(), "sql");
    EXPECT_EQ(read_cells(script.text), script.cells);
  }
}

TEST(Sql, TakesNothingElseForADump) {
  const std::vector<std::string> texts = {
      "",
      "Insert into the form what you know; create table tennis teams.\n",
      "Create a table (or two).\n",
      "SELECT a, b FROM t;\n",
      "SET x = 1;\n",
      "import db\ndb.run(\"INSERT INTO t (a) VALUES (1)\")\n",
      "2024-01-01 query: INSERT INTO t (a) VALUES (1);\n",
      "copy a.txt b.txt\n",
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(sniff(text).format(), "text");
  }
}

TEST(Sql, EndsAnOverlongStringAtTheNextInsert) {
  std::string document = "INSERT INTO t (a) VALUES ('x');\nINSERT INTO t (a) VALUES ('lost);\n";
  while (document.size() < 2 * kSniffLength) document += "UPDATE t SET a = 2;\n";
  document += "INSERT INTO t (a) VALUES ('found');\n";
  const std::vector<std::string> cells = read_cells(document);
  ASSERT_EQ(cells.size(), 3U);
  EXPECT_EQ(cells.front(), "t.a=x#1");
  EXPECT_EQ(cells.back(), "t.a=found#3");
}

TEST(Sql, SaysWhereAStringIsNotClosed) {
  std::string document = "INSERT INTO t (a) VALUES ('x');\nINSERT INTO t (a) VALUES ('lost);\n";
  while (document.size() < 2 * kSniffLength) document += "UPDATE t SET a = 2;\n";
  Cursor cursor = sniff(document);
  cursor.advance(document);
  EXPECT_EQ(cursor.damage(), "string not closed at byte 58") << "as far as it is known";
  cursor.advance("INSERT INTO t (a) VALUES ('found');\n");
  EXPECT_EQ(cursor.damage(), "string not closed at byte 58");
}

TEST(Sql, SaysWhereADumpIsCutOff) {
  const std::vector<std::pair<std::string, std::string>> dumps = {
      {"INSERT INTO t (a) VALUES (1),(2", "row not closed at byte 29"},
      {"INSERT INTO t (a) VALUES (1),('lo", "string not closed at byte 30"},
      {"COPY t (a) FROM stdin;\nx\ny\n", "COPY not closed at byte 27"},
      {"COPY t (a) FROM stdin;\nx\n\\.\n", ""},
      {"INSERT INTO t (a) VALUES (1)", ""},
  };
  for (const auto& [dump, damage] : dumps) {
    Cursor cursor = sniff(dump);
    cursor.advance(dump);
    EXPECT_EQ(cursor.damage(), damage) << dump;
  }
}

TEST(Sql, TellsHowTheEscapesOfAValueAreUndone) {
  const std::string_view document =
      "INSERT INTO t (a) VALUES ('a',0x4142,x'4142','a\\'','a''b',10,0,-0);";
  core::RecordIndex index;
  sniff(document).index(document, index);
  std::vector<core::Encoding> encodings;
  for (const core::Cell& cell : index.cells) encodings.push_back(cell.encoding);
  using enum core::Encoding;
  EXPECT_EQ(encodings, (std::vector{kPlain, kHex, kHex, kSql, kDoubled, kPlain, kPlain, kPlain}));
}

TEST(Sql, ReadsAnInsertOfMegabytesOnOneLine) {
  std::string document = "INSERT INTO t (a,b) VALUES (0,'v')";
  for (int i = 1; i < 100'000; ++i) document += ",(" + std::to_string(i) + ",'it\\'s')";
  document += ";\n";
  const std::vector<std::string> cells = read_cells(document);
  ASSERT_EQ(cells.size(), 200'000U);
  EXPECT_EQ(cells[199'998], "t.a=99999#100000");
  EXPECT_EQ(cells[199'999], "t.b=it\\'s#100000");
}

TEST(Sql, CutsNamesAndForgetsTablesBeyondTheLimits) {
  const std::string name(1000, 'n');
  EXPECT_EQ(read_cells("INSERT INTO t (" + name + ") VALUES (1);"),
            std::vector<std::string>{"t." + std::string(kMaxNameLength, 'n') + "=1#1"});

  std::string document;
  for (int i = 0; i <= 4096; ++i) {
    document += "INSERT INTO t" + std::to_string(i) + " (a) VALUES (1);\n";
  }
  const std::vector<std::string> cells = read_cells(document);
  ASSERT_EQ(cells.size(), 4097U);
  EXPECT_EQ(cells[4095], "t4095.a=1#1");
  EXPECT_EQ(cells[4096], "=1#1");
}

TEST(Sql, WritesColumnsOncePerWindow) {
  std::string document;
  for (int i = 0; i < 100; ++i) document += "INSERT INTO t (a,b) VALUES (1,2);\n";
  core::RecordIndex index;
  sniff(document).index(document, index);
  EXPECT_EQ(index.columns, (std::vector<core::Column>{{"a", "t"}, {"b", "t"}}));
}

}  // namespace
}  // namespace leaksift::structure
