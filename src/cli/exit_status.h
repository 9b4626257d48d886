// Exit statuses: what the program tells the shell. Part of the command-line contract (leaksift.1).
#pragma once

#include "core/sensitivity.h"
#include "scan/scan.h"

#include <optional>

namespace leaksift::cli {

/// Scanned all there was to scan; nothing at or above --fail-on.
inline constexpr int kSuccess = 0;
/// Something at or above --fail-on was found, whatever else happened.
inline constexpr int kFound = 1;
/// Bad usage, configuration or pattern: nothing was scanned.
inline constexpr int kUsage = 2;
/// An input could not be read or fully decoded, or a report could not be written.
inline constexpr int kIncomplete = 3;
/// Plus the signal's number: the scan was stopped by SIGINT or SIGTERM.
inline constexpr int kSignal = 128;

/// How a scan ended, as far as its exit status depends on it.
struct ScanEnd {
  scan::ScanOutcome outcome;
  std::optional<core::Sensitivity> fail_on;  ///< Nothing: never fail on findings.
  bool report_failed = false;                ///< A report could not be written or put in place.
  bool reader_gone = false;                  ///< Stopped because nobody reads standard output.
};

/// A signal counts most, then findings, then gaps. A reader that closed its pipe ("| head") has had
/// what it wanted: the scan stopped for it, which is no failure.
inline int exit_status(const ScanEnd& end) {
  if (end.outcome.stopped_by != 0) return kSignal + end.outcome.stopped_by;
  if (end.fail_on && end.outcome.findings > 0 && end.outcome.worst >= *end.fail_on) return kFound;
  if (end.report_failed) return kIncomplete;
  if (end.reader_gone) return kSuccess;
  return end.outcome.complete ? kSuccess : kIncomplete;
}

}  // namespace leaksift::cli
