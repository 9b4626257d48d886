// What the program says to the person at the terminal.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace leaksift::cli {

/// Writes "leaksift: `sentence`" and a newline to standard error. Bytes that could steer a terminal
/// (paths may hold them) are shown as "?".
void complain(std::string_view sentence);

/// Complains, and returns the exit status of bad usage.
int refuse(const base::Error& error);

/// `text` without anything that could steer a terminal or break a line: control characters and
/// bytes that are not UTF-8 become "?".
std::string printable(std::string_view text);

}  // namespace leaksift::cli
