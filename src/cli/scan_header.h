// The first line of reports: what was scanned, when, and with which options.
#pragma once

#include "base/result.h"
#include "cli/options.h"
#include "cli/scan_job.h"
#include "core/summary.h"

#include <ctime>

namespace leaksift::cli {

/// The time a scan starts at. `fixed`: it was set by SOURCE_DATE_EPOCH (reproducible-builds.org),
/// for reports that repeat byte for byte.
struct Clock {
  std::time_t now = 0;
  bool fixed = false;
};

/// An Error if SOURCE_DATE_EPOCH is not a number of seconds.
base::Result<Clock> read_clock();

/// The header of `job`, whose patterns and config are set. The options are the effective ones that
/// change what is found, read or shown, in a fixed order.
core::ScanHeader make_header(const ScanOptions& options, const ScanJob& job, std::time_t now);

}  // namespace leaksift::cli
