// The configuration file: TOML with the names of the flags as keys.
#pragma once

#include "base/result.h"
#include "cli/options.h"

#include <string>
#include <string_view>

namespace leaksift::cli {

/// Adds what `text`, the content of `file`, says to `options`, unless the command line said it. An
/// unknown key or a value of the wrong type is an Error that names file and line.
base::Status apply_config(std::string_view text, const std::string& file, ScanOptions& options);

/// Likewise, from the file itself.
base::Status apply_config_file(const std::string& file, ScanOptions& options);

/// The content of a file that a person wrote, of at most 16 MiB. Never waits for a FIFO.
base::Result<std::string> read_small_file(const std::string& file);

}  // namespace leaksift::cli
