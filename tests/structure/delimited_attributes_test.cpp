#include "structure/delimited_attributes.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

using Strings = std::vector<std::string>;

TEST(Attributes, AreOneRecordOfEachEntity) {
  struct Case {
    std::string_view behaviour;
    std::string text;
    Strings cells;
  };
  const std::vector<Case> cases = {
      {"an entity in rows",
       "entity_id,attribute_code,value\n501,firstname,Ann\n501,SSN,1\n502,firstname,Bob\n"
       "502,SSN,2\n",
       {"entity_id=501#1", "attribute_code=firstname#1", "firstname=Ann#1", "entity_id=501#1",
        "attribute_code=SSN#1", "SSN=1#1", "entity_id=502#2", "attribute_code=firstname#2",
        "firstname=Bob#2", "entity_id=502#2", "attribute_code=SSN#2", "SSN=2#2"}},
      {"a number of the row, one of all, quotes and what stands behind",
       "\"umeta_id\";\"store\";\"user_id\";\"Meta Key\";\"Meta Value\";\"x\"\n"
       "1;0;7;last_name;\"Bell; Ann\";a\n2;0;7;SSN;\n3;0;8;last_name;Day\n4;0;8;SSN;3\n",
       {"umeta_id=1#1",
        "store=0#1",
        "user_id=7#1",
        "Meta Key=last_name#1",
        "last_name=Bell; Ann#1",
        "x=a#1",
        "umeta_id=2#1",
        "store=0#1",
        "user_id=7#1",
        "Meta Key=SSN#1",
        "umeta_id=3#2",
        "store=0#2",
        "user_id=8#2",
        "Meta Key=last_name#2",
        "last_name=Day#2",
        "umeta_id=4#2",
        "store=0#2",
        "user_id=8#2",
        "Meta Key=SSN#2",
        "SSN=3#2"}},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.behaviour);
    EXPECT_EQ(read_cells(test.text), test.cells);
  }
}

TEST(Attributes, AreNoneWithoutEntitiesInRows) {
  struct Case {
    std::string_view text;
    std::string_view last_record;
  };
  const std::vector<Case> cases = {
      {"id,key,value\n1,host,a\n2,port,b\n3,user,c\n4,path,d\n", "#4"},
      {"entity,attribute,value\n1,SSN,a\n1,SSN,b\n1,SSN,c\n2,SSN,d\n", "#4"},
      {"value,attribute,id\na,SSN,1\nb,SSN,1\nc,SSN,2\nd,SSN,2\n", "#4"},
      {"key,value\nhost,a\nport,b\nuser,c\n", "#3"},
  };
  for (const Case& test : cases) {
    const Strings cells = read_cells(test.text);
    ASSERT_FALSE(cells.empty()) << test.text;
    EXPECT_TRUE(cells.back().ends_with(test.last_record)) << cells.back();
  }
}

}  // namespace
}  // namespace leaksift::structure
