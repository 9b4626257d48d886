// SIGINT, SIGTERM and SIGPIPE, from here to the end of the program.
#pragma once

#include <atomic>

namespace leaksift::cli {

/// From now on the first SIGINT or SIGTERM stores its number in the result, which is 0 before; a
/// second one ends the program at once. SIGPIPE is ignored: writing to a closed pipe gives EPIPE.
const std::atomic<int>& catch_signals();

}  // namespace leaksift::cli
