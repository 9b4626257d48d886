#include "structure/line_literals.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

using Strings = std::vector<std::string>;

TEST(Literals, GiveARecordForEachRow) {
  const std::vector<Strings> texts = {
      {"CUSTOMERS = [", "    {'name': 'Ann Leclair', 'ssn': '536-90-4399', 'n': 2},",
       "    {'name': \"Bob O'Day\", 'ssn': '536-90-4398', 'n': 3},", "]; print('a: b')"},
      {"const m = { rows: 1,", "  { fullName: 'Ann Leclair', ssn: '536-90-4399' },",
       "  { fullName: 'Bob Day', ssn: '536-90-4398' },", "}];"},
      {"<?php", "  ['name' => 'Ann Leclair', 'dob' => '1961-04-09'],",
       "  ['name' => 'Bob Day', 'dob' => '1961-04-08'],", "return 5;"},
      {"var people = new[] {", "  new Person { Name = \"Ann\", Ssn = \"5\" },",
       "  new Person { Name = \"Bob\", Ssn = \"6\" },", "}; Save(people, \"a\");"},
      {"// people", "CREATE (:Person {name: 'Ann', ssn: '5'});",
       "MERGE (:Person {name: 'Bob', ssn: '6'});", "MATCH (p) RETURN p;"},
      {"x = 1", "[{:name => \"Ann\", :ssn => \"5\"},", "{:name => \"Bob\", :ssn => \"6\"}]", "end"},
  };
  for (const Strings& lines : texts) {
    const std::string text = lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n" + lines[3] + "\n";
    EXPECT_EQ(sniff(text).format(), "literals") << text;
    const auto inner = [](const std::string& line) {
      return line.substr(line.find_first_not_of(" [{(", line.find_first_of("[{(")));
    };
    EXPECT_EQ(read_cells(text),
              (Strings{"row=" + inner(lines[1]) + "#1", "row=" + inner(lines[2]) + "#2"}));
  }
}

TEST(Literals, AreNotSeenInOtherCode) {
  const std::vector<std::string_view> texts = {
      "int main() {\n  { int a = 1; }\n  { int b = 2; }\n}\n",
      "x = [\n  {'name': 'Ann', 'ssn': '5'},\n  {'host': 'a', 'port': '6'},\n]\n",
      "f(\n  (a == b),\n  (a == b),\n)\n",
      "send(name='Ann', ssn='5')\nreturn f(host='a', port='6')\n",
  };
  for (const std::string_view text : texts) EXPECT_NE(sniff(text).format(), "literals") << text;
}

}  // namespace
}  // namespace leaksift::structure
