#include "structure/delimited.h"

#include "structure/parser.h"
#include "structure/read_cells.h"
#include "structure/sample.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

struct DelimitedTable {
  std::string_view behaviour;
  std::string_view format;
  std::string text;
  std::vector<std::string> cells;
};

const std::vector<DelimitedTable>& tables() {
  static const std::vector<DelimitedTable> kTables = {
      {"comma",
       "csv",
       "name,email\nAnn,ann@example.com\nBob,bob@example.com\n",
       {"name=Ann#1", "email=ann@example.com#1", "name=Bob#2", "email=bob@example.com#2"}},
      {"a first line of DATEV, as wide as the table",
       "delimited",
       "\"EXTF\";700;16\nKonto;Name;Ort\n10417;\"Bell\";\"Soest\"\n10418;\"Moss\";\"Ulm\"\n",
       {"Konto=10417#1", "Name=Bell#1", "Ort=Soest#1", "Konto=10418#2", "Name=Moss#2",
        "Ort=Ulm#2"}},
      {"SQL*Loader: a control file names the columns",
       "csv",
       "-- gen\nOPTIONS (SKIP=0)\nLOAD DATA\nINFILE *\nAPPEND INTO TABLE HR.EMP\n"
       "FIELDS TERMINATED BY \",\" OPTIONALLY ENCLOSED BY '\"'\nTRAILING NULLCOLS\n( NO INTEGER "
       "EXTERNAL,\n  LNAME, ID CONSTANT 'x', RAW BOUNDFILLER CHAR, SSN \"REPLACE(:SSN,'-','')\", "
       "HIRED DATE "
       "\"DD-MON-YYYY\" )\n"
       "BEGINDATA\n7,\"Bell\",b,731-50-8466,19-APR-1967\n8,\"Moss\",,,\n",
       {"NO=7#1", "LNAME=Bell#1", "RAW=b#1", "SSN=731-50-8466#1", "HIRED=19-APR-1967#1", "NO=8#2",
        "LNAME=Moss#2"}},
      {"names that belong to the one before, and an abbreviation of two words",
       "tsv",
       "{}\nName\tAddr 1\t           - City\tF. Antig.\nAnn\tHigh St 5\tUlm\t1991\nBob\tLow St "
       "6\tBonn\t1992\n",
       {"Name=Ann#1", "Addr 1=High St 5#1", "City=Ulm#1", "F. Antig.=1991#1", "Name=Bob#2",
        "Addr 1=Low St 6#2", "City=Bonn#2", "F. Antig.=1992#2"}},
      {"one row without a newline at its end",
       "csv",
       "name,city\nAnn,Oslo",
       {"name=Ann#1", "city=Oslo#1"}},
      {"tab", "tsv", "name\tcity\nAnn\tNew York\n", {"name=Ann#1", "city=New York#1"}},
      {"semicolon with decimal commas",
       "delimited",
       "name;amount\nAnn;1,5\nBob;2,5\n",
       {"name=Ann#1", "amount=1,5#1", "name=Bob#2", "amount=2,5#2"}},
      {"bar", "delimited", "name|city\nAnn|Oslo\n", {"name=Ann#1", "city=Oslo#1"}},
      {"byte order mark and CRLF",
       "csv",
       "\xEF\xBB\xBFname,city\r\nAnn,Oslo\r\nBob,Rome\r\n",
       {"name=Ann#1", "city=Oslo#1", "name=Bob#2", "city=Rome#2"}},
      {"names in the brackets of SQL Server",
       "csv",
       "[name],[home city]\nAnn,[x]\n",
       {"name=Ann#1", "home city=[x]#1"}},
      {"CR alone", "csv", "name,city\rAnn,Oslo\r", {"name=Ann#1", "city=Oslo#1"}},
      {"quoted newlines, delimiters and quotes",
       "csv",
       "name,note\n\"Ann, Lee\",\"a\nb \"\"c\"\"\"\nBob,x\n",
       {"name=Ann, Lee#1", "note=a\nb \"\"c\"\"#1", "name=Bob#2", "note=x#2"}},
      {"quoted header with a newline",
       "csv",
       "\"full\nname\",\"city\"\nAnn,Oslo\n",
       {"full\nname=Ann#1", "city=Oslo#1"}},
      {"empty values",
       "csv",
       "name,mid,city\nAnn,,Oslo\n\"\",x,\n",
       {"name=Ann#1", "city=Oslo#1", "mid=x#2"}},
      {"blank lines are no records",
       "csv",
       "name,city\n\nAnn,Oslo\n\n\nBob,Rome\n",
       {"name=Ann#1", "city=Oslo#1", "name=Bob#2", "city=Rome#2"}},
      {"long and short rows",
       "csv",
       "a,b,c\nd,e,f\n1,2,3,4,5\n1\n1,2\nd,e,f\nd,e,f\n",
       {"a=d#1", "b=e#1", "c=f#1", "a=1#2", "b=2#2", "c=3#2", "=4#2", "=5#2", "a=1#3", "a=1#4",
        "b=2#4", "a=d#5", "b=e#5", "c=f#5", "a=d#6", "b=e#6", "c=f#6"}},
      {"comments and a title before the header",
       "csv",
       "# exported, by hand\n#\nCustomer export\n\nname,city\nAnn,Oslo\nBob,Rome\n",
       {"name=Ann#1", "city=Oslo#1", "name=Bob#2", "city=Rome#2"}},
      {"the hint of spreadsheets",
       "delimited",
       "sep=;\r\nname;city\r\nAnn;Oslo\r\nBob;Rome\r\n",
       {"name=Ann#1", "city=Oslo#1", "name=Bob#2", "city=Rome#2"}},
      {"spaces after the delimiter",
       "csv",
       "name, ssn\nAnn, 900-12-3456\nBob, \"900-12-3457\"\n",
       {"name=Ann#1", "ssn=900-12-3456#1", "name=Bob#2", "ssn=900-12-3457#2"}},
      {"text behind a closing quote",
       "csv",
       "name,city\n\"Ann\" Lee,Oslo\n",
       {"name=Ann#1", "name=Lee#1", "city=Oslo#1"}},
      {"a quote within a bare value",
       "csv",
       "name,size\nAnn,5\" tall\nBob,6\"\n",
       {"name=Ann#1", "size=5\" tall#1", "name=Bob#2", "size=6\"#2"}},
      {"backslashes before quotes",
       "csv",
       "name,note\n\"Ann \\\"A\\\", Lee\",\"x\\\\\"\nBob,y\n",
       {R"(name=Ann \"A\", Lee#1)", R"(note=x\\#1)", "name=Bob#2", "note=y#2"}},
      {"a backslash at the end of a quoted value, in a table of doubled quotes",
       "csv",
       "name,note\n\"Ann \"\"A\"\"\",\"c:\\\"\n\"Bob\",\"d:\\x\"\n",
       {"name=Ann \"\"A\"\"#1", "note=c:\\#1", "name=Bob#2", "note=d:\\x#2"}},
      {"backslashes in a tab-separated table, and \\N for nothing",
       "tsv",
       "name\tnote\nAnn\t\\N\nBob\t\"a\\\tb\\\nc\\\\\nCy\tz\\nz\n",
       {"name=Ann#1", "name=Bob#2", "note=\"a\\\tb\\\nc\\\\#2", "name=Cy#3", "note=z\\nz#3"}},
      {"quotes that mean nothing in a tab-separated table",
       "tsv",
       "name\tsize\nAnn\t\"big\nBob\t\"small\nCy\t3\n",
       {"name=Ann#1", "size=\"big#1", "name=Bob#2", "size=\"small#2", "name=Cy#3", "size=3#3"}},
      {"comments between rows",
       "csv",
       "name,city,zip\nAnn,Oslo,1\n# page 2, don't \"edit\nBob,Rome,2\n#\nCy,Bonn,3\n",
       {"name=Ann#1", "city=Oslo#1", "zip=1#1", "name=Bob#2", "city=Rome#2", "zip=2#2", "name=Cy#3",
        "city=Bonn#3", "zip=3#3"}},
      {"rows that begin with a '#'",
       "csv",
       "tag,city\n#1,Oslo\n#2,Rome\n",
       {"tag=#1#1", "city=Oslo#1", "tag=#2#2", "city=Rome#2"}},
      {"a header that is a comment",
       "csv",
       "# by hand\n#name,phone\nAnn,555-0101\nBob,555-0102\n",
       {"name=Ann#1", "phone=555-0101#1", "name=Bob#2", "phone=555-0102#2"}},
      {"names that end in an abbreviation, or are marked as required",
       "csv",
       "*name,Soc. Sec. No.,Phone priv.\nAnn,1,2\nBob,3,4\n",
       {"*name=Ann#1", "Soc. Sec. No.=1#1", "Phone priv.=2#1", "*name=Bob#2", "Soc. Sec. No.=3#2",
        "Phone priv.=4#2"}},
  };
  return kTables;
}

