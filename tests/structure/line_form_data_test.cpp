#include "structure/line_form_data.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

/// A part of a form.
std::string part(const std::string& parameters, const std::string& value) {
  return "------WebKit7\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\n" + value +
         "\r\n";
}

TEST(FormData, GivesTheValuesOfParts) {
  const std::string head = "POST /apply HTTP/1.1\r\nContent-Type: multipart/form-data\r\n\r\n";
  expect_cells(
      "form_data",
      {
          {"two forms, lines of a value, and a file",
           head + part("name=\"who[name]\"", "Ann Bell") + part("name=\"note\"", "one\r\n\r\ntwo") +
               part("name=\"cv\"; filename=\"a.txt\"", "of the file") + "------WebKit7--\r\n" +
               head + part("name=\"ssn\"", "5") + "------WebKit7--\r\n",
           {"who[name]=Ann Bell#1", "note=one#1", "note=two#1", "ssn=5#2"}},
          {"headers of a part, and forms that are cut",
           "--x\ncontent-disposition: Form-Data; name=\"a\"\nContent-Type: text/plain\n\n1\n" +
               head + "--x\nContent-Disposition: form-data; name=\"a\"\n\n2\n",
           {"a=1#1", "a=POST /apply HTTP/1.1#1", "a=Content-Type: multipart/form-data#1", "a=2#1"}},
      });
}

TEST(FormData, IsReadByteByByte) {
  // Neither a line that may yet become a boundary nor one that may become a header is another
  // value.
  const std::string text = part("name=\"a\"", "-5") + "--x\r\n" +
                           part("name=\"b\"", "Content-Disposition: form-data; name=\"c\"") + "--x";
  EXPECT_EQ(sniff(text).format(), "form_data");
  const std::vector<std::string> cells = {"a=5#1",
                                          "b=Content-Disposition: form-data; name=\"c\"#1"};
  EXPECT_EQ(read_cells(text), cells);
  const Cursor cursor = sniff(text);
  for (std::size_t size = 1; size < text.size(); ++size) {
    core::RecordIndex index;
    cursor.index(std::string_view(text).substr(0, size), index);
    for (const core::Cell& cell : index.cells) {
      const std::string shown = show(index, cell, text);
      EXPECT_TRUE(std::ranges::any_of(cells, [&](const std::string& whole) {
        const std::string front = shown.substr(0, shown.rfind('#'));
        return whole.starts_with(front);
      })) << shown;
    }
  }
}

TEST(FormData, TakesNothingElse) {
  expect_other("form_data",
               {part("name=\"a\"", "1"),
                "Content-Disposition: attachment; name=\"a\"\n\nContent-Disposition: inline\n"});
}

}  // namespace
}  // namespace leaksift::structure
