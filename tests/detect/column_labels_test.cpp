#include "detect/column_labels.h"

#include "support/marked_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::detect {
namespace {

std::string of(std::string_view text, TextColumn column) {
  return std::string(text.substr(column.begin, column.end - column.begin));
}

/// What heads others and ends where the marked text does.
std::string heading_in(std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  return of(text.text, heading_before(text.text, text.spans.at(0).end));
}

std::vector<std::string> below(std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  std::vector<std::string> found;
  visit_below(text.text, {text.spans.at(0).begin, text.spans.at(0).end},
              [&](const TextColumn& column) {
                found.push_back(of(text.text, column));
                return found.back() != "stop";
              });
  return found;
}

using Texts = std::vector<std::string>;

TEST(ColumnLabels, HeadOthersAmongSeveral) {
  EXPECT_EQ(heading_in("Name   «Date of Birth»   Dept\n"), "Date of Birth");
  EXPECT_EQ(heading_in("  «Name»   Dept"), "Name");
  EXPECT_EQ(heading_in("Name   «Dept»\r\n"), "Dept");
  EXPECT_EQ(heading_in("«Name»\n"), "");               // Alone on its line.
  EXPECT_EQ(heading_in("Name   «Dept»   104\n"), "");  // A row.
  EXPECT_EQ(heading_in("Name   Date of «Birth»   Dept\n"), "Date of Birth");
}

/// What stands over the marked value; "-" if the line above is not of columns.
std::string above(std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  const std::size_t value = text.spans.at(0).begin;
  const auto column = column_above(text.text, text.text.rfind('\n', value - 1), value);
  return column ? of(text.text, *column) : "-";
}

TEST(ColumnLabels, StandOverTheValueOfTheirPlace) {
  EXPECT_EQ(above("SSN:          EIN:\n«219-09»        41-54\n"), "SSN:");
  EXPECT_EQ(above("SSN:          EIN:\n219-09        «41-54»\n"), "EIN:");
  EXPECT_EQ(above("SSN:          EIN:\n        «41»\n"), "");  // Below the gap.
  EXPECT_EQ(above("SSN or EIN:\n«41-54»\n"), "-");
  EXPECT_EQ(above(std::string(300, 'x') + "   SSN:\n«41-54»\n"), "-");
}

TEST(ColumnLabels, StandAboveWhatSharesAPlace) {
  EXPECT_EQ(below("Name      «Born»      Dept\n"
                  "Ann Lee   1980      44\n"
                  "Bo Li  1981    12\n"
                  "Cy Day                 7\n"
                  "Di Ray      82\n"),
            (Texts{"1980", "1981", "82"}));
  EXPECT_EQ(below("Amount  «Born»\n   1     1980\n"), Texts{"1980"});
  EXPECT_EQ(below("Jos\u00e9    «Born»\nJos\u00e9    1980\n"), Texts{"1980"});
}

TEST(ColumnLabels, EndWithTheirTable) {
  EXPECT_EQ(below("«Born»  Dept\n\n1980  44\n\n1981  12\n"), Texts{"1980"});
  EXPECT_EQ(below("«Born»  Dept\n----  ----\n1980  44\n====\n1981\n"), Texts{"1980"});
  EXPECT_EQ(below("«Born»  Dept\n\n\n1980  44\n"), Texts{});
  EXPECT_EQ(below("«Born»  Dept\nstop  1\n1980  44\n"), Texts{"stop"});
  EXPECT_EQ(below("«Born»  Dept"), Texts{});
  const std::string rows(kMaxHeadingReach / 3, 'x');
  EXPECT_EQ(below("«Born»  Dept\n" + rows + "\n" + rows + "\n" + rows + "\n1980\n").size(), 2U);
}

}  // namespace
}  // namespace leaksift::detect