TEST(Delimited, GivesCellsWithTheirColumns) {
  for (const DelimitedTable& document : tables()) {
    SCOPED_TRACE(document.behaviour);
    EXPECT_EQ(sniff(document.text).format(), document.format);
    EXPECT_EQ(read_cells(document.text), document.cells);
  }
}

TEST(Delimited, TakesNothingElseForATable) {
  const std::vector<std::string> texts = {
      "",
      "\n\n",
      "name,city\n",
      "####\n# ,\n#\n",
      "####,#\n#,,\n",
      "email\nann@example.com\nbob@example.com\n",
      "Dear Ann, how are you\nFine, thanks\n",
      "Ann, Bob and Cy went home.\nThey slept, ate, and left.\nThen, nothing.\n",
      "apples, pears\nplums, figs\ngrapes, limes\n",
      "* apples, pears\n* plums, figs\n* grapes, limes\n",
      "Ann,ann@example.com\nBob,bob@example.com\n",
      "1,2,3\n4,5,6\n7,8,9\n",
      "Ann,Lee,1980-01-01\nBob,Ray,1981-02-03\nCy,Orr,unknown\nDee,Poe,1983-04-05\n",
      "2024-01-01 10:00:00,123 INFO start\n2024-01-01 10:00:01,456 INFO stop\n",
      "Jan  3 10:00:01 host sshd[12]: Failed, port 22\nJan  3 10:00:02 host sshd[12]: ok, bye\n",
      "10.0.0.1 - - [01/Jan/2024:10:00:00 +0000] \"GET /a,b HTTP/1.1\" 200 1\n",
      "int sum(int a, int b) {\n  return add(a, b);\n}\n\nint other(int a, int b);\n",
      "import os, sys\nfrom a import b, c\nx, y = 1, 2\n",
      "int a; int b;\nint c; int d;\n",
      "all:\n\tcc -o a a.c\n\tstrip a\n",
      "mov eax, ebx\nfoo(a, 1)\nfoo(b, 2)\n",
      "{\"name\": \"Ann\", \"city\": \"Oslo\"}\n{\"name\": \"Bob\", \"city\": \"Rome\"}\n",
      "{\n  \"name\": \"Ann\",\n  \"city\": \"Oslo\"\n}\n",
      "<p>a, b</p>\n<p>c, d</p>\n",
      "From: Ann <ann@example.com>\nTo: bob@example.com, cy@example.com\nSubject: Hi, Bob\n\nHi, "
      "Bob\n",
      "Received: from a.example; Mon, 1 Jan\nReceived: from b.example; Mon, 1 Jan\n",
      "| name | city |\n|------|------|\n| Ann  | Oslo |\n",
      "cat a | sort\nls | wc\nps | head\n",
      "key: a, b\nother: c, d\n",
      "red,\ngreen,\nblue,\n",
      std::string("name,city\nAnn,Os\0lo\n", 19),
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(sniff_delimited({text, true}), nullptr);
  }
}

