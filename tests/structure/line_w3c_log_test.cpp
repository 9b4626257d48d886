#include "structure/line_w3c_log.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(W3cLog, GivesTheFieldsThatTheFileNames) {
  expect_cells(
      "w3c_log",
      {
          {"IIS",
           "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n"
           "#Date: 2024-01-31 12:00:00\r\n#Fields: date time cs-uri-stem cs-uri-query cs-username "
           "c-ip "
           "cs(User-Agent) cs(Cookie) cs(Referer) sc-status\r\n"
           "2024-01-31 12:00:00 /find ssn=536-90-4399&mail=a%40b.example&flag D\\ann 10.0.0.1 "
           "Mozilla/5.0+(X11) sid=1;+user=ann https://h.example/s?q=ann+b 200\r\n"
           "2024-01-31 12:00:01 / - - ::1 - - - 304\r\n",
           {"date=2024-01-31#1", "time=12:00:00#1", "cs-uri-stem=/find#1",
            "query.ssn=536-90-4399#1", "query.mail=a%40b.example#1", "cs-username=D\\ann#1",
            "c-ip=10.0.0.1#1", "cs(User-Agent)=Mozilla/5.0+(X11)#1", "cookie.sid=1#1",
            "cookie.user=ann#1", "cs(Referer)=https://h.example/s#1", "query.q=ann+b#1",
            "sc-status=200#1", "date=2024-01-31#2", "time=12:00:01#2", "cs-uri-stem=/#2",
            "c-ip=::1#2", "sc-status=304#2"}},
          {"CloudFront, with tabs and without some values",
           "#Version: 1.0\n#Fields: date time c-ip cs(User-Agent) cs(Cookie) x-edge-result-type\n"
           "2024-01-31\t12:00:00\t10.0.0.1\tMozilla/5.0%20(X11)\ta=b;%20c=d\tHit\n"
           "2024-01-31\t12:00:01\t\tx y\t-\tMiss",
           {"date=2024-01-31#1", "time=12:00:00#1", "c-ip=10.0.0.1#1",
            "cs(User-Agent)=Mozilla/5.0%20(X11)#1", "cookie.a=b#1", "cookie.c=d#1",
            "x-edge-result-type=Hit#1", "date=2024-01-31#2", "time=12:00:01#2",
            "cs(User-Agent)=x y#2", "x-edge-result-type=Miss#2"}},
          {"other columns in the middle, too many values and too few",
           "#fields: a b\n1 2 3\n#Date: x\n\n4\n5 6\n#Fields:  c  a \n7  8\n9 10\n",
           {"a=1#1", "b=2#1", "=3#1", "a=4#2", "a=5#3", "b=6#3", "c=7#4", "a=8#4", "c=9#5",
            "a=10#5"}},
          {"Exchange, with commas and quotes",
           "#Log-type: Message Tracking Log\n#Fields: date-time,sender,subject,cs-uri-query\n"
           "2024-01-31T12:00:00Z,a@b.example,\"to \"\"Ann\"\", "
           "Bob\",\"x=1&y=2\"\n1,2,3,4\n,,\"open, 1",
           {"date-time=2024-01-31T12:00:00Z#1", "sender=a@b.example#1",
            "subject=to \"\"Ann\"\", Bob#1", "query.x=1#1", "query.y=2#1", "date-time=1#2",
            "sender=2#2", "subject=3#2", "subject=open, 1#3"}},
      });
}

TEST(W3cLog, TellsWhichValuesAreEncoded) {
  const std::string text =
      "#Fields: c-ip cs(User-Agent) cs-username cs-uri-query\n"
      "::1 Mozilla/5.0+(X11) a+b@c.example b=%41\n::1 curl \"a\"\"b\" -\n";
  core::RecordIndex index;
  sniff(text).index(text, index);
  std::vector<core::Encoding> encodings;
  for (const core::Cell& cell : index.cells) encodings.push_back(cell.encoding);
  using enum core::Encoding;
  EXPECT_EQ(encodings, (std::vector{kPlain, kPercent, kPlain, kPercent, kPlain, kPlain, kDoubled}));
}

TEST(W3cLog, TakesNothingElse) {
  expect_other("w3c_log", {
                              "#Fields: a b\n",
                              "#Fields: a\n1\n2\n",
                              "# Fields: a b\n1 2\n",
                              "1 2\n#Fields: a b\n1 2\n",
                              "#Fields: name mail\nDear Ann, we met at noon.\nRegards, and so on\n",
                          });
}

}  // namespace
}  // namespace leaksift::structure
