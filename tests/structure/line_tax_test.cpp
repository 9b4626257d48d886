#include "structure/line_tax.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

/// A line with these parts at these places, from 1 as the publications count them.
struct Part {
  std::size_t place;
  std::string text;
};
std::string line(std::size_t length, const std::vector<Part>& parts) {
  std::string line(length, ' ');
  for (const auto& [place, text] : parts) line.replace(place - 1, text.size(), text);
  return line + "\n";
}
std::string padded(std::string text, std::size_t size) {
  text.resize(size, ' ');
  return text;
}

// Social Security Administration, "Specifications for Filing Forms W-2 Electronically (EFW2)".
TEST(Tax, GivesTheValuesOfWageFiles) {
  const std::string employer =
      line(512, {{1, "RE2023"}, {8, "825010413"}, {40, "ACME TOOL"}, {119, "9 OAK ST"}});
  const std::string employee = line(512, {{1, "RW536904399"},
                                          {12, "ANN"},
                                          {27, "B"},
                                          {42, "OTT"},
                                          {66, "APT 3"},
                                          {88, "7 ELM ST"},
                                          {110, "AURORA"},
                                          {132, "IL60505"},
                                          {188, "00008733018"}});
  const std::vector<std::string> employees = {"ssn=536904399#2",
                                              "first_name=" + padded("ANN", 15) + "#2",
                                              "middle_name=" + padded("B", 15) + "#2",
                                              "last_name=" + padded("OTT", 20) + "#2",
                                              "address_line_2=" + padded("APT 3", 22) + "#2",
                                              "street_address=" + padded("7 ELM ST", 22) + "#2",
                                              "city=" + padded("AURORA", 22) + "#2",
                                              "state=IL#2",
                                              "zip=60505#2"};
  std::vector<std::string> cells = {"ein=825010413#1",
                                    "employer_name=" + padded("ACME TOOL", 57) + "#1",
                                    "street_address=" + padded("9 OAK ST", 22) + "#1"};
  cells.insert(cells.end(), employees.begin(), employees.end());
  expect_cells("tax",
               {{"an employer and an employee, with totals",
                 employer + employee + line(512, {{1, "RO"}, {12, "0000"}}) +
                     line(512, {{1, "RT0000001"}}) + line(512, {{1, "RF"}, {8, "000000001"}}),
                 cells}});
}

TEST(Tax, KnowsTheRecordsOfStates) {
  const auto cells =
      read_cells(line(512, {{1, "RE2023"}}) +
                 line(512, {{1, "RS17"}, {10, "536904399"}, {19, "ANN"}, {49, "OTT"}}));
  ASSERT_EQ(cells.size(), 3U);
  EXPECT_EQ(cells[0], "ssn=536904399#2");
  EXPECT_EQ(cells[2], "last_name=" + padded("OTT", 20) + "#2");
}

// Internal Revenue Service, Publication 1220.
TEST(Tax, GivesTheValuesOfFilesOfPayments) {
  const std::string payee = line(
      750,
      {{1, "B2023"}, {7, "OTT 2536904399"}, {21, "A-77"}, {288, "ANN OTT"}, {368, "7 ELM ST"}});
  const std::string company = line(750, {{1, "B2023"}, {11, "1825010413"}, {288, "ACME TOOL"}});
  expect_cells(
      "tax",
      {{"a person and a company",
        line(750, {{1, "T2023"}, {7, "825010413"}}) +
            line(750, {{1, "A2023"}, {12, "825010413"}, {53, "ACME"}}) + payee + company +
            line(750, {{1, "C00000002"}}) + line(750, {{1, "F00000001"}}),
        {"ein=825010413#1", "ein=825010413#2", "company_name=" + padded("ACME", 40) + "#2",
         "ssn=536904399#3", "account_number=" + padded("A-77", 20) + "#3",
         "name=" + padded("ANN OTT", 40) + "#3", "street_address=" + padded("7 ELM ST", 40) + "#3",
         "ein=825010413#4", "name=" + padded("ACME TOOL", 40) + "#4"}}});
}

TEST(Tax, TakesNothingElseForOne) {
  for (const std::string_view text :
       {"RW\nRS\nRE\n", "RW53690439X\n", "RWANDA 536904399\n", "READ 1\nRETRY 2\nRUN 3\n",
        "T2023\nB2023 536904399\n", "B2023\n", "ABC\nBCD\nCDE\n"}) {
    EXPECT_NE(sniff(text).format(), "tax") << text;
  }
  const std::string employer = line(512, {{1, "RE2023"}, {8, "825010413"}});
  const std::string other = line(512, {{1, "RW536904399"}, {12, "ANN"}, {27, "OTT19700102"}});
  EXPECT_NE(sniff(employer + other + other).format(), "tax") << "a layout of its own";
  EXPECT_NE(sniff(line(512, {{1, "RW536904399"}, {12, "ANN"}})).format(), "tax") << "no employer";
}

}  // namespace
}  // namespace leaksift::structure
