#include "cli/command_line.h"

#include "cli/exit_status.h"

#include <gtest/gtest.h>

#include <vector>

namespace leaksift::cli {
namespace {

std::variant<Options, EarlyExit> parse(std::vector<const char*> words) {
  words.insert(words.begin(), "leaksift");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

ScanOptions scan_options(std::vector<const char*> words) {
  words.insert(words.begin(), "scan");
  const auto parsed = parse(std::move(words));
  EXPECT_TRUE(std::holds_alternative<Options>(parsed));
  return std::get<Options>(parsed).scan;
}

using Words = std::vector<std::string>;

TEST(CommandLine, OptionsThatRepeatTakeOneWordEach) {
  const ScanOptions options = scan_options({"--include", "*.txt", "a", "--include", "*.csv", "b"});
  EXPECT_EQ(options.include.words, (Words{"*.txt", "*.csv"}));
  EXPECT_EQ(options.paths, (Words{"a", "b"}));
}

TEST(CommandLine, OnlyTypesAreSplitAtCommas) {
  const ScanOptions options =
      scan_options({"--types", "a,b", "--types", "c", "--exclude", "x,y", "-"});
  EXPECT_EQ(options.types.words, (Words{"a", "b", "c"}));
  EXPECT_EQ(options.exclude.words, (Words{"x,y"}));
  EXPECT_EQ(options.paths, (Words{"-"}));
}

TEST(CommandLine, NotesWhereASettingComesFrom) {
  const ScanOptions options = scan_options({"-j", "4", "--quiet", "--color=never", "a"});
  EXPECT_EQ(options.threads.origin, "--threads");
  EXPECT_EQ(options.threads.words, (Words{"4"}));
  EXPECT_EQ(options.quiet.words, (Words{"true"}));
  EXPECT_EQ(options.color.words, (Words{"never"}));
  EXPECT_FALSE(options.format.given());
}

TEST(CommandLine, TheLastWordCounts) {
  const ScanOptions options =
      scan_options({"--format", "text", "--format", "json", "--quiet", "--quiet=false", "a"});
  EXPECT_EQ(options.format.words.back(), "json");
  EXPECT_EQ(options.quiet.words.back(), "false");
}

TEST(CommandLine, RefusesWhatItDoesNotKnow) {
  for (const auto& words : std::vector<std::vector<const char*>>{{},
                                                                 {"bogus"},
                                                                 {"scan"},
                                                                 {"scan", "--bogus", "a"},
                                                                 {"scan", "a", "--types"},
                                                                 {"scan", "--quiet=perhaps", "a"},
                                                                 {"patterns"},
                                                                 {"patterns", "show"}}) {
    const auto parsed = parse(words);
    ASSERT_TRUE(std::holds_alternative<EarlyExit>(parsed));
    EXPECT_EQ(std::get<EarlyExit>(parsed).status, kUsage);
  }
}

TEST(CommandLine, FindsThePatternCommands) {
  const auto parsed = parse({"patterns", "check", "--patterns", "dir", "a.toml", "b.toml"});
  ASSERT_TRUE(std::holds_alternative<Options>(parsed));
  const Options& options = std::get<Options>(parsed);
  EXPECT_EQ(options.command, Command::kPatternsCheck);
  EXPECT_EQ(options.patterns.folders, (Words{"dir"}));
  EXPECT_EQ(options.patterns.files, (Words{"a.toml", "b.toml"}));
}

TEST(CommandLine, HidesTheEnginesFromTheHelpText) {
  const auto parsed = parse({"scan", "--help"});
  ASSERT_TRUE(std::holds_alternative<EarlyExit>(parsed));
  const EarlyExit& help = std::get<EarlyExit>(parsed);
  EXPECT_EQ(help.status, kSuccess);
  EXPECT_NE(help.text.find("--fail-on"), std::string::npos);
  EXPECT_EQ(help.text.find("--engine"), std::string::npos);
}

}  // namespace
}  // namespace leaksift::cli
