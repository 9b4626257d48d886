#include "structure/inner_text.h"

#include "core/block.h"
#include "structure/cursor.h"
#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

using Strings = std::vector<std::string>;

/// What a document's cells are once they have been looked into, and the decoded ones.
struct Looked {
  Strings cells;
  Strings decoded;
  Strings originals;  ///< Of the decoded ones: the bytes that give each.
};

Looked look_into(std::string_view document) {
  core::RecordIndex index;
  sniff(document).index(document, index);
  InnerText inner;
  inner.collect(document, index);
  Looked looked;
  looked.cells = show(index, document);
  if (inner.empty()) return looked;
  looked.decoded = show(inner.records(), inner.text());
  for (const core::Cell& cell : inner.records().cells) {
    const core::Span span = inner.original(document, {cell.begin, cell.end});
    looked.originals.emplace_back(document.substr(span.begin, span.length()));
  }
  return looked;
}

TEST(InnerText, LeavesPlainCellsAlone) {
  const Looked looked = look_into("a,b\n1,x\n2,{no json}\n3,[1 2\n");
  EXPECT_EQ(looked.cells,
            (Strings{"a=1#1", "b=x#1", "a=2#2", "b={no json}#2", "a=3#3", "b=[1 2#3"}));
  EXPECT_TRUE(looked.decoded.empty());
}

TEST(InnerText, UndoesEscapes) {
  const Looked looked =
      look_into("INSERT INTO t (a, b) VALUES ('O\\'Brien', 'x'), ('it''s', 'y');\n");
  EXPECT_EQ(looked.decoded, (Strings{"t.a=O'Brien#1", "t.a=it's#2"}));
  EXPECT_EQ(looked.originals, (Strings{"O\\'Brien", "it''s"}));
}

TEST(InnerText, EntersJsonInACell) {
  const std::string document =
      "a\tb\n1\t{\"x\":{\"ssn\":\"536-90-4399\"},\"y\":[\"p\",\"q\\u0041\"]}\n2\tz\n";
  const Looked looked = look_into(document);
  EXPECT_EQ(looked.cells, (Strings{"a=1#1", "b/x/ssn=536-90-4399#1", "b/y/0=p#1",
                                   "b/y/1=q\\u0041#1", "a=2#2", "b=z#2"}));
  EXPECT_EQ(looked.decoded, (Strings{"b/y/1=qA#1"}));
  EXPECT_EQ(looked.originals, (Strings{"q\\u0041"}));
}

TEST(InnerText, EntersEscapedJson) {
  const Looked looked =
      look_into("INSERT INTO t (a) VALUES ('{\\\"e\\\":\\\"b@c.de\\\",\\\"n\\\":12345}');\n");
  EXPECT_EQ(looked.cells, (Strings{"t.a/e=b@c.de#1", "t.a/n=12345#1"}));
  EXPECT_EQ(looked.decoded, looked.cells);
  EXPECT_EQ(looked.originals, (Strings{"b@c.de", "12345"}));
}

TEST(InnerText, LooksIntoNothingLongerThanAMatch) {
  const std::string filler(core::kMaxMatchLength, 'x');
  EXPECT_TRUE(look_into("a,b\n1,\"q\"\"" + filler + "\"\n2,y\n").decoded.empty());
  EXPECT_EQ(look_into("a,b\n1,\"q\"\"r\"\n2,y\n").decoded, (Strings{"b=q\"r#1"}));
}

}  // namespace
}  // namespace leaksift::structure
