#include "structure/delimited_sheet.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Sheet, GivesTheFieldsOfARecordOnLines) {
  const std::vector<CellCase> cases = {
      {"a form, with quotes and empty columns",
       "Name,\"Bell, Ann\",\nSSN,1,\nState,,\nBorn,2,\n",
       {"Name=Bell, Ann#1", "SSN=1#1", "Born=2#1"}},
      {"several, with titles",
       "STAFF\nName\tAnn\nSSN\t1\nSTAFF\nName\tBob\nSSN\t2\n",
       {"Name=Ann#1", "SSN=1#1", "Name=Bob#2", "SSN=2#2"}},
      {"what is no known name names nothing",
       "Name;Ann\nSSN;1\nState;x\nEve Day;2\n",
       {"Name=Ann#1", "SSN=1#1", "State=x#1", "=2#1"}},
      {"Markdown",
       "# File\n\nA text | with a bar.\n\n| Name | Ann |\n|------|-----|\n| SSN | 1 |\n| Born | 2 "
       "|\n"
       "| Mail | 3 |\n| State | x |\n| Name | Bob |\n| SSN | 4 |\n| Born | 5 |\n| Mail | 6 |\n",
       {"Name=Ann #1", "SSN=1 #1", "Born=2 #1", "Mail=3 #1", "State=x #1", "Name=Bob #2",
        "SSN=4 #2", "Born=5 #2", "Mail=6 #2"}},
      {"lists of Markdown",
       "# Ann\n\nSome text: x\n- **Name:** Ann\n- **SSN**: 1\n- Born: 2 : 3\n- x: 4\n- none\n# "
       "Bob\n"
       "Mail: 5\n**Name:** Bob\n> __SSN:__ **6**\n",
       {"Name=Ann#1", "SSN=1#1", "Born=2 : 3#1", "=4#1", "Name=Bob#2", "SSN=6**#2"}},
      {"leaders",
       "INTAKE FORM\n\nName: ........ Ann Bell\n  SSN.......... 1\nState ... x\n          y\nBorn "
       "...\n"
       "Name ........ Bob\nSSN ......... 2\n",
       {"Name=Ann Bell#1", "SSN=1#1", "State=x#1", "Name=Bob#2", "SSN=2#2"}},
      {"HTML without <th>",
       "<html><table><tr><td>Name</td><td>Ann</td></tr><tr><td>SSN</td><td>1</td></tr>"
       "<tr><td>Eve Day</td><td>2</td></tr><tr><td>Mail</td><td>3</td></tr></table></html>",
       {"Name=Ann#1", "SSN=1#1", "=2#1", "Mail=3#1"}},
  };
  expect_cells(cases);
}

TEST(Sheet, IsNoListOfContents) {
  EXPECT_NE(
      sniff("Introduction ....... 1\nName ....... 2\nThe state ....... 3\nEnd ..... 4\n").format(),
      "form");
}

TEST(Sheet, IsNotSeenInATableWithAHeader) {
  for (const std::string_view text :
       {"Name,SSN\nAnn,536904399\nBob,536904398\nCy,536904397\n", "Name,SSN,Born\nSSN,Name,Mail\n",
        "Name,State\nName,Mail\nSSN,Born\nMail,SSN\n"}) {
    const std::vector<std::string> cells = read_cells(text);
    ASSERT_FALSE(cells.empty()) << text;
    EXPECT_EQ(cells[0].substr(0, 5), "Name=") << text;
  }
}

}  // namespace
}  // namespace leaksift::structure
