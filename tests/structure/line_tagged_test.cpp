#include "structure/line_tagged.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>

namespace leaksift::structure {
namespace {

TEST(Tagged, GivesTheCellsOfRowsByTheirTag) {
  expect_cells(
      "tagged",
      {
          {"a header, members, their doctors and a trailer",
           "HDR|PAYR|2018\n"
           "MBR|Z1|Oyelaran|Folasade\nMBR|Z2|Bell|\nPCP|Z1|Day\nMBR|Z3|Ott|Ann\n"
           "TRL|3\n",
           {"HDR.column_2=PAYR#1", "HDR.column_3=2018#1", "MBR.column_2=Z1#1",
            "MBR.column_3=Oyelaran#1", "MBR.column_4=Folasade#1", "MBR.column_2=Z2#2",
            "MBR.column_3=Bell#2", "PCP.column_2=Z1#1", "PCP.column_3=Day#1", "MBR.column_2=Z3#3",
            "MBR.column_3=Ott#3", "MBR.column_4=Ann#3", "TRL.column_2=3#1"}},
          {"quotes, remarks and other lines",
           "H,1\n# members\nD,\"Bell, Ann\",5\nD,\"Day \"\"Bo\"\"\",6\n\nD,Ott,7\nD,,8\n"
           "D,Lee,9\nD,Orr,10\nD,Roe,11\nD,Poe,12\nthe end\nT,8\n",
           {"H.column_2=1#1", "D.column_2=Bell, Ann#1", "D.column_3=5#1",
            "D.column_2=Day \"\"Bo\"\"#2", "D.column_3=6#2", "D.column_2=Ott#3", "D.column_3=7#3",
            "D.column_3=8#4", "D.column_2=Lee#5", "D.column_3=9#5", "D.column_2=Orr#6",
            "D.column_3=10#6", "D.column_2=Roe#7", "D.column_3=11#7", "D.column_2=Poe#8",
            "D.column_3=12#8", "T.column_2=8#1"}},
      });
}

TEST(Tagged, NamesTheColumnsOfLists) {
  expect_cells("tagged", {{"QuickBooks",
                           "!CUST\tNAME\tPHONE1\nCUST\tAnn Bell\t5\n"
                           "!EMP\tNAME\t\tSSNO\nEMP\t\"Bell, Ann\"\tx\t6\ty\nCUST\tBo Day\t7\n"
                           "!ENDTRNS\nENDTRNS\n",
                           {"CUST.NAME=Ann Bell#1", "CUST.PHONE1=5#1", "EMP.NAME=Bell, Ann#1",
                            "EMP.column_3=x#1", "EMP.SSNO=6#1", "EMP.column_5=y#1",
                            "CUST.NAME=Bo Day#2", "CUST.PHONE1=7#2"}}});
}

TEST(Tagged, TakesNothingElse) {
  expect_other("tagged", {
                             "D|1|2\nD|3|4\nD|5|6\n",                       // One tag: a table.
                             "A|1|2\nB|3|4\nA|5|6\nA|7|8\nB|9|0\n",         // All as wide: a table.
                             "H|1\nD|1|2|3\nD|1|2\nD|1\nD|1|2|3|4\nT|1\n",  // Rows of any width.
                             "A|1|2|3\nB|1|2\nC|1\nD|1\nE|1|2\n",           // A tag for every row.
                             "Head|1\nData|1|2\nData|3|4\nData|5|6\n",
                             "!CUST\tNAME\n!EMP\tNAME\n",
                         });
}

}  // namespace
}  // namespace leaksift::structure
