#include "cli/patterns_command.h"

#include "cli/config_file.h"
#include "cli/exit_status.h"
#include "cli/locations.h"
#include "cli/message.h"
#include "cli/pattern_table.h"
#include "cli/terminal.h"
#include "detect/database.h"
#include "pattern/load.h"
#include "scan/pattern_test.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace leaksift::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWidth = 80;

base::Result<pattern::PatternSet> load(const PatternOptions& options) {
  return pattern::load(pattern_folders(options.folders));
}

// The pattern files of the folders, without their vocabularies.
base::Result<std::vector<std::string>> pattern_files(const std::vector<std::string>& folders) {
  std::vector<std::string> files;
  for (const std::string& folder : folders) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      const fs::path& path = entry.path();
      const bool toml = path.extension() == ".toml";
      if (toml && !pattern::is_word_file(path.filename().string())) files.push_back(path);
    }
    if (error) {
      return base::Error{"pattern folder '" + folder + "' cannot be read: " + error.message()};
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Reads and compiles one file on its own, so that every broken file of several is named.
base::Status check_file(const std::string& file) {
  const auto text = read_small_file(file);
  if (!text) return text.error();
  auto pattern = pattern::parse(*text, file);
  if (!pattern) return pattern.error();
  pattern::PatternSet set;
  set.patterns.push_back(std::move(*pattern));
  const auto database = detect::Database::build(set, detect::Engine::kFast);
  if (!database) return database.error();
  return base::Ok{};
}

// What only shows when the files are read together: ids used twice, vocabularies.
base::Status check_together(const PatternOptions& options) {
  const auto set = load(options);
  if (!set) return set.error();
  return base::Ok{};
}

}  // namespace

int list_patterns(const PatternOptions& options) {
  const auto set = load(options);
  if (!set) return refuse(set.error());
  fmt::print("{}", pattern_table(*set, kWidth));
  return kSuccess;
}

int show_pattern(const PatternOptions& options) {
  const auto set = load(options);
  if (!set) return refuse(set.error());
  for (const pattern::Pattern& pattern : set->patterns) {
    if (pattern.id != options.id) continue;
    fmt::print("{}", describe(pattern, kWidth));
    return kSuccess;
  }
  return refuse({"there is no type '" + options.id + "'; see `leaksift patterns list`"});
}

int check_patterns(const PatternOptions& options) {
  base::Result<std::vector<std::string>> files = options.files;
  if (options.files.empty()) files = pattern_files(pattern_folders(options.folders));
  if (!files) return refuse(files.error());
  bool good = true;
  for (const std::string& file : *files) {
    if (pattern::is_word_file(fs::path(file).filename().string())) {
      fmt::print("{}: skipped; what is no pattern is checked with its folder, by --patterns\n",
                 printable(file));
      continue;
    }
    const auto status = check_file(file);
    if (status) {
      fmt::print("{}: ok\n", printable(file));
    } else {
      complain(status.error().message);
      good = false;
    }
  }
  if (good && options.files.empty()) {
    if (auto status = check_together(options); !status) return refuse(status.error());
  }
  return good ? kSuccess : kUsage;
}

int test_patterns(const PatternOptions& options) {
  const auto set = load(options);
  if (!set) return refuse(set.error());
  const auto report = scan::test_patterns(*set);
  if (!report) return refuse(report.error());
  for (const std::string& failure : report->failures) complain(failure);
  if (!report->failures.empty()) {
    complain(fmt::format("{} of {} texts of {} patterns fail", report->failures.size(),
                         report->texts, report->patterns));
    return kUsage;
  }
  fmt::print("{} texts of {} patterns hold on 3 engines\n", report->texts, report->patterns);
  return kSuccess;
}

}  // namespace leaksift::cli
