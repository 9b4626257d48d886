#include "structure/line_logins.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

using Strings = std::vector<std::string>;

TEST(Logins, GiveALoginAndAPasswordOfEachLine) {
  const std::string text =
      "jdoe88:Tulpe-19!\r\nblackcat_77:liverpool1\r\nm.harmon:qaz!23Tree\r\n"
      "sunny-girl:butterfly\r\nrkowal:Pa:ss77\r\nlast1:Kiesel#4\r\nother2:Kiesel#5\r\n"
      "other3:Kiesel#6\r\nother4:Kiesel#7\r\nother5:Kiesel#8";
  EXPECT_EQ(sniff(text).format(), "logins");
  const Strings cells = read_cells(text);
  ASSERT_EQ(cells.size(), 20U);
  EXPECT_EQ(cells[0], "login=jdoe88#1");
  EXPECT_EQ(cells[1], "password=Tulpe-19!#1");
  EXPECT_EQ(cells[9], "password=Pa:ss77#5");
  EXPECT_EQ(cells[19], "password=Kiesel#8#10");
}

TEST(Logins, AreListsOfCrackedHashesToo) {
  const std::string text =
      "5f4dcc3b5aa765d61d8327deb882cf99:letmein22\n0d107d09f5bbe40cade3de5c71e9e9b7:arsenal\n";
  EXPECT_EQ(sniff(text).format(), "logins");
  EXPECT_EQ(read_cells(text),
            (Strings{"password_hash=5f4dcc3b5aa765d61d8327deb882cf99#1", "password=letmein22#1",
                     "password_hash=0d107d09f5bbe40cade3de5c71e9e9b7#2", "password=arsenal#2"}));
}

TEST(Logins, AreNoneOfOtherPairs) {
  const std::vector<std::string_view> texts = {
      "nginx:1.25-alpine\nredis:7.2\npostgres:16.1\npython:3.12-slim\nnode:20.1\n",
      "passwd:gecos\npasswd:gid\npasswd:name\npasswd:shell\npasswd:passwd\n",
      "color:#fff1;\nborder:a1;\nmargin:b2;\npadding:c3;\nwidth:d4;\n",
      "host-a:22\nhost-b:8080\nhost-c:443\nhost-d:5432\nhost-e:6379\n",
      "a.cpp:12:x1\nb.cpp:13:y2\nc.cpp:14:z3\nd.cpp:15:w4\ne.cpp:16:v5\n",
      "std::x1ab\nfmt::y2cd\nabc::z3ef\nghi::w4gh\njkl::v5ij\n",
      "sha256:ab12cd34\nsha256:ab12cd35\nsha256:ab12cd36\nsha256:ab12cd37\nsha256:ab12cd38\n",
      "web:/srv/www1\napi:/srv/www2\ndb:/srv/www3\nmq:/srv/www4\nci:/srv/www5\n",
      "jdoe88:Tulpe-19!\nblackcat_77:liverpool1\n",
  };
  for (const std::string_view text : texts) EXPECT_NE(sniff(text).format(), "logins") << text;
}

}  // namespace
}  // namespace leaksift::structure
