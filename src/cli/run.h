// The whole program behind main().
#pragma once

namespace leaksift::cli {

/// Does what the command line asks for and returns the exit status.
int run(int argc, const char* const* argv);

}  // namespace leaksift::cli