/// Rows 1 to `rows`, each of `pattern` with its number for '%'.
std::string rows_of(std::string_view pattern, int rows = 20) {
  std::string text;
  for (int i = 1; i <= rows; ++i) {
    for (const char c : pattern) {
      if (c == '%') {
        text += std::to_string(i);
      } else {
        text += c;
      }
    }
  }
  return text;
}

TEST(Headless, NumbersTheColumns) {
  const std::vector<DelimitedTable> documents = {
      {"comma",
       "csv",
       rows_of("%,Ann Lee,ann%@example.com\n"),
       {"column_1=1#1", "column_2=Ann Lee#1", "column_3=ann1@example.com#1", "column_1=2#2"}},
      {"tab, with MySQL's escapes",
       "tsv",
       rows_of("\\N\ta\\\tb\t1980-01-%\r\n"),
       {"column_2=a\\\tb#1", "column_3=1980-01-1#1", "column_2=a\\\tb#2"}},
      {"semicolon, quotes and newlines",
       "delimited",
       rows_of("\"Lee; \"\"A\"\"\nB\";2024-01-%;x\n"),
       {"column_1=Lee; \"\"A\"\"\nB#1", "column_2=2024-01-1#1", "column_3=x#1"}},
      {"bar, byte order mark and a comment",
       "delimited",
       "\xEF\xBB\xBF# people\n" + rows_of("Ann|Oslo|555010%\n"),
       {"column_1=Ann#1", "column_2=Oslo#1", "column_3=5550101#1"}},
      {"a ragged row among many",
       "csv",
       rows_of("a%,b,1980-01-01\n", 30) + "a,b\n",
       {"column_1=a1#1", "column_2=b#1", "column_3=1980-01-01#1"}},
      {"addresses and passwords",
       "delimited",
       "z@example.com:a:b\n" + rows_of("ann%@example.com:\"x;%\n"),
       {"column_1=z@example.com#1", "column_2=a:b#1", "column_1=ann1@example.com#2",
        "column_2=\"x;1#2", "column_1=ann2@example.com#3"}},
      {"addresses and passwords, semicolon",
       "delimited",
       rows_of("ann%@example.com;p%\n"),
       {"column_1=ann1@example.com#1", "column_2=p1#1"}},
      {"user names and passwords",
       "logins",
       rows_of("user%:secret%!\n"),
       {"login=user1#1", "password=secret1!#1"}},
      {"the members of a forum, between colons",
       "delimited",
       rows_of("7:ann%:Ann Lee:ann%@example.com:0cc175b9c0f1b6a8:192.0.2.%:1980-01-01\n"),
       {"column_1=7#1", "column_2=ann1#1", "column_3=Ann Lee#1", "column_4=ann1@example.com#1"}},
      {"with empty columns at the end",
       "delimited",
       rows_of("user%:$6$ab$cdefgh%:mon:0:99999:7:::\n"),
       {"column_1=user1#1", "column_2=$6$ab$cdefgh1#1", "column_3=mon#1"}},
  };
  for (const DelimitedTable& document : documents) {
    SCOPED_TRACE(document.behaviour);
    EXPECT_EQ(sniff(document.text).format(), document.format);
    std::vector<std::string> cells = read_cells(document.text);
    ASSERT_GE(cells.size(), document.cells.size());
    cells.resize(document.cells.size());
    EXPECT_EQ(cells, document.cells);
  }
}

