#include "structure/line_bound_values.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(BoundValues, AreCalledAsWhatTheyAreBoundTo) {
  expect_cells(
      "log",
      {
          {"PostgreSQL",
           "2024-01-02 12:00:00 UTC LOG:  execute <unnamed>: INSERT INTO people (name, ssn, note) "
           "VALUES ($1, $2, lower($3))\n"
           "2024-01-02 12:00:00 UTC DETAIL:  parameters: $1 = 'Ann O''Hara', $2 = '536', $3 = "
           "NULL\n"
           "2024-01-02 12:00:01 UTC LOG:  execute a1: SELECT * FROM people p WHERE p.dob = $1 AND "
           "\"mail\" like $2\n"
           "2024-01-02 12:00:01 UTC DETAIL:  parameters: $1 = '1980-05-06', $2 = 'a@b'\n",
           {"name=Ann O''Hara#2", "ssn=536#2", "dob=1980-05-06#4", "mail=a@b#4"}},
          {"Hibernate 5 and 6",
           "2024-01-02 12:00:00.001 DEBUG SQL - insert into people (dob, name) values (?, ?)\n"
           "2024-01-02 12:00:00.002 TRACE B - binding parameter [1] as [DATE] - [1980-05-06]\n"
           "2024-01-02 12:00:00.003 TRACE B - binding parameter (2:VARCHAR) <- [Ann [x]]\n",
           {"dob=1980-05-06#2", "name=Ann [x]#3"}},
          {"Hibernate, laid out for people",
           "2024-01-02 12:00:00.001 DEBUG SQL -\n    insert \n    into\n        people\n        "
           "(dob, "
           "name) \n    values\n        (?, ?)\n"
           "2024-01-02 12:00:00.002 TRACE B - binding parameter [1] as [DATE] - [1980-05-06]\n"
           "2024-01-02 12:00:00.003 TRACE B - binding parameter [2] as [VARCHAR] - [Ann]\n"
           "2024-01-02 12:00:00.004 TRACE B - binding parameter [2] as [VARCHAR] - Bo: parameters: "
           "$1 = 'x'\n",
           {"dob=1980-05-06#2", "name=Ann#3", "name=Bo: parameters: $1 = 'x'#4"}},
          {"MyBatis",
           "2024-01-02 12:00:00 DEBUG - ==>  Preparing: update people set name = ?, ssn = ?, x = ? "
           "where id = ?\n"
           "2024-01-02 12:00:00 DEBUG - ==> Parameters: Ann Bell(String), 536(String), null, "
           "7(Integer)\n",
           {"name=Ann Bell#2", "ssn=536#2", "x=null#2", "id=7#2"}},
          {"TypeORM",
           "2024-01-02T12:00:00Z query: INSERT INTO \"p\"(\"name\", \"ssn\") VALUES ($1, $2) -- "
           "PARAMETERS: [\"Ann\",\"536\"]\n"
           "2024-01-02T12:00:01Z done\n",
           {"name=Ann#1", "ssn=536#1"}},
          {"Rails",
           "2024-01-02T12:00:00 D User Create (0.4ms)  INSERT INTO \"users\" (\"name\", \"age\") "
           "VALUES ($1, $2)  [[\"name\", \"Ann \\\"B\\\"\"], [\"age\", 44], [\"ssn\", \"536\"]]\n"
           "2024-01-02T12:00:01 D done\n",
           {"name=Ann \\\"B\\\"#1", "ssn=536#1"}},
          {"the key of PostgreSQL that is there already",
           "2024-01-02 12:00:00 UTC [7] ERROR:  duplicate key value violates \"p_key\"\n"
           "2024-01-02 12:00:00 UTC [7] DETAIL:  Key (ssn, full_name)=(536904399, Ann (B.) Bell) "
           "already exists.\n",
           {"ssn=536904399#2", "full_name=Ann (B.) Bell#2"}},
          {"of a statement that is not known",
           "2024-01-02 12:00:00 TRACE B - binding parameter [1] as [DATE] - [1980-05-06]\n"
           "2024-01-02 12:00:01 TRACE B - done\n",
           {"=1980-05-06#1"}},
      });
}

}  // namespace
}  // namespace leaksift::structure
