#include "content/archives.h"

#include <gtest/gtest.h>

namespace leaksift::content {
namespace {

using namespace std::string_literals;
using testing::expand_file;
using testing::Seen;

std::string number(std::uint32_t value, int width = 4) {
  std::string bytes;
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

std::string attribute(std::uint32_t id, const std::string& data) {
  return "\2" + number(id) + number(static_cast<std::uint32_t>(data.size())) + data + "??";
}

std::string winmail() {
  return number(0x223e9f78) + "k!" + attribute(0x00089006, number(0x10000)) +
         attribute(0x0002800c, "Dear all") + attribute(0x00069002, std::string(14, '\0')) +
         attribute(0x00018010, "staff.csv\0"s) + attribute(0x0006800f, "name,ssn\n") +
         attribute(0x00069005, "more of the attachment") +
         attribute(0x00069002, std::string(14, '\0')) + attribute(0x0006800f, "");
}

TEST(Tnef, AttachmentsAreMembers) {
  const std::vector<Seen> all = expand_file(winmail());
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[0].within, std::vector<std::string>{"body"});
  EXPECT_EQ(all[0].bytes, "Dear all");
  EXPECT_EQ(all[1].within, std::vector<std::string>{"staff.csv"});
  EXPECT_EQ(all[1].bytes, "name,ssn\n");
  EXPECT_EQ(all[2].within, std::vector<std::string>{"attribute 9005"});
  EXPECT_EQ(all[3].within, std::vector<std::string>{"attachment 2"});
  EXPECT_EQ(all[4].format, "tnef");
  EXPECT_FALSE(all[4].incomplete);
}

TEST(Tnef, WhatIsCutGivesWhatCameBefore) {
  const std::string whole = winmail();
  for (std::size_t size = 8; size < whole.size(); ++size) {
    const std::vector<Seen> all = expand_file(whole.substr(0, size));
    EXPECT_FALSE(all.empty());
  }
  const std::vector<Seen> bad = expand_file(whole + "\7 and more");
  EXPECT_EQ(bad[1].bytes, "name,ssn\n");
  EXPECT_EQ(bad.back().reason, "tnef: damaged at byte " + std::to_string(whole.size()));
}

}  // namespace
}  // namespace leaksift::content
