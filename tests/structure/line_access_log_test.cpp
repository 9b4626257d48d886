#include "structure/line_access_log.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

const std::string kTime = "[10/Oct/2000:13:55:36 -0700]";

TEST(AccessLog, GivesTheFieldsOfRequests) {
  const std::string time = "time=10/Oct/2000:13:55:36 -0700";
  expect_cells(
      "access_log",
      {
          {"common",
           "10.0.0.1 - frank " + kTime + " \"GET /a.gif HTTP/1.0\" 200 2326\n10.0.0.2 - - " +
               kTime + " \"GET / HTTP/1.0\" 304 -\n",
           {"client=10.0.0.1#1", "user=frank#1", time + "#1", "path=/a.gif#1", "status=200#1",
            "bytes=2326#1", "client=10.0.0.2#2", time + "#2", "path=/#2", "status=304#2"}},
          {"combined, with queries",
           "::1 - - " + kTime +
               " \"GET /x?ssn=536-90-4399&mail=a%40b.example&flag HTTP/1.1\" 200 1 "
               "\"https://h.example/s?q=ann+b#f=1\" \"Mozilla/5.0 (X11)\" rt=0.1\r\n"
               "::1 - - " +
               kTime + " \"-\" 408 - \"-\" \"-\"",
           {"client=::1#1", time + "#1", "path=/x#1", "query.ssn=536-90-4399#1",
            "query.mail=a%40b.example#1", "status=200#1", "bytes=1#1",
            "referrer=https://h.example/s#1", "query.q=ann+b#1", "agent=Mozilla/5.0 (X11)#1",
            "rt=0.1#1", "client=::1#2", time + "#2", "status=408#2"}},
          {"virtual hosts in front",
           "h.example:443 10.0.0.1 - ann " + kTime + " \"GET /a HTTP/2.0\" 200 5\n" +
               "h.example:443 10.0.0.2 - - " + kTime + " \"GET /b HTTP/2.0\" 200 6\n",
           {"vhost=h.example:443#1", "client=10.0.0.1#1", "user=ann#1", time + "#1", "path=/a#1",
            "status=200#1", "bytes=5#1", "vhost=h.example:443#2", "client=10.0.0.2#2", time + "#2",
            "path=/b#2", "status=200#2", "bytes=6#2"}},
          {"broken requests and lines",
           "10.0.0.1 - - " + kTime + " \"\\x16\\\"\\x03\" 400 0\nshort line\n\n10.0.0.2 - - " +
               kTime + " \"GET /a?=1&b=&c=2\" 200\n10.0.0.3 - - " + kTime + " \"GET /open\n",
           {"client=10.0.0.1#1", time + "#1", "status=400#1", "bytes=0#1", "client=short#2",
            "client=10.0.0.2#3", time + "#3", "path=/a#3", "query.=1#3", "query.c=2#3",
            "status=200#3", "client=10.0.0.3#4", time + "#4", "path=/open#4"}},
      });
}

TEST(AccessLog, TellsThatQueriesAreEncoded) {
  const std::string line = "::1 - - " + kTime + " \"GET /x?a=1&b=%41 HTTP/1.1\" 200 1\n";
  core::RecordIndex index;
  sniff(line + line).index(line, index);
  ASSERT_EQ(index.cells.size(), 7U);
  EXPECT_EQ(index.cells[3].encoding, core::Encoding::kPlain);
  EXPECT_EQ(index.cells[4].encoding, core::Encoding::kPercent);
}

TEST(AccessLog, TakesNothingElse) {
  const std::string line = "10.0.0.1 - - " + kTime + " \"GET / HTTP/1.0\" 304 -\n";
  EXPECT_NE(sniff(line).format(), "access_log");
  EXPECT_NE(sniff(line + line + "a\nb\nc\n").format(), "access_log");
}

}  // namespace
}  // namespace leaksift::structure
