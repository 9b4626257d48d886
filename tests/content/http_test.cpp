#include "content/archives.h"

#include <gtest/gtest.h>

namespace leaksift::content {
namespace {

using testing::expand_file;
using testing::make;
using testing::Seen;

const std::string kOk = "HTTP/1.1 200 OK\r\n";

TEST(Http, HeadersAndBodyAreMembers) {
  const std::vector<Seen> all =
      expand_file(kOk + "Content-Type: text/html; charset=\"iso-8859-1\"\r\n\r\nM\xfcller");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].within, std::vector<std::string>{"headers"});
  EXPECT_EQ(all[1].within, std::vector<std::string>{"body"});
  EXPECT_EQ(all[1].bytes, "M\xc3\xbcller");
  EXPECT_EQ(all[2].format, "http");
  EXPECT_FALSE(all[2].incomplete);
}

TEST(Http, ChunksAreJoinedAndWhatIsPackedIsOpened) {
  const std::string body = make({"raw", "gzip"}, {{"x", "name,ssn\n"}});
  const std::string first = body.substr(0, 10);
  const std::string second = body.substr(10);
  char length[16];
  std::snprintf(length, sizeof length, "%zx", second.size());
  const std::vector<Seen> all =
      expand_file(kOk + "transfer-encoding: chunked\r\n\r\nA;x=y\r\n" + first + "\r\n" + length +
                  "\r\n" + second + "\r\n0\r\n\r\n");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[1].bytes, "name,ssn\n");
  EXPECT_FALSE(all[2].incomplete) << all[2].reason;
}

TEST(Http, WhatIsNotReadIsSaid) {
  const std::pair<const char*, const char*> cases[] = {
      {"Content-Encoding: br\r\n\r\nxyz", "http: brotli is not read"},
      {"Transfer-Encoding: chunked\r\n\r\n5\r\nab", "http: a chunk is cut"},
      {"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nno length", "http: a chunk has no length"}};
  for (const auto& [rest, reason] : cases) {
    EXPECT_EQ(expand_file(kOk + rest).back().reason, reason);
  }
}

TEST(Http, OtherTextStaysText) {
  for (const std::string& text : {kOk + "Server: x\r\n", std::string("HTTP/1.1 is a protocol")}) {
    const std::vector<Seen> all = expand_file(text);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].bytes, text);
  }
}

}  // namespace
}  // namespace leaksift::content
