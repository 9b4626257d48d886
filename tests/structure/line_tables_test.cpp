#include "structure/line_tables.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(RuledTables, GiveCellsWithTheNamesOfTheirHeaders) {
  expect_cells(
      "table",
      {
          {"Markdown",
           "# People\n\n| name | mail |\n|------|:----:|\n| Ann B | a@b.example "
           "|\n|Bob||x|\n\nText | "
           "no\n",
           {"name=Ann B #1", "mail=a@b.example #1", "name=Bob#2"}},
          {"Markdown without outer bars, CRLF, no last newline",
           "name | mail\r\n--- | ---\r\nAnn | a@b.example\r\nBob",
           {"name=Ann #1", "mail=a@b.example#1", "name=Bob#2"}},
          {"psql",
           " id | full name \n----+-----------\n  1 | Ann B\n  2 | \n(2 rows)\n\n c | d\n---+---\n "
           "x | "
           "y\n",
           {"id=1 #1", "full name=Ann B#1", "id=2 #2", "c=x #3", "d=y#3"}},
          {"mysql",
           "+----+------+\n| id | name |\n+----+------+\n|  1 | Ann  |\n|  2 | Bob  "
           "|\n+----+------+\n"
           "2 rows in set\n",
           {"id=1 #1", "name=Ann  #1", "id=2 #2", "name=Bob  #2"}},
          {"a grid, as in reStructuredText",
           "+----+------+\n| id | name |\n+====+======+\n| 1  | Ann  |\n+----+------+\n| 2  | Bob  "
           "|\n"
           "+----+------+\n\n| no | row |\n",
           {"id=1  #1", "name=Ann  #1", "id=2  #2", "name=Bob  #2"}},
          {"columns that are aligned, without a rule",
           "NAME      MAIL         CITY\nAnn Bell  a@b.example  Oslo\nBob       b@b.example  "
           "Rome\n\n"
           "no row\n\nNAME      MAIL         CITY\nCy        c@b.example  Ulm\n"
           "Dee       d@b.example  Ulm\nEd        e@b.example  Ulm\n",
           {"NAME=Ann Bell  #1", "MAIL=a@b.example  #1", "CITY=Oslo#1", "NAME=Bob       #2",
            "MAIL=b@b.example  #2", "CITY=Rome#2", "NAME=Cy        #3", "MAIL=c@b.example  #3",
            "CITY=Ulm#3", "NAME=Dee       #4", "MAIL=d@b.example  #4", "CITY=Ulm#4",
            "NAME=Ed        #5", "MAIL=e@b.example  #5", "CITY=Ulm#5"}},
          {"a report, with titles and totals around rows that lack cells",
           "QUERY 12  MBRLIST  Page 1\n        MEMBERS\n\n"
           "NO      NAME      CITY      ZIP    MAIL\n"
           "  7     Bell      Oslo      11     a@b.example\n"
           "  8     Moss                12     c@b.example\n"
           "  9     Ott       Ulm       13\n\n TOTAL OF ALL ROWS   3\n",
           {"NO=7     #1", "NAME=Bell      #1", "CITY=Oslo      #1", "ZIP=11     #1",
            "MAIL=a@b.example#1", "NO=8     #2", "NAME=Moss      #2", "ZIP=12     #2",
            "MAIL=c@b.example#2", "NO=9     #3", "NAME=Ott       #3", "CITY=Ulm       #3",
            "ZIP=13#3"}},
          {"names beyond ASCII above a rule without gaps",
           "N\xC2\xB0   N\xC3\xA9"
           "e le     Ville\n----------------------\n7    03/10/2012 "
           "Ulm\n",
           {"N\xC2\xB0=7    #1",
            "N\xC3\xA9"
            "e le=03/10/2012 #1",
            "Ville=Ulm#1"}},
          {"DokuWiki",
           "== People ==\n^ Name ^ Mail ^\n| Ann | a@b.example |\n| Bob | |\n\n| no | row |\n",
           {"Name=Ann #1", "Mail=a@b.example #1", "Name=Bob #2"}},
          {"Jira and Confluence",
           "h2. People\n||Name||Mail||\n|Ann|a@b.example|\n|Bob| |\n\n|no|row|\n",
           {"Name=Ann#1", "Mail=a@b.example#1", "Name=Bob#2"}},
          {"expanded rows of psql",
           "-[ RECORD 1 ]-----\nid        | 1\nfull name | Ann Bell\nnote      | two +\n"
           "          | lines\n-[ RECORD 2 ]-----\nid        | 2\nfull name | \n\n(2 rows)\n",
           {"id=1#1", "full name=Ann Bell#1", "note=two +#1", "note=lines#1", "id=2#2"}},
          {"SAP's lists: bars, and rules without gaps",
           "Stock  Plant\n-----------------\n|No. |Name      |\n-----------------\n|0042|Ann Bell "
           " |\n|0043|B         |\n-----------------\n* 2 entries\n",
           {"No.=0042#1", "Name=Ann Bell  #1", "No.=0043#2", "Name=B         #2"}},
          {"in a log",
           "[14:22:08] [INFO] fetching a=b\n[14:22:09] [INFO] fetching c=d\nTable: "
           "t\n+----+------+\n"
           "| id | name |\n+----+------+\n| 1  | Ann  |\n+----+------+\n[14:23:06] [INFO] e=f\n",
           {"id=1  #1", "name=Ann  #1"}},
          {"rows that do not keep to the columns",
           "Name      City      Paid  Phone\n---------------------------------\n"
           "Ann       Oslo   1200.00  555\nBob Barnabas Longfellow  Rome  556\n"
           "Cy        New Brighton    557\n",
           {"Name=Ann       #1", "City=Oslo   1200.00#1", "Phone=555#1", "Name=Bob Barnabas#2",
            "Name=Cy        #3", "City=New Brighton#3"}},
          {"fixed width, counted in characters",
           "\xEF\xBB\xBFname    mail         n\n------- ------------ ---\nJos\xC3\xA9    "
           "a@b.example   "
           " 7\n"
           "Bob\n        c@d.example\n\n(2 rows affected)\n",
           {"name=Jos\xC3\xA9    #1", "mail=a@b.example  #1", "n=7#1", "name=Bob#2",
            "mail=c@d.example#3"}},
      });
}

TEST(RuledTables, AreNotSeenElsewhere) {
  const std::vector<std::string> texts = {
      "Title\n-----\n\nText -- with dashes -- in it\n",
      "- - -\na b c\n",
      "| a | b |\n|---|---|\n",
      "a b\n- -\nc d\n",
      "only one   \n---- ---- ----\nx\n",
      "\n---- ----\nx y\n",
      "one  two  three\nfour five six\nseven eight nine\n",
      "-[ RECORD 1 ]-\nno bar\n",
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(sniff(text).format(), "text");
  }
}

}  // namespace
}  // namespace leaksift::structure
