#include "structure/line_binlog.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Binlog, GivesTheRowsOfEvents) {
  const std::string text =
      "/*!50530 SET @@SESSION.PSEUDO_SLAVE_MODE=1*/;\n# at 4\n"
      "### INSERT INTO `shop`.`people`\n### SET\n###   @1=5\n"
      "###   @2='Ann \\'A\\' Ott' /* VARSTRING(40) meta=40 nullable=1 is_null=0 */\n# at 9\n"
      "###   @3='none'\n"
      "### UPDATE `shop`.`people`\n### WHERE\n###   @1=5\n### SET\n###   @1=6 /* INT */\n"
      "###   @12=NULL\n### DELETE FROM `hr`.`staff`\n### WHERE\n###   @1=''\n###   "
      "@2='Bo'\nCOMMIT\n";
  EXPECT_EQ(sniff(text).format(), "binlog");
  const std::vector<std::string> cells = {
      "shop.people.column_1=5#1",     "shop.people.column_2=Ann \\'A\\' Ott#1",
      "shop.people.column_1=5#2",     "shop.people.column_1=6#2",
      "shop.people.column_12=NULL#2", "hr.staff.column_2=Bo#3"};
  EXPECT_EQ(read_cells(text), cells);
}

TEST(Binlog, IsOnlyWhatHasRows) {
  EXPECT_NE(sniff("# at 4\n### INSERT INTO `a`.`b`\n### SET\n").format(), "binlog");
  EXPECT_NE(sniff("# at 4\n###   @1=5\n###   @2=5\n###   @3=5\n").format(), "binlog");
}

}  // namespace
}  // namespace leaksift::structure
