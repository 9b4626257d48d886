#include "detect/value_region.h"

#include "support/marked_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

/// The value behind the mark's begin, in brackets if it must fill its quotes.
std::string value_of(std::string_view marked, std::size_t limit = 256) {
  const support::MarkedText text = support::unmark(marked);
  const std::size_t begin = value_begin(text.text, text.spans.at(0).begin);
  const ValueRegion region = value_region(text.text, begin, limit);
  const std::string value = text.text.substr(region.begin, region.end - region.begin);
  return region.quoted ? "[" + value + "]" : value;
}

TEST(ValueRegion, GoesToItsQuoteOrToWhatEndsIt) {
  struct Case {
    std::string_view text;
    std::string_view value;
  };
  const std::vector<Case> cases = {
      {"SSN:«» 536-90-4399", "536-90-4399"},
      {"SSN:«»536-90-4399\nnext", "536-90-4399"},
      {"SSN:«» 536 90 4399  DOB", "536 90 4399"},
      {"\"ssn\":«» \"536904399\", \"x\": 1", "[536904399]"},
      {"'ssn' =«»> '536904399'", "[536904399]"},
      {"pw:«» 'it\"s'", "[it\"s]"},
      {"ssn=«»536904399&x=1", "536904399"},
      {"ssn=«»536904399;x", "536904399"},
      {"ssn=«»536904399|x", "536904399"},
      {"<ssn>«»536904399</ssn>", "536904399"},
      {"{ssn:«» 536904399}", "536904399"},
      {"ssn=«»536904399\tx", "536904399"},
      {"ssn=«»\"unclosed", "unclosed"},
      {"ssn=«»", ""},
      {"ssn:«» \n 536904399", "536904399"},
      {"ssn:«»\r\n\r\n536904399\nx", "536904399"},
      {"ssn:«»\n\n\n536904399", ""},
      {"**ssn:«»** 536904399", "536904399"},
      {"pw:«» `5#6` x", "[5#6]"},
      {"pw:«» ***5", "***5"},
      {"ssn:«»\"\"", "[]"},
  };
  for (const Case& test : cases) EXPECT_EQ(value_of(test.text), test.value) << test.text;
}

TEST(ValueRegion, IsNoLongerThanTheLimit) {
  EXPECT_EQ(value_of("x:«» 123456789", 4), "1234");
  EXPECT_EQ(value_of("x:«» \"123456789\"", 4), "1234")
      << "cut, so that it need not fill its quotes";
  EXPECT_EQ(value_of("x:«» \"1234\"", 4), "[1234]");
}

TEST(ValueRegion, OfACellIsItsValue) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {" 0123 ", "0123"},
      {"=\"0123\"", "0123"},
      {"=\"\"0123\"\"", "0123"},
      {"0123.0", "0123"},
      {"0123.5", "0123.5"},
      {"a.0", "a.0"},
      {".0", ""},
      {"=", "="},
      {"=\"", ""},
      {"=x", "=x"},
      {"", ""},
      {"  ", ""},
      {"\"0123\"", "\"0123\""},
  };
  for (const auto& [cell, value] : cases) {
    const std::string text = "x," + std::string(cell) + ",y";
    const auto [begin, end] = value_in_cell(text, 2, 2 + cell.size());
    EXPECT_EQ(text.substr(begin, end - begin), value) << cell;
  }
}

}  // namespace
}  // namespace leaksift::detect
