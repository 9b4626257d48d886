#include "detect/column_prefix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

using Names = std::vector<std::string>;

/// The names behind prefixes, where only these words say something.
Names behind_prefix(const std::vector<core::Column>& columns) {
  return names_behind_prefix(columns, [](std::string_view name, std::string_view) {
    constexpr std::string_view kWords[] = {"NAME", "SSN", "NSSN", "DOB", "name", "ssn", "CMDOB"};
    return std::find(std::begin(kWords), std::end(kWords), name) == std::end(kWords);
  });
}

std::vector<core::Column> of_table(const Names& names, const std::string& table = "") {
  std::vector<core::Column> columns;
  for (const std::string& name : names) columns.push_back({name, table});
  return columns;
}

TEST(ColumnPrefix, IsLeftOutWhereTheRestSaysSomething) {
  EXPECT_EQ(behind_prefix(of_table({"CMCUST", "CMNAME", "CMSSN", "CMAMT"})),
            (Names{"", "NAME", "SSN", ""}));
  EXPECT_EQ(behind_prefix(of_table({"/xname", "/xssn", "/xzip", "/xage"})),
            (Names{"name", "ssn", "", ""}));
}

TEST(ColumnPrefix, LeavesNamesThatSaySomethingWithIt) {
  EXPECT_EQ(behind_prefix(of_table({"CMDOB", "CMNAME", "CMSSN", "CMAMT"})),
            (Names{"", "NAME", "SSN", ""}));
}

TEST(ColumnPrefix, IsNoLongerThanTellsMost) {
  // All go on with an N by chance.
  EXPECT_EQ(behind_prefix(of_table({"CMNAME", "CMNSSN", "CMNUM", "CMNOTE"})),
            (Names{"NAME", "NSSN", "", ""}));
}

TEST(ColumnPrefix, IsNoneWhereAnyColumnBeginsOtherwise) {
  EXPECT_EQ(behind_prefix(of_table({"CMNAME", "CMSSN", "CMAMT", "STATE"})), Names(4));
}

TEST(ColumnPrefix, IsNoneOfFewColumnsOrOfOneThatSaysSomething) {
  EXPECT_EQ(behind_prefix(of_table({"CMNAME", "CMSSN", "CMAMT"})), Names(3));
  EXPECT_EQ(behind_prefix(of_table({"CMNAME", "CMAGE", "CMAMT", "CMZIP"})), Names(4));
}

TEST(ColumnPrefix, IsNoWordAndNoPartOfAPointer) {
  EXPECT_EQ(behind_prefix(of_table({"hostname", "hostssn", "hostos", "hostid"})), Names(4));
  EXPECT_EQ(behind_prefix(of_table({"/cm/name", "/cm/ssn", "/cm/zip", "/cm/age"})), Names(4));
  EXPECT_EQ(behind_prefix(of_table({"/cname", "/cssn", "/czip", "/cx/y"})), Names(4));
}

TEST(ColumnPrefix, IsOfOneTable) {
  std::vector<core::Column> columns = of_table({"CMNAME", "CMSSN", "CMAMT", "CMZIP"}, "CUST");
  for (const core::Column& column : of_table({"ORID", "ORSUM"}, "ORD")) columns.push_back(column);
  EXPECT_EQ(behind_prefix(columns), (Names{"NAME", "SSN", "", "", "", ""}));
}

}  // namespace
}  // namespace leaksift::detect
