#include "structure/line_tables.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

struct Case {
  std::string behaviour;
  std::string text;
  std::vector<std::string> cells;
};

std::vector<Case> tables() {
  return {
      {"Markdown",
       "# People\n\n| name | mail |\n|------|:----:|\n| Ann B | a@b.example |\n|Bob||x|\n\nText | "
       "no\n",
       {"name=Ann B #1", "mail=a@b.example #1", "name=Bob#2"}},
      {"Markdown without outer bars, CRLF, no last newline",
       "name | mail\r\n--- | ---\r\nAnn | a@b.example\r\nBob",
       {"name=Ann #1", "mail=a@b.example#1", "name=Bob#2"}},
      {"psql",
       " id | full name \n----+-----------\n  1 | Ann B\n  2 | \n(2 rows)\n\n c | d\n---+---\n x | "
       "y\n",
       {"id=1 #1", "full name=Ann B#1", "id=2 #2", "c=x #3", "d=y#3"}},
      {"mysql",
       "+----+------+\n| id | name |\n+----+------+\n|  1 | Ann  |\n|  2 | Bob  |\n+----+------+\n"
       "2 rows in set\n",
       {"id=1 #1", "name=Ann  #1", "id=2 #2", "name=Bob  #2"}},
      {"fixed width, counted in characters",
       "\xEF\xBB\xBFname    mail         n\n------- ------------ ---\nJos\xC3\xA9    a@b.example   "
       " 7\n"
       "Bob\n        c@d.example\n\n(2 rows affected)\n",
       {"name=Jos\xC3\xA9    #1", "mail=a@b.example  #1", "n=7#1", "name=Bob#2",
        "mail=c@d.example#3"}},
  };
}

TEST(RuledTables, GiveCellsWithTheNamesOfTheirHeaders) {
  for (const Case& table : tables()) {
    SCOPED_TRACE(table.behaviour);
    EXPECT_EQ(sniff(table.text).format(), "table");
    EXPECT_EQ(read_cells(table.text), table.cells);
  }
}

TEST(RuledTables, AreNotSeenElsewhere) {
  const std::vector<std::string> texts = {
      "Title\n-----\n\nText -- with dashes -- in it\n",
      "- - -\na b c\n",
      "| a | b |\n|---|---|\n",
      "a b\n- -\nc d\n",
      "only one   \n---- ---- ----\nx\n",
      "\n---- ----\nx y\n",
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(sniff(text).format(), "text");
  }
}

}  // namespace
}  // namespace leaksift::structure
