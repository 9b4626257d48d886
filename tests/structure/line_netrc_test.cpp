#include "structure/line_netrc.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Netrc, GivesTheLoginOfEachMachine) {
  const std::string text =
      "machine ftp.corp.example login jdoe password Zu7!kkAr\n# old\nmachine api.corp.example\r\n"
      "  login ann\r\n\tpassword login\n\ndefault login anonymous password ann@corp.example\n";
  EXPECT_EQ(sniff(text).format(), "netrc");
  EXPECT_EQ(read_cells(text), (std::vector<std::string>{
                                  "host=ftp.corp.example#1", "login=jdoe#1", "password=Zu7!kkAr#1",
                                  "host=api.corp.example#2", "login=ann#2", "password=login#2",
                                  "login=anonymous#3", "password=ann@corp.example#3"}));
}

TEST(Netrc, IsOnlyWhatHasItsWords) {
  const std::vector<std::string> texts = {
      "machine learning is hard\nand password managers are too\n",
      "machine a login b\n",
      "login ann password b\nmachine c\n",
  };
  for (const std::string& text : texts) EXPECT_NE(sniff(text).format(), "netrc") << text;
}

}  // namespace
}  // namespace leaksift::structure
