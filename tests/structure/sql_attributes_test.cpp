#include "structure/sql_attributes.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

using Strings = std::vector<std::string>;

/// The cells of values, and how they are told.
Strings values_of(const Strings& cells) {
  Strings values;
  std::ranges::copy_if(cells, std::back_inserter(values), [](const std::string& cell) {
    return !cell.starts_with("m.i=") && !cell.starts_with("m.user_id=") &&
           !cell.starts_with("m.key=");
  });
  return values;
}

constexpr std::string_view kTable = "CREATE TABLE m (i int, user_id int, key text, value text);\n";

TEST(SqlAttributes, OfAnEntityAreOneRecord) {
  EXPECT_EQ(read_cells(std::string(kTable) +
                       "INSERT INTO m VALUES (1,7,'Name','Ann'),(2,7,'SSN','1'),(3,8,'SSN','2');"),
            (Strings{"m.i=1#1", "m.user_id=7#1", "m.key=Name#1", "m.Name=Ann#1", "m.i=2#1",
                     "m.user_id=7#1", "m.key=SSN#1", "m.SSN=1#1", "m.i=3#3", "m.user_id=8#3",
                     "m.key=SSN#3", "m.SSN=2#3"}));
}

TEST(SqlAttributes, AreReadAsDumpsHaveThem) {
  struct Case {
    std::string_view behaviour;
    std::string text;
    Strings values;
  };
  const std::string far(SqlAttributes::kMaxGap, ' ');
  const std::string long_value(SqlAttributes::kMaxFront, 'v');
  const std::vector<Case> cases = {
      {"a statement for each row",
       "INSERT INTO m VALUES (1,7,'Name','Ann');\nINSERT INTO m VALUES (2,7,'x','1');\n",
       {"m.Name=Ann#1", "m.x=1#1"}},
      {"an attribute that is known only later",
       "INSERT INTO m VALUES (1,7,'x','0'),(2,7,'Name','Ann'),(3,7,'y','1'),(4,8,'x','2');\n",
       {"m.value=0#1", "m.Name=Ann#1", "m.y=1#1", "m.x=2#4"}},
      {"no attribute that is known",
       "INSERT INTO m VALUES (1,7,'Ann Ott','0'),(2,7,'Bo','1');\n",
       {"m.value=0#1", "m.value=1#2"}},
      {"rows that name no entity or attribute",
       "INSERT INTO m VALUES (1,NULL,'Name','Ann'),(2,NULL,'SSN','1'),(3,7,NULL,'2'),(4,7),(5),(),"
       "(7,7,'SSN',''),(8,7,'SSN','3');\n",
       {"m.Name=Ann#1", "m.SSN=1#2", "m.value=2#3", "m.SSN=3#7"}},
      {"entities in what was taken for one",
       "INSERT INTO m VALUES (1,7,'Name','Ann'),(2,7,'Name','Anna'),(3,7,'SSN','1'),"
       "(4,7,'x','2'),(5,7,'SSN','3'),(6,7,'Name','Bo'),(7,7,'SSN','4');\n",
       {"m.Name=Ann#1", "m.Name=Anna#1", "m.SSN=1#1", "m.x=2#1", "m.SSN=3#1", "m.Name=Bo#6",
        "m.SSN=4#6"}},
      {"other tables between",
       "INSERT INTO m VALUES (1,7,'Name','Ann');INSERT INTO o (a) VALUES (1);"
       "INSERT INTO m VALUES (2,7,'SSN','1'),(3,7,'Name','Bo');",
       {"m.Name=Ann#1", "o.a=1#1", "m.SSN=1#2", "m.Name=Bo#2"}},
      {"rows far apart",
       "INSERT INTO m VALUES (1,7,'Name','Ann')," + far + "(2,7,'Name','Bo'), (3,7,'SSN','1');",
       {"m.Name=Ann#1", "m.Name=Bo#2", "m.SSN=1#2"}},
      {"an entity behind the value, and values that are long",
       "INSERT INTO m (key, value, user_id) VALUES ('Name','Ann',7),('SSN','" + long_value +
           "',7),('SSN','1',7),('Born','2',7);",
       {"m.Name=Ann#1", "m.SSN=" + long_value + "#2", "m.SSN=1#3", "m.Born=2#3"}},
      {"COPY",
       "COPY m (i, user_id, key, value) FROM stdin;\n\\N\t7\tName\tAnn\n2\t7\tSSN\t\\N\n"
       "3\t7\tSSN\t1\n4\t\\N\tSSN\t2\n\\.\n",
       {"m.Name=Ann#1", "m.SSN=1#1", "m.SSN=2#4"}},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.behaviour);
    EXPECT_EQ(values_of(read_cells(std::string(kTable) + test.text)), test.values);
  }
}

TEST(SqlAttributes, AreOneRecordFromTheFirstRowToTheEndOfTheLast) {
  const std::string text = std::string(kTable) +
                           "INSERT INTO m VALUES (1,7,'Name','Ann'),\n(2,7,'SSN','1'); -- end\n"
                           "INSERT INTO o (a) VALUES (1);";
  core::RecordIndex index;
  sniff(text).index(text, index);
  ASSERT_EQ(index.records.size(), 2U);
  const core::Record& record = index.records.front();
  const auto length = static_cast<std::size_t>(record.end - record.begin);
  EXPECT_EQ(text.substr(static_cast<std::size_t>(record.begin), length),
            "(1,7,'Name','Ann'),\n(2,7,'SSN','1')");
  EXPECT_TRUE(record.closed);
}

/// Where the cells of a window at `offset` stand that begin before `end`, and how they are told.
Strings places(const Cursor& cursor, std::string_view window, std::size_t offset, std::size_t end) {
  core::RecordIndex index;
  cursor.index(window, index);
  Strings found;
  for (const core::Cell& cell : index.cells) {
    if (offset + cell.begin >= end) break;
    found.push_back(std::to_string(offset + cell.begin) + ": " + show(index, cell, window));
  }
  return found;
}

TEST(SqlAttributes, AreTheSameInEveryWindowUpToTheRowInWhichItEnds) {
  const std::string document = std::string(kTable) +
                               "INSERT INTO m VALUES (11,7,'Name','Ann'),(12,7,'SSN','it''s'),\n"
                               "(13,8,'zip','1');\nINSERT INTO m VALUES (14,8,'Born',2);\n"
                               "COPY m (value, key, user_id) FROM stdin;\nBo\tName\t9\n5\tSSN\t9\n";
  const std::string_view view = document;
  const Cursor start = sniff(document);
  Cursor cursor = start;
  for (std::size_t begin = 0; begin < document.size(); ++begin) {
    Cursor direct = start;
    direct.advance(view.substr(0, begin));
    const std::string_view rest = view.substr(begin);
    EXPECT_EQ(places(direct, rest, begin, view.size()), places(cursor, rest, begin, view.size()));
    for (std::size_t end = begin + 1; end <= document.size(); ++end) {
      const std::size_t found = view.substr(0, end - 1).find_last_of("(\n");
      const std::size_t last_row = found == view.npos ? 0 : found;
      const std::string_view window = view.substr(begin, end - begin);
      EXPECT_EQ(places(cursor, window, begin, last_row), places(cursor, rest, begin, last_row))
          << begin << " to " << end;
    }
    cursor.advance(view.substr(begin, 1));
  }
}

}  // namespace
}  // namespace leaksift::structure
