#include "structure/line_fixed.h"

#include "structure/parser.h"
#include "structure/read_cells.h"
#include "structure/sample.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

/// Text filled up with spaces.
std::string wide(std::string text, std::size_t width) {
  text.resize(width, ' ');
  return text;
}

const std::vector<std::string> kGiven = {"ANN",  "BO",   "CHARLOTTE", "DI",
                                         "EDNA", "FLOR", "GUSTAVO",   "HO"};
const std::vector<std::string> kFamily = {"OTT",     "VAN DYKE", "BENEDICTSON", "LI",
                                          "QUARLES", "MENSAH",   "VOGT",        "TANAKA"};

template <class Make>
std::string lines(Make make) {
  std::string text;
  for (std::size_t i = 0; i < kGiven.size(); ++i) text += make(i) + "\n";
  return text;
}

TEST(Fixed, CutsRowsWhereColumnsBegin) {
  const std::string wages = lines([](std::size_t i) {
    return "RW53690439" + std::to_string(i) + wide(kGiven[i], 15) + wide(i % 2 ? "K" : "", 15) +
           wide(kFamily[i], 20) + "TX7410" + std::to_string(i);
  });
  EXPECT_EQ(sniff(wages).format(), "table");
  std::vector<std::string> cells = read_cells(wages);
  ASSERT_GT(cells.size(), 12U);
  EXPECT_EQ(cells[1], "column_2=536904390#1");
  EXPECT_EQ(cells[2], "column_3=ANN            #1");
  EXPECT_EQ(cells[3], "column_5=OTT                 #1");
  EXPECT_EQ(cells[4], "column_6=TX#1");
  EXPECT_EQ(cells[5], "column_7=74100#1");
  EXPECT_EQ(cells[9], "column_4=K              #2");
  EXPECT_EQ(cells[10], "column_5=VAN DYKE            #2");
}

TEST(Fixed, LeavesDatesNumbersAndAddressesWhole) {
  const std::string people = lines([](std::size_t i) {
    return wide(kFamily[i], 14) + "536-90-439" + std::to_string(i) + "  04/1" + std::to_string(i) +
           "/1986 (402) 654-170" + std::to_string(i) + "  5310488 " +
           wide("74" + std::to_string(i) + " ELM ST", 18) + "X";
  });
  const std::vector<std::string> cells = read_cells(people);
  ASSERT_GT(cells.size(), 5U);
  EXPECT_EQ(cells[0], "column_1=OTT           #1");
  EXPECT_EQ(cells[1], "column_2=536-90-4390  #1");
  EXPECT_EQ(cells[2], "column_3=04/10/1986 (402) 654-1700  #1");
  EXPECT_EQ(cells[3], "column_4=5310488 #1");
  EXPECT_EQ(cells[4], "column_5=740 ELM ST        #1");
}

TEST(Fixed, TakesNothingElseForATable) {
  const std::vector<std::string> texts = {
      lines([](std::size_t i) {
        return "a line of text that is as long as the others, " + kGiven[i];
      }),
      lines([](std::size_t i) {
        return "00000" + std::to_string(i) + "0: 7f45 4c46 0201 0100  .ELF....";
      }),
      lines([](std::size_t i) { return wide(kGiven[i], 20) + wide(kFamily[i], 20) + "x"; }),
      lines([](std::size_t i) { return "536904390" + wide(kGiven[i], 9 + i % 3) + kFamily[i]; }),
      lines([](std::size_t) { return std::string(64, 'A'); }),
  };
  for (const std::string& text : texts) EXPECT_EQ(sniff_fixed_rows({text, true}), nullptr) << text;
}

}  // namespace
}  // namespace leaksift::structure
