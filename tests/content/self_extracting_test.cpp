#include "content/self_extracting.h"

#include "content/archives.h"

#include <gtest/gtest.h>

namespace leaksift::content {
namespace {

using namespace std::string_literals;
using testing::expand_file;
using testing::make;
using testing::Seen;

/// A program of Windows, as far as anybody looks at it, that holds the magic of what it unpacks.
std::string program() {
  std::string bytes = "MZ" + std::string(58, '\x90') + "\x40\0\0\0PE\0\0"s;
  return bytes + std::string(60'000, '\xcc') + "PK\3\4 7z\xbc\xaf\x27\x1c Rar!\x1a\7\0"s;
}

TEST(SelfExtracting, ArchivesBehindProgramsAreOpened) {
  for (const std::string& start : {program(),
                                   "\x7f"
                                   "ELF" +
                                       program()}) {
    for (const std::string format : {"zip", "7zip"}) {
      const std::vector<Seen> all = expand_file(start + make({format}, {{"one.txt", "hello"}}));
      const std::string archive = "archive from byte " + std::to_string(start.size());
      ASSERT_EQ(all.size(), 4u) << format;
      EXPECT_EQ(all[0].within, std::vector<std::string>{"program"});
      EXPECT_EQ(all[0].bytes, start);
      EXPECT_EQ(all[1].within, (std::vector<std::string>{archive, "one.txt"}));
      EXPECT_EQ(all[1].bytes, "hello");
      EXPECT_EQ(all[3].format, "self-extracting");
      EXPECT_FALSE(all[3].incomplete);
    }
  }
}

TEST(SelfExtracting, OtherProgramsStayWhatTheyAre) {
  for (const std::string& bytes : {program(), "MZ,a name\n"s,
                                   "\x7f"
                                   "ELF"s,
                                   "MZ"s}) {
    const std::vector<Seen> all = expand_file(bytes);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].bytes, bytes);
    EXPECT_FALSE(all[0].incomplete);
  }
}

}  // namespace
}  // namespace leaksift::content
