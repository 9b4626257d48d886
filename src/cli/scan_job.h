// ScanJob: a scan that is ready to run, built from the options once all of them made sense.
#pragma once

#include "base/result.h"
#include "cli/options.h"
#include "core/sensitivity.h"
#include "core/summary.h"
#include "detect/database.h"
#include "pattern/pattern.h"
#include "report/writer.h"
#include "scan/scan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::cli {

enum class Color : std::uint8_t { kAuto, kAlways, kNever };

struct OutputFile {
  std::string path;
  report::Format format = report::Format::kText;
};

struct ScanJob {
  pattern::PatternSet patterns;
  scan::ScanConfig config;
  detect::Engine engine = detect::Engine::kFast;
  core::ScanHeader header;
  std::optional<core::Sensitivity> fail_on;       ///< Nothing: never.
  std::optional<report::Format> standard_output;  ///< Nothing: no report there.
  std::vector<OutputFile> files;
  Color color = Color::kAuto;
  bool quiet = false;
  bool progress = true;
};

/// Judges `options` (with the configuration file already in them), reads the patterns and the key.
/// The Error names the flag, or file and line, and what would be right.
base::Result<ScanJob> build_job(const ScanOptions& options);

/// The format that the extension of `path` asks for, or nothing.
std::optional<report::Format> format_of(std::string_view path);

}  // namespace leaksift::cli
