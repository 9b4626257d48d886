// What is known about the terminal behind a file descriptor.
#pragma once

#include "cli/scan_job.h"

#include <cstddef>

namespace leaksift::cli {

/// Columns of the terminal; 80 if there is none or it does not say.
std::size_t terminal_width(int descriptor);

/// kAuto: if it is a terminal that is not "dumb", and NO_COLOR (no-color.org) is not set.
bool wants_color(Color color, int descriptor);

}  // namespace leaksift::cli
