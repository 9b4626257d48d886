#include "structure/note.h"

#include "structure/cursor.h"
#include "support/few_fields.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::structure {
namespace {

using Ranges = std::vector<std::pair<std::int64_t, std::int64_t>>;

core::RecordIndex index_of(std::string_view text, std::string_view window) {
  static const support::FewFields judge;
  Cursor cursor = Cursor::sniff(text, true, &judge);
  cursor.advance(text.substr(0, static_cast<std::size_t>(window.data() - text.data())));
  core::RecordIndex index;
  cursor.index(window, index);
  return index;
}

Ranges records_of(std::string_view text, std::string_view window) {
  Ranges ranges;
  for (const core::Record& record : index_of(text, window).records) {
    ranges.emplace_back(record.begin, record.end);
  }
  return ranges;
}

constexpr std::string_view kLetter =
    "March 4\n\nMs. Ann Bell\n12 Oak St\n\nDear Ms. Bell:\n\nYour number is 536-90-4399. Call us "
    "if it\nis wrong.\n\nSincerely,\nBob Day\n";

TEST(Note, IsOneRecord) {
  const auto size = static_cast<std::int64_t>(kLetter.size());
  EXPECT_EQ(records_of(kLetter, kLetter), (Ranges{{0, size}}));
  EXPECT_TRUE(index_of(kLetter, kLetter).cells.empty());
  EXPECT_EQ(records_of(kLetter, kLetter.substr(20)), (Ranges{{-20, size - 20}}))
      << "a window within it";
}

TEST(Note, HasARecordForEachFormInIt) {
  constexpr std::string_view kForms =
      "STAFF\n\nName: Ann   Born: 1\nSSN: 2\n\nsome text of the first\n\nName: Bob   Born: 3\n"
      "SSN: 4\nmore text\n";
  const auto second = static_cast<std::int64_t>(kForms.find("Name: Bob"));
  const auto size = static_cast<std::int64_t>(kForms.size());
  EXPECT_EQ(records_of(kForms, kForms), (Ranges{{0, second}, {second, size}}));
  EXPECT_EQ(records_of(kForms, kForms.substr(60)), (Ranges{{second - 60, size - 60}}));

  constexpr std::string_view kOneForm =
      "ACME\nMail: a\nto you\n\nName: Ann   Born: 1\nwho is here\nMail: b\nand nothing else\n";
  EXPECT_EQ(records_of(kOneForm, kOneForm).size(), 1U) << "nothing stands below the second";
}

TEST(Note, HasARecordForEachPageOrParagraphOfALongText) {
  std::string paragraph;
  while (paragraph.size() < 3000) paragraph += "It was a long day, and so it went on.\n";
  const auto size = static_cast<std::int64_t>(paragraph.size());
  const std::string paragraphs = paragraph + "\n" + paragraph + " \r\n\n" + paragraph;
  EXPECT_EQ(records_of(paragraphs, paragraphs),
            (Ranges{{0, size + 1}, {size + 1, 2 * size + 5}, {2 * size + 5, 3 * size + 5}}));
  const std::string pages = paragraphs + "\f" + paragraph + "\f";
  EXPECT_EQ(records_of(pages, pages), (Ranges{{0, 3 * size + 6}, {3 * size + 6, 4 * size + 7}}));
  const std::string few = paragraph + "\f\n" + paragraph;
  EXPECT_EQ(records_of(few, few).size(), 1U) << "a letter of two pages";
}

TEST(Note, IsNoCode) {
  const std::vector<std::string> texts = {
      "#include <a>\nint main() {\n  return 0;\n}\n",
      "import os\nmail = 'a'\npassword = 'b'\nprint(mail)\n",
      ".TH PASSWD 5\n.SH NAME\nThe file of passwords.\n.SH AUTHOR\nAnn Bell\n",
      std::string("a\0b\nc", 5), std::string("\x01\x05\x06\x07\x0e\x0f", 6) + "some text\n"};
  for (const std::string& text : texts) {
    EXPECT_TRUE(index_of(text, text).records.empty()) << text;
  }
}

TEST(Note, IsNoneWithinARecord) {
  core::RecordIndex index;
  Cursor::sniff_value(kLetter).index(kLetter, index);
  EXPECT_TRUE(index.records.empty());
}

}  // namespace
}  // namespace leaksift::structure
