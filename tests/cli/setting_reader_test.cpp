#include "cli/setting_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace leaksift::cli {
namespace {

Typed typed(std::string word) {
  return {{std::move(word)}, "--flag"};
}

TEST(ParseSize, KnowsSuffixesOfEitherCase) {
  const std::pair<const char*, std::uint64_t> cases[] = {
      {"0", 0},         {"4096", 4096},      {"64K", 65536},
      {"8m", 8U << 20}, {"3G", 3221225472U}, {"18446744073709551615", UINT64_MAX},
  };
  for (const auto& [text, bytes] : cases) EXPECT_EQ(parse_size(text), bytes) << text;
}

TEST(ParseSize, RefusesWhatIsNoSize) {
  for (const char* text :
       {"", "K", "-1", "+1", "1.5G", "3Q", "1KB", " 1", "17179869184G", "18446744073709551616"}) {
    EXPECT_FALSE(parse_size(text)) << text;
  }
}

TEST(SettingReader, GivesTheDefaultOfWhatWasNotGiven) {
  SettingReader reader;
  EXPECT_EQ(reader.count({}, 7, 1, 9), 7U);
  EXPECT_EQ(reader.size({}, 7, 1, 9), 7U);
  EXPECT_TRUE(reader.flag({}, true));
  EXPECT_FALSE(reader.error());
}

TEST(SettingReader, RemembersTheFirstErrorWithItsOrigin) {
  SettingReader reader;
  constexpr std::array<std::string_view, 3> kNames = {"low", "medium", "high"};
  EXPECT_EQ(reader.choice(typed("high"), kNames, 0), 2U);
  EXPECT_FALSE(reader.error());
  reader.choice(typed("hgih"), kNames, 0);
  reader.count(typed("300"), 1, 1, 256);
  ASSERT_TRUE(reader.error());
  EXPECT_EQ(reader.error()->message, "--flag must be low, medium or high, not 'hgih'");
}

TEST(SettingReader, HoldsCountsAndSizesToTheirRange) {
  for (const char* word : {"0", "257", "x", ""}) {
    SettingReader reader;
    EXPECT_EQ(reader.count(typed(word), 5, 1, 256), 5U);
    EXPECT_TRUE(reader.error()) << word;
  }
  SettingReader reader;
  EXPECT_EQ(reader.count(typed("256"), 5, 1, 256), 256U);
  EXPECT_EQ(reader.size(typed("1K"), 5, 64, 1024), 1024U);
  EXPECT_FALSE(reader.error());
  reader.size(typed("63"), 5, 64, 1024);
  EXPECT_TRUE(reader.error());
}

}  // namespace
}  // namespace leaksift::cli