TEST(Headless, TakesNothingElseForATable) {
  const std::vector<std::string> texts = {
      "",
      rows_of("a%,Ann,1000%\n", 7),
      rows_of("Ann and Bob, %, went home, and slept\n"),
      rows_of("one,two,three\n"),
      rows_of("name: user%\n"),
      rows_of("key%:value\n"),
      rows_of("https://example.com/page%\n"),
      rows_of("server%:8080\n"),
      rows_of("10:00:% job started\n"),
      rows_of("00:1a:2b:3c:4d:5%\n"),
      rows_of("2001:0db8:0000:0000:0000:8a2e:0370:73%\n"),
      rows_of("src/main.cpp:1%:22:unused variable\n"),
      rows_of("job:%:2024-01-31T10:00:00:done\n", 7),
      rows_of("10:00:% job a, step 1, ok\n"),
      rows_of("user=a%,mail=b%@example.com,id=1000%\n"),
      rows_of("  add(x%,1000,2000);\n"),
      rows_of("  0x10%,0x2000,0x3000,\n"),
      rows_of("call(a%,1000,b);\n"),
      rows_of("Ann,Oslo,1000%\nA line of text\n"),
      rows_of("all:\n\tcc -o a a.c\n"),
      rows_of(R"({"a":%,"b":"x","c":1000})"
              "\n") +
          "{",
      std::string("\0", 1) + rows_of("%,Ann Lee,ann%@example.com\n"),
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(sniff_headless({text, true}), nullptr);
  }
}

