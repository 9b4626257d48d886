#include "structure/delimited_sections.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Sections, GiveEachTableItsOwnColumns) {
  const std::string text =
      "\xEF\xBB\xBFPATIENTS\r\nmrn,name,zip\r\n1,\"Bell, Ann\",\r\n2,Bob,8\r\n\r\n"
      "The next table:\r\n\r\nnpi,name ,fax\r\n3,Cy,x\r\n\r\n\r\nPAGE\r\nmrn,ssn,a,b\r\n4,5,6,\r\n";
  EXPECT_EQ(sniff(text).format(), "csv");
  EXPECT_EQ(
      read_cells(text),
      (std::vector<std::string>{"mrn=1#1", "name=Bell, Ann#1", "mrn=2#2", "name=Bob#2", "zip=8#2",
                                "npi=3#3", "name=Cy#3", "fax=x#3", "mrn=4#4", "ssn=5#4", "a=6#4"}));
}

TEST(Sections, MayBePartedByRowsOfDelimiters) {
  const std::string text =
      "MEMBER ROLL,,,by Ann,\nname,ssn,zip,day,note\nAnn,5,1,2,\nBob,6,2,3,x\n,,,,\n,,11,TOTAL,\n"
      ",,,,\nSheet2,,,,\nowner,acct,bank,,\nCy,7,8,,\nDee,9,10,,\n,,,,\nSee Ann; or Bob\n";
  EXPECT_EQ(read_cells(text), (std::vector<std::string>{
                                  "name=Ann#1", "ssn=5#1", "zip=1#1", "day=2#1", "name=Bob#2",
                                  "ssn=6#2", "zip=2#2", "day=3#2", "note=x#2", "owner=Cy#3",
                                  "acct=7#3", "bank=8#3", "owner=Dee#4", "acct=9#4", "bank=10#4"}));
}

TEST(Sections, AreNotSeenInOneTable) {
  // A blank line between rows, a preamble, and quotes with blank lines in them.
  for (const std::string_view text :
       {"name,ssn\nAnn,536904399\n\nBob,536904398\nCy,536904397\n",
        "name,town\nAnn,Oslo\nBob,Rome\n\nCy,Ulm\nDee,Bern\n",
        "Report,Q1\nrun,today\n\nname,ssn,zip\nAnn,536904399,1\nBob,536904398,2\n",
        "name,note\nAnn,\"a\n\nb\"\nBob,c\n"}) {
    const std::vector<std::string> cells = read_cells(text);
    ASSERT_FALSE(cells.empty()) << text;
    EXPECT_EQ(cells[0], "name=Ann#1") << text;
  }
}

}  // namespace
}  // namespace leaksift::structure
