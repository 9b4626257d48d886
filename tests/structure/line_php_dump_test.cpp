#include "structure/line_php_dump.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(PhpDump, GivesTheMembersOfArraysAndObjects) {
  expect_cells(
      "php-dump",
      {
          {"print_r of a list",
           "Array\n(\n    [0] => Array\n        (\n            [name] => Ann (Ott)\n            "
           "[tags] "
           "=> "
           "Array\n                (\n                    [0] => x\n                    [1] => y\n"
           "                )\n\n            [ssn:User:private] => 1\n        )\n\n    [1] => User "
           "Object\n        (\n            [name] => Bo\n            [empty] => \n        )\n\n)\n",
           {"=Array#1", "name=Ann (Ott)#2", "tags=Array#2", "tags=x#2", "tags=y#2", "ssn=1#2",
            "name=Bo#3"}},
          {"print_r of one",
           "Array\n(\n [name] => Ann\n [at] => Array\n (\n [0] => Array\n (\n [city] => Oslo\n )\n "
           ")\n "
           "[ssn] => 1\n)\n",
           {"name=Ann#1", "at=Array#1", "at=Array#1", "city=Oslo#1", "ssn=1#1"}},
          {"var_dump",
           "array(2) {\n  [0]=>\n  array(2) {\n    [\"name\"]=>\n    string(3) \"A\"n\"\n    "
           "[\"n\"]=>\n"
           "    int(5)\n    [\"x\"]=>\n    NULL\n  }\n  [1]=>\n  object(User)#1 (1) {\n    "
           "[\"ssn\":protected]=>\n    string(1) \"6\"\n  }\n}\n",
           {"name=A\"n#2", "n=5#2", "ssn=6#3"}},
          {"var_dump in a page",
           "<pre>array(3) {\n  [\"name\"]=>\n  string(3) \"Ann\"\n  [\"x\"]=>\n  NULL\n  "
           "[\"y\"]=>\n"
           "  bool(true)\n}\n</pre>\n",
           {"name=Ann#1"}},
      });
}

TEST(PhpDump, IsOnlyWhatHasMembers) {
  EXPECT_NE(sniff("Array\n(\n [0] => a\n)\n").format(), "php-dump");
  EXPECT_NE(sniff("[a] => b\n[c] => d\nsome\nother\ntext\nhere\n").format(), "php-dump");
}

}  // namespace
}  // namespace leaksift::structure