TEST(Delimited, SaysWhereAQuoteIsNotClosed) {
  const std::string head = "# x\nname,note\nAnn,x\nBob,y\nCy,";
  std::string document = head + "\"lost\n";
  while (document.size() < 2 * kMaxQuotedLength) document += "more text here\n";
  Cursor cursor = sniff(document);
  EXPECT_EQ(cursor.damage(), "");
  const std::string damage = "quote not closed at byte " + std::to_string(head.size());
  cursor.advance(std::string_view(document).substr(0, 100));
  EXPECT_EQ(cursor.damage(), damage) << "as far as it is known";
  cursor.advance(std::string_view(document).substr(100));
  EXPECT_EQ(cursor.damage(), damage);
}

TEST(Delimited, SaysWhichRowsHaveAnotherWidth) {
  const std::string head = "name,note\nAnn,x\nBob,y\nA,b\nC,d\nE,f\nG,h\nI,j\nK,l\nM,n\n";
  const auto damage_of = [](const std::string& document) {
    Cursor cursor = sniff(document);
    cursor.advance(document);
    return cursor.damage();
  };
  const std::string at = " of another width than the table, at byte " + std::to_string(head.size());
  EXPECT_EQ(damage_of(head + "Cy,z\n"), "");
  EXPECT_EQ(damage_of(head + "Cy,z,\n"), "") << "one more delimiter";
  EXPECT_EQ(damage_of(head + "Cy,z,a\nDee,z\n"), "1 row" + at);
  EXPECT_EQ(damage_of(head + "Cy\nDee,z\nEd,b,c"), "2 rows" + at);
}

TEST(Delimited, LoosensTheCellsOfRowsOfAnotherWidth) {
  const std::string document = "name,note\nAnn,x\nBob,y\nCy,z,a\nDee,z\n";
  core::RecordIndex index;
  sniff(document).index(document, index);
  std::string loose;
  for (const core::Cell& cell : index.cells) loose += cell.loose ? '1' : '0';
  EXPECT_EQ(loose,
            "0000"
            "111"
            "00");
}

TEST(Delimited, TakesColonsInHeadersThatShareWhatStandsBeforeThem) {
  EXPECT_EQ(read_cells("Name,Home Address: City,Home Address: ZIP\nAnn,Oslo,0150\n").back(),
            "Home Address: ZIP=0150#1");
  EXPECT_EQ(read_cells("Home: City,Home: ZIP,ID: Value\nOslo,0150,536904399\n").back(),
            "ID: Value=536904399#1");
  EXPECT_EQ(sniff("Name: Ann,City: Oslo\nName: Bob,City: Rome\n").format(), "text");
}

