#include "structure/line_ach.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

/// A line with these parts at these places, from 1 as the rules count them.
struct Part {
  std::size_t place;
  std::string text;
};
std::string line(const std::vector<Part>& parts) {
  std::string line(94, ' ');
  for (const auto& [place, text] : parts) line.replace(place - 1, text.size(), text);
  return line + "\n";
}

std::string file_header() {
  return line({{1, "101"}, {5, "076401251"}, {14, "0764012512"}, {24, "240301"}, {34, "A094101"}});
}
std::string batch_header(const std::string& entries) {
  return line({{1, "5200ACME PAYROLL"}, {41, "1234567890"}, {51, entries}, {54, "PAYROLL"}});
}
std::string batch_control() {
  return line({{1, "8200"}, {88, "0000001"}});
}

TEST(Ach, GivesTheValuesOfEntries) {
  const std::string person = line({{1, "622"},
                                   {4, "121000358"},
                                   {13, "88213377120"},
                                   {30, "0000150000"},
                                   {40, "EMP 501"},
                                   {55, "ANN OTT"},
                                   {80, "076401250000001"}});
  expect_cells(
      "ach",
      {
          {"entries of persons, with addenda",
           file_header() + batch_header("PPD") + person +
               line({{1, "705RENT  MARCH"}, {84, "00010000001"}}) + batch_control() + person,
           {"routing_number=121000358#1", "account_number=88213377120      #1",
            "identification_number=EMP 501        #1", "receiver_name=ANN OTT               #1",
            "payment_information=RENT  MARCH" + std::string(69, ' ') + "#1",
            "routing_number=121000358#2", "account_number=88213377120      #2",
            "identification_number=EMP 501        #2", "receiver_name=ANN OTT               #2"}},
          {"of companies",
           file_header() + batch_header("CTX") +
               line({{1, "622"}, {4, "121000358"}, {13, "7"}, {55, "0002ACME"}}) + batch_control(),
           {"routing_number=121000358#1", "account_number=7                #1",
            "receiver_name=ACME            #1"}},
          {"of accounts abroad",
           file_header() + batch_header("IAT") +
               line({{1, "622"}, {4, "121000358"}, {40, "GB29"}}) +
               line({{1, "710"}, {47, "ANN OTT"}}) + line({{1, "715"}, {19, "1 WALNUT ST"}}) +
               line({{1, "799R03"}}) + batch_control(),
           {"routing_number=121000358#1", "account_number=GB29" + std::string(31, ' ') + "#1",
            "receiver_name=ANN OTT" + std::string(28, ' ') + "#1",
            "receiver_street_address=1 WALNUT ST" + std::string(24, ' ') + "#1",
            "payment_information=R03" + std::string(77, ' ') + "#1"}},
      });
}

TEST(Ach, IsOnlyWhatHasItsLines) {
  const std::string batch =
      batch_header("PPD") + line({{1, "622"}, {4, "121000358"}, {13, "7"}}) + batch_control();
  EXPECT_EQ(sniff(file_header() + batch).format(), "ach");
  EXPECT_EQ(sniff("101 071923459 1234567890 2503111200A094101FIRST BANK\n" + batch).format(),
            "ach");
  EXPECT_NE(sniff(batch + batch).format(), "ach");
  EXPECT_NE(sniff(file_header() + batch_header("PPD") + batch_control()).format(), "ach");
  EXPECT_NE(sniff(file_header() + "622 121000358\n" + batch).format(), "ach");
}

}  // namespace
}  // namespace leaksift::structure
