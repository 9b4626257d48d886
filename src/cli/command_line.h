// The command line: words to Options. Only checks what was typed; settings are judged later.
#pragma once

#include "cli/options.h"

#include <string>
#include <variant>

namespace leaksift::cli {

/// Nothing is left to do but to print `text` (help, the version, or what is wrong) and to exit.
struct EarlyExit {
  std::string text;
  int status = 0;  ///< kSuccess: `text` is for standard output. kUsage: a sentence for an error.
};

std::variant<Options, EarlyExit> parse_command_line(int argc, const char* const* argv);

}  // namespace leaksift::cli