TEST(Delimited, KnowsRareDelimiters) {
  EXPECT_EQ(read_cells("name^ssn^city\nBell,Ann^536904399^Oslo\n")[1], "ssn=536904399#1");
  EXPECT_EQ(read_cells("name\x01ssn\x01"
                       "city\nAnn\x01"
                       "536904399\x01Oslo\n")[1],
            "ssn=536904399#1");
  EXPECT_EQ(read_cells("name~ssn~city\nBell,Ann~536904399~Oslo\n")[1], "ssn=536904399#1");
}

TEST(Delimited, KnowsHeadersThatAreAnnounced) {
  for (const std::string_view front : {"format: ", "Format:", "FIELDS : ", "columns = "}) {
    EXPECT_EQ(read_cells("base 42, valid 83%\n" + std::string(front) +
                         "SSN|NAME|DOB\n536904399|Ann|1/2/70\n536904398|Bo|3/4/71\n")
                  .front(),
              "SSN=536904399#1")
        << front;
  }
  EXPECT_EQ(sniff("formats: SSN|NAME\n1|2\n3|4\n").format(), "text");
}

TEST(Headless, OfTwoColumnsNeedsLongValues) {
  EXPECT_EQ(sniff(rows_of("Ann Lee,53690439%\n")).format(), "csv");
  EXPECT_EQ(sniff(rows_of("53690439%\tann%@mail.example\n")).format(), "tsv");
  for (const char* row : {"Ann Lee,39%\n", "Ann Lee:53690439%\n", "when, 53690439%\n"}) {
    EXPECT_EQ(sniff(rows_of(row)).format(), "text") << row;
  }
  EXPECT_EQ(sniff(rows_of("Ann Lee,53690439%\n", 7)).format(), "text");
}

TEST(Headless, NeedsFewRowsOfMuchEvidence) {
  EXPECT_EQ(
      sniff("7,Ann,94110,536-90-4399\n8,Bob,94111,536-90-4398\n9,Cy,94112,536-90-4397\n").format(),
      "csv");
  EXPECT_EQ(sniff("a@b.example:x\nb@b.example:y1\nc@b.example:z:\n").format(), "delimited");
  EXPECT_EQ(sniff("Ann,Lee,a@b.example\nBob,Ray,b@b.example\n").format(), "csv");
  for (const std::string_view text :
       {"7,Ann,94110,536-90-4399\n8,Bob,94111,536-90-4398\n",
        "7,Ann,94110,x\n8,Bob,94111,y\n9,Cy,9"
        "4112,z\n",
        "Ann,Lee,a@b.example\nBob,Ray,none\n",
        "Oslo,94110,94111\nRome,94110,94111\nUlm,94110,94111\n",
        "7,Ann,94110,536-90-4399\n8,Bob,94111,536-90-4398\n9,Cy,94112\n"}) {
    EXPECT_EQ(sniff(text).format(), "text") << text;
  }
}

TEST(Delimited, HasLinesBelowItsLastRow) {
  const std::string table =
      "id,name,ssn,mail\n1,Ann,536904399,a@b.org\n2,Bob,536904398,b@b.org\n"
      "3,Cy,536904397,c@b.org\n4,Di,536904396,d@b.org\n";
  EXPECT_EQ(sniff(table + "\nGenerated by Ann\nConfidential\nRow count: 3\n").format(), "csv");
  EXPECT_EQ(sniff(table + "A\ntext\nthat\ngoes\non\nand\non\n").format(), "text")
      << "more lines than rows";
  std::string wide = "id,name,ssn,mail,a,b,c,d,e,f\n";
  for (const char row : {'1', '2', '3', '4'}) {
    wide += std::string(1, row) + ",Ann,53690439" + row + ",a@b.org,1,2,3,4,5,6\n";
  }
  std::string trailer;
  for (int i = 0; i < 9; ++i) trailer += "0.00,ADJ,CLR\n";
  EXPECT_EQ(sniff(wide + trailer).format(), "csv") << "no chance makes rows so wide";
}

