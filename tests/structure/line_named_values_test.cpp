#include "structure/line_named_values.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(NamedValues, AreCalledWhatTheLineBeforeSays) {
  expect_cells(
      "pairs",
      {
          {"rules between",
           "Name: SSN\nValue: 1\n=====\nName: q\nValue: a: b\n=====\nName: Born\nValue:\n=====\n",
           {"=SSN#1", "SSN=1#1", "=q#1", "q=a: b#1", "=Born#1"}},
          {"blank lines between, and returns",
           "Field:SSN\r\nValue:1\r\n\r\nField:\tx y\r\nValue:\t2\r\n\r\nField:z\r\nValue:3\r\n",
           {"=SSN#1", "SSN=1#1", "=x y#1", "x y=2#1", "=z#1", "z=3#1"}},
          {"lists below headings",
           "*****\n* by x *\n*****\nName: SSN\nValue: 1\nName: a\nValue: 2\nName: b\nValue: 3\n"
           "Name: c\nValue: 4\nName: d\nValue: 5\n[Edge]\nName: Born\nValue: 6\nName: e\nValue: 7\n"
           "Name: f\nValue: 8\nName: g\nValue: 9\n",
           {"=SSN#1", "SSN=1#1", "=a#1", "a=2#1", "=b#1", "b=3#1", "=c#1", "c=4#1", "=d#1", "d=5#1",
            "=Born#2", "Born=6#2", "=e#2", "e=7#2", "=f#2", "f=8#2", "=g#2", "g=9#2"}},
      });
}

TEST(NamedValues, AreNotInOtherLists) {
  expect_other("pairs", {
                            "Name: Ann\nValue: 1\n\nName: Bo\nValue: 2\n\nName: Cy\nValue: 3\n",
                            "Name: SSN\nValue: 1\n\nName: SSN\nValue: 2\n\nName: SSN\nValue: 3\n",
                            "Name: SSN\nSize: 1\n\nName: a\nSize: 2\n\nName: b\nSize: 3\n",
                            "Name: SSN\nValue: 1\nType: x\n\nName: a\nValue: 2\nType: x\n\nName: "
                            "b\nValue: 3\nType: y\n",
                            "Name: SSN\nValue: 1\n",
                        });
}

}  // namespace
}  // namespace leaksift::structure
