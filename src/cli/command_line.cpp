#include "cli/command_line.h"

#include "cli/exit_status.h"
#include "cli/settings.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <stdexcept>

namespace leaksift::cli {

namespace {

constexpr const char* kScanFooter =
    "\nPATH is a file, a folder, or - for standard input. Values are masked unless\n"
    "--show-values is given. SIZE is a number of bytes, or one with K, M or G.\n"
    "\nExit status: 0 scanned; 1 something at or above --fail-on; 2 bad usage,\n"
    "configuration or pattern; 3 not everything could be read or written.";

CLI::Option* add_setting(CLI::App& scan, const Setting& setting, Typed& typed) {
  std::string names = std::string("--") + setting.name;
  if (*setting.letter) names = std::string(setting.letter) + "," + names;
  if (setting.kind == Kind::kSwitch) {
    return scan.add_flag_function(
        names, [&typed](std::int64_t count) { typed.words = {count > 0 ? "true" : "false"}; },
        setting.help);
  }
  CLI::Option* option = scan.add_option(names, typed.words, setting.help);
  option->allow_extra_args(false)->type_name(setting.value);
  if (setting.kind == Kind::kCommaList) option->delimiter(',');
  const bool list = setting.kind == Kind::kList || setting.kind == Kind::kCommaList;
  if (!list) option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return option;
}

void add_scan(CLI::App& app, ScanOptions& options) {
  CLI::App& scan = *app.add_subcommand("scan", "Find personal data in files and folders");
  scan.footer(kScanFooter);
  scan.add_option("PATH", options.paths, "Files and folders; - is standard input")
      ->required()
      ->type_name("");
  for (const Setting& setting : settings()) {
    add_setting(scan, setting, options.*setting.member)->group(setting.group);
  }
}

void note_origins(const CLI::App& scan, ScanOptions& options) {
  for (const Setting& setting : settings()) {
    const std::string name = std::string("--") + setting.name;
    if (scan.count(name) > 0) (options.*setting.member).origin = name;
  }
}

CLI::App& add_pattern_command(CLI::App& patterns, const char* name, const char* help,
                              PatternOptions& options) {
  CLI::App& command = *patterns.add_subcommand(name, help);
  command
      .add_option("--patterns", options.folders,
                  "Patterns that add to or replace the built-in ones; repeatable")
      ->allow_extra_args(false)
      ->type_name("DIR");
  return command;
}

void add_patterns(CLI::App& app, PatternOptions& options) {
  CLI::App& patterns = *app.add_subcommand("patterns", "Say what can be found, check patterns");
  patterns.require_subcommand(1);
  add_pattern_command(patterns, "list", "List all types", options);
  add_pattern_command(patterns, "show", "Tell all about one type", options)
      .add_option("ID", options.id, "The type, such as us_ssn")
      ->required()
      ->type_name("");
  add_pattern_command(patterns, "check", "Check pattern files; without FILE, all there are",
                      options)
      .add_option("FILE", options.files, "Pattern files")
      ->type_name("");
  add_pattern_command(patterns, "test", "Prove the examples of all patterns", options);
}

Command chosen(const CLI::App& app) {
  if (app.got_subcommand("scan")) return Command::kScan;
  const CLI::App* patterns = app.get_subcommand("patterns");
  if (patterns->got_subcommand("list")) return Command::kPatternsList;
  if (patterns->got_subcommand("show")) return Command::kPatternsShow;
  if (patterns->got_subcommand("check")) return Command::kPatternsCheck;
  return Command::kPatternsTest;
}

// The command whose help text the user should read: the innermost that was named.
std::string named_command(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    return app.get_name() + " " + named_command(*command);
  }
  return app.get_name();
}

EarlyExit early_exit(const CLI::App& app, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::CallForHelp*>(&error)) return {app.help(), kSuccess};
  if (dynamic_cast<const CLI::CallForVersion*>(&error)) {
    return {std::string("leaksift ") + LEAKSIFT_VERSION + "\n", kSuccess};
  }
  return {std::string(error.what()) + "; see `" + named_command(app) + " --help`", kUsage};
}

}  // namespace

std::variant<Options, EarlyExit> parse_command_line(int argc, const char* const* argv) {
  Options options;
  CLI::App app("Finds leaked personal data in files and says how bad it is.", "leaksift");
  app.get_formatter()->column_width(38);
  app.set_version_flag("--version", LEAKSIFT_VERSION, "Print the version");
  app.require_subcommand(1);
  add_scan(app, options.scan);
  add_patterns(app, options.patterns);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return early_exit(app, error);
  } catch (const std::logic_error&) {
    // CLI11 reads the value of a switch with std::stoll, whose exceptions it lets through.
    return EarlyExit{"a switch takes no value, or =true or =false", kUsage};
  }
  options.command = chosen(app);
  note_origins(*app.get_subcommand("scan"), options.scan);
  return options;
}

}  // namespace leaksift::cli