TEST(Delimited, TakesHeadersThatLackNames) {
  const std::vector<std::pair<std::string, std::string>> tables = {
      // pandas and R number the rows.
      {",name,ssn\n0,Ann,536904399\n1,Bob,536904398\n", "ssn=536904399#1"},
      {"\"name\",\"ssn\"\n\"1\",\"Ann\",536904399\n\"2\",\"Bob\",536904398\n\"3\",\"Cy\","
       "536904397\n",
       "ssn=536904399#1"},
      // A delimiter at the end of each row, and of a sheet's used range.
      {"name,ssn,\nAnn,536904399,\nBob,536904398,\n", "ssn=536904399#1"},
      {"Acme Corp;;;\nReport;Staff;;\nname;ssn;mail;city\nAnn;536904399;a@b.org;Ulm\n"
       "Bob;536904398;b@b.org;Ulm\n",
       "ssn=536904399#1"},
  };
  for (const auto& [table, cell] : tables) {
    const std::vector<std::string> cells = read_cells(table);
    EXPECT_NE(std::find(cells.begin(), cells.end(), cell), cells.end()) << table;
  }
}

TEST(Delimited, TellsHowTheEscapesOfACellAreUndone) {
  const auto encoding_of_last = [](std::string_view document) {
    core::RecordIndex index;
    sniff(document).index(document, index);
    return index.cells.back().encoding;
  };
  EXPECT_EQ(encoding_of_last("a,b\nc,d\n\"e\",\"f\"\"g\"\n"), core::Encoding::kDoubled);
  EXPECT_EQ(encoding_of_last("a,b\nc,d\n\"e\",\"f\\\"g\"\n"), core::Encoding::kJson);
  EXPECT_EQ(encoding_of_last("a\tb\nc\t\\N\ne\tf\\ng\n"), core::Encoding::kBackslash);
  EXPECT_EQ(encoding_of_last("a,b\nc,d\n\"e\",\"f g\"\n"), core::Encoding::kPlain);
}

TEST(Delimited, JudgesAnIncompletePrefixByItsCompleteRows) {
  EXPECT_EQ(Cursor::sniff("name,city\nAnn", false).format(), "text");
  EXPECT_EQ(Cursor::sniff("name,city\nAnn,Oslo\nBo", false).format(), "csv");
}

TEST(Delimited, EndsAnOverlongQuoteAtTheNextNewline) {
  const std::string head = "name,note\nAnn,x\nBob,y\nA,b\nC,d\nE,f\nG,h\nI,j\nK,l\nM,n\n";
  const std::string lost = "Cy,\"lost\n";
  std::string document = head + lost;
  while (document.size() < head.size() + lost.size() + kSniffLength) document += "more text here\n";
  document += "Dee,z\nEve,w\n";
  const std::vector<std::string> cells = read_cells(document);
  ASSERT_GT(cells.size(), 4U);
  EXPECT_TRUE(cells.back().starts_with("note=w#"));
  EXPECT_TRUE(cells[cells.size() - 3].starts_with("note=z#"));
}

TEST(Delimited, LeavesAnOverlongButClosedQuoteWhole) {
  const std::string value(200'000, 'x');
  const std::string document = "name,note\nAnn,a\nBob,\"" + value + "\"\nCy,c\n";
  EXPECT_EQ(read_cells(document),
            (std::vector<std::string>{"name=Ann#1", "note=a#1", "name=Bob#2",
                                      "note=" + value + "#2", "name=Cy#3", "note=c#3"}));
}

TEST(Delimited, GivesNoNamesBeyondTheMostColumns) {
  std::string header;
  std::string row;
  for (int i = 0; i < 5000; ++i) {
    header += "c" + std::to_string(i) + ",";
    row += std::to_string(i) + ",";
  }
  const std::vector<std::string> cells = read_cells(header + "last\n" + row + "z\n");
  ASSERT_EQ(cells.size(), 5001U);
  EXPECT_EQ(cells[4095], "c4095=4095#1");
  EXPECT_EQ(cells[4096], "=4096#1");
  EXPECT_EQ(cells[5000], "=z#1");
}

}  // namespace
}  // namespace leaksift::structure
