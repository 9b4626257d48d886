#include "structure/line_statements.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Statements, GiveTheValuesOfRowsInSourceCode) {
  const std::string text =
      "def seed(cur):\n"
      "    cur.execute(\"INSERT INTO patient(mrn, dob) VALUES ('1002938', '1954-02-14')\")\n"
      "    print('done: x=1')\n"
      "    db.run(`insert into staff (name) values ('Ann O''Neil'), ('Bo')`);\n"
      "    db.run(\"INSERT INTO t (a, b) VALUES (7, 'x')\")\n";  // The quote is behind the 7.
  EXPECT_EQ(sniff(text).format(), "statements");
  EXPECT_EQ(read_cells(text),
            (std::vector<std::string>{"mrn=1002938#1", "dob=1954-02-14#1", "name=Ann O''Neil#2",
                                      "name=Bo#2", "a=7#3", "b=x#3"}));
}

TEST(Statements, AreOnlyThoseWithColumnsAndQuotedValues) {
  const std::vector<std::string> texts = {
      "cur.execute(\"INSERT INTO patient(mrn, dob) VALUES (?, ?)\", row)\n",
      "cur.execute(\"INSERT INTO patient VALUES ('1', '2')\")\n",
      "INSERT INTO is how rows are made; VALUES are 'quoted'.\n",
      "sql = 'insert into t (a) select b from c'\n",
  };
  for (const std::string& text : texts) EXPECT_NE(sniff(text).format(), "statements") << text;
}

}  // namespace
}  // namespace leaksift::structure
