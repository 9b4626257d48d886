#include "structure/line_mail.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

struct MailCase {
  std::string behaviour;
  std::string text;
  std::vector<std::string> cells;
  core::MailText form = {};
};

std::vector<MailCase> texts() {
  return {
      {"a message",
       "From: Ann Lee <ann@x.org>\r\nTo: \"Stone, Bob\" <bob@x.org>, cy@x.org (Cy Young)\r\n"
       "Subject:  the papers \r\n\r\nBody: no field\r\n",
       {"From=Ann Lee#1", "From=ann@x.org#1", "To=Stone, Bob#1", "To=bob@x.org#1", "To=cy@x.org#1",
        "To=Cy Young#1", "Subject=the papers #1"}},
      {"a mailbox",
       "From ann@x.org Tue Feb  3 09:10:00 2026\nFrom: Ann\n\nFrom: body\n>From here\n"
       "From bob@x.org Tue Feb  3 09:10:00 2026\nsubject : hi\n\n",
       {"From=Ann#1", "subject=hi#2"}},
      {"folds",
       "To: ann@x.org,\n\tBob <bob@x.org>\nX: a\n b\n\nTo: none\n",
       {"To=ann@x.org#1", "To=Bob#1", "To=bob@x.org#1", "X=a#1", "X=b#1"}},
      {"groups, escapes and empty values",
       "To: friends: ann@x.org;\nCc: undisclosed-recipients:;\nBcc:\nFrom: \"A \\\"x\\\" B\" <>\n",
       {"To=friends#1", "To=ann@x.org#1", "Cc=undisclosed-recipients#1", "From=A \\\"x\\\" B#1"}},
      {"a header that breaks off", "A: 1\nno field\nB: 2\n", {"A=1#1"}},
      {"an old start of a message", "A: 1\n>From x\n goes on\nB: 2\n", {"A=1#1", "B=2#1"}},
      {"a carriage return alone ends no line", "A: 1\rFrom x\nB: 2\n", {"A=1\rFrom x#1", "B=2#1"}},
      {"a text that begins with the seventh message",
       "From x\nA: 1\n\nFrom y\nB: 2\n",
       {"A=1#7", "B=2#8"},
       {7, false}},
      {"a text that begins within it", "A: body\nFrom y\nB: 2\n", {"B=2#8"}, {7, true}},
      {"a text that begins with its end", "From y\nB: 2\n", {"B=2#8"}, {7, true}},
  };
}

TEST(Mail, GivesTheHeaderFieldsOfMessages) {
  for (const MailCase& test : texts()) {
    SCOPED_TRACE(test.behaviour);
    core::RecordIndex index;
    Cursor::mail(test.form).index(test.text, index);
    EXPECT_EQ(show(index, test.text), test.cells);
  }
}

TEST(Mail, RecordsAreWholeMessages) {
  const std::string text = "From a\nA: 1\n\nbody\n\nFrom b\nB: 2\n\nbody\n";
  core::RecordIndex index;
  Cursor::mail({}).index(text, index);
  ASSERT_EQ(index.records.size(), 2u);
  EXPECT_EQ(index.records[0].begin, 0);
  EXPECT_EQ(index.records[0].end, static_cast<std::int64_t>(text.find("From b")));
  EXPECT_EQ(index.records[1].number, 2u);
}

TEST(Mail, CellsDoNotDependOnWindows) {
  for (const MailCase& test : texts()) {
    SCOPED_TRACE(test.behaviour);
    for (std::size_t size = 1; size < test.text.size(); ++size) {
      Cursor cursor = Cursor::mail(test.form);
      core::RecordIndex index;
      // Bytes in a cell, with its column and record; a window's last byte may be in doubt.
      std::vector<std::string> whole(test.text.size());
      cursor.index(test.text, index);
      for (const core::Cell& cell : index.cells) {
        for (auto i = cell.begin; i < cell.end; ++i) {
          whole[i] =
              index.columns[cell.column].name + std::to_string(index.records[cell.record].number);
        }
      }
      for (std::size_t at = 0; at < test.text.size(); at += size) {
        const std::string window = test.text.substr(at, size);
        std::vector<std::string> part(window.size());
        cursor.index(window, index);
        for (const core::Cell& cell : index.cells) {
          for (auto i = cell.begin; i < cell.end; ++i) {
            part[i] =
                index.columns[cell.column].name + std::to_string(index.records[cell.record].number);
          }
        }
        for (std::size_t i = 0; i + 1 < window.size(); ++i) EXPECT_EQ(part[i], whole[at + i]);
        cursor.advance(window);
      }
    }
  }
}

}  // namespace
}  // namespace leaksift::structure
