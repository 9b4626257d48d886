#include "cli/config_file.h"

#include "cli/settings.h"

#include <gtest/gtest.h>

namespace leaksift::cli {
namespace {

TEST(ConfigFile, FillsInWhatTheCommandLineDidNotSay) {
  ScanOptions options;
  options.format = {{"json"}, "--format"};
  ASSERT_TRUE(apply_config("format = \"text\"\n\nthreads = 3\n", "c.toml", options));
  EXPECT_EQ(options.format.words.front(), "json");
  EXPECT_EQ(options.threads.words.front(), "3");
  EXPECT_EQ(options.threads.origin, "c.toml:3: threads");
}

TEST(ConfigFile, KnowsEverySettingButItself) {
  for (const Setting& setting : settings()) {
    ScanOptions options;
    const std::string text = std::string(setting.name) + " = 1979-05-27\n";
    const auto status = apply_config(text, "c.toml", options);
    ASSERT_FALSE(status) << setting.name;
    const bool unknown = status.error().message.find("is not a setting") != std::string::npos;
    EXPECT_EQ(unknown, !setting.in_file) << status.error().message;
  }
}

TEST(ConfigFile, ReadsRankings) {
  ScanOptions options;
  ASSERT_TRUE(apply_config("[sensitivity]\niban = \"public\"\n", "c.toml", options));
  ASSERT_EQ(options.sensitivity.size(), 1U);
  EXPECT_EQ(options.sensitivity[0].type, "iban");
  EXPECT_EQ(options.sensitivity[0].tier, "public");
  EXPECT_EQ(options.sensitivity[0].origin, "c.toml:2: iban");
}

}  // namespace
}  // namespace leaksift::cli
