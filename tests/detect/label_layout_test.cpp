#include "detect/label_layout.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

using Parts = Layout::Parts;

TEST(LabelLayout, IsAllBetweenALabelAndItsValue) {
  struct Case {
    std::string_view label;
    std::string_view layout;
    Parts parts;
  };
  const std::vector<Case> cases = {
      {"DOB", "</td><td>", Parts::kCell},
      {"DOB:", " </TD>\r\n\t<td align=\"right\">", Parts::kCell},
      {"DOB", "<br/>", Parts::kCell},
      {"DOB:", "</b> ", Parts::kLooks},
      {"DOB:", "</strong></p>\n<p><em>", Parts::kCell},
      {"DOB", "\n", Parts::kLine},
      {"DOB", " \r\n \n  ", Parts::kLine},
  };
  for (const Case& test : cases) {
    const std::string text = std::string(test.label) + std::string(test.layout);
    const auto layout = layout_before(text, text.size());
    ASSERT_TRUE(layout) << text;
    EXPECT_EQ(layout->begin, test.label.size()) << text;
    EXPECT_EQ(layout->parts, test.parts) << text;
  }
}

TEST(LabelLayout, IsNoneOfTheDataOrOfOtherRows) {
  for (const std::string_view text :
       {"", "DOB", "DOB ", "DOB: ", "<dob>", "DOB</td></tr><tr>", "a->", "a > b>", "td>", "<td"}) {
    EXPECT_FALSE(layout_before(text, text.size())) << text;
  }
  EXPECT_FALSE(layout_before("DOB<td class=\"" + std::string(200, 'x') + "\">", 216));
}

TEST(LabelLayout, IsBehindShortLinesAlone) {
  EXPECT_TRUE(layout_before(std::string(72, 'x') + "\n", 73));
  EXPECT_FALSE(layout_before(std::string(73, 'x') + "\n", 74));
  EXPECT_TRUE(begins_layout("x\n" + std::string(71, 'x') + "\n", 73));
  EXPECT_FALSE(begins_layout("x\n" + std::string(72, 'x') + "\n", 74));
}

TEST(LabelLayout, IsSteppedOverBehindASeparator) {
  EXPECT_EQ(behind_line_end("  5", 0), 2U);
  EXPECT_EQ(behind_line_end(" \r\n\t5", 0), 4U);
  EXPECT_EQ(behind_line_end("\n\n5", 0), 2U);
  EXPECT_EQ(behind_line_end("\n\n\n5", 0), 0U) << "too far below";
  EXPECT_TRUE(spans_line_end("a\nb", 0, 2));
  EXPECT_FALSE(spans_line_end("a\nb", 0, 1));
}

}  // namespace
}  // namespace leaksift::detect
