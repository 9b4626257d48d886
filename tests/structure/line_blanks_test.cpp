#include "structure/line_blanks.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Blanks, AreFieldsWhereTheyAreFilledIn) {
  expect_cells("form",
               {{"underscores before and behind",
                 "PATIENT FORM\n\nName _Ann Bell______ First _Ann__ MI ___ State: _MI_\n"
                 "SSN _536-90-4399__  Mail _a_b@c.example___\nSignature ____Ann Bell____ Date\n",
                 {"Name=Ann Bell#1", "First=Ann#1", "State=MI#1", "SSN=536-90-4399#1",
                  "Mail=a_b@c.example#1", "Signature=Ann Bell#1"}},
                {"the first name again begins a record",
                 "Name _Ann__ SSN _5__\nName _Bo__ SSN _6\n",
                 {"Name=Ann#1", "SSN=5#1", "Name=Bo#2", "SSN=6#2"}}});
}

TEST(Blanks, AreNoneOfCode) {
  const std::vector<std::string_view> texts = {
      "def f(self, _x, _y):\n  return _x + _y\n",
      "Name ____________ SSN ___________\nState ____ Born ______\n",
      "see _this_ and _that_ or _others_\n",
  };
  for (const std::string_view text : texts) EXPECT_NE(sniff(text).format(), "form") << text;
}

}  // namespace
}  // namespace leaksift::structure
