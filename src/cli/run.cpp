#include "cli/run.h"

#include "cli/command_line.h"
#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/patterns_command.h"
#include "cli/scan_command.h"

#include <cstdio>
#include <variant>

namespace leaksift::cli {

namespace {

int run_command(const Options& options) {
  switch (options.command) {
    case Command::kScan:
      return run_scan(options.scan);
    case Command::kPatternsList:
      return list_patterns(options.patterns);
    case Command::kPatternsShow:
      return show_pattern(options.patterns);
    case Command::kPatternsCheck:
      return check_patterns(options.patterns);
    case Command::kPatternsTest:
      return test_patterns(options.patterns);
  }
  return kUsage;
}

}  // namespace

int run(int argc, const char* const* argv) {
  const auto parsed = parse_command_line(argc, argv);
  if (const auto* early = std::get_if<EarlyExit>(&parsed)) {
    if (early->status == kSuccess) {
      std::fputs(early->text.c_str(), stdout);
    } else {
      complain(early->text);
    }
    return early->status;
  }
  return run_command(std::get<Options>(parsed));
}

}  // namespace leaksift::cli
