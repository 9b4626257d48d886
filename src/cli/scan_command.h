// leaksift scan: from options to exit status.
#pragma once

#include "cli/options.h"

namespace leaksift::cli {

/// Runs the scan that `options` ask for and returns the exit status (exit_status.h).
int run_scan(ScanOptions options);

}  // namespace leaksift::cli
