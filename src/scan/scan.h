// scan: runs a whole scan: joins the stages, starts the threads, keeps the order.
#pragma once

#include "classify/classifier.h"
#include "content/passwords.h"
#include "content/seven_zip_aes.h"
#include "core/limits.h"
#include "core/sensitivity.h"
#include "core/summary.h"
#include "detect/database.h"
#include "pattern/pattern.h"
#include "report/writer.h"
#include "source/walker.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace leaksift::scan {

/// What to scan and how. Built by cli from flags that have been checked.
struct ScanConfig {
  source::WalkOptions walk;
  core::Limits limits;
  std::shared_ptr<const content::Passwords> passwords;  ///< For encrypted members; may be null.
  std::shared_ptr<content::SevenZipKeys> keys;          ///< Of these, for all threads; may be null.
  unsigned threads = 1;
  std::size_t block_size = 384 * 1024;  ///< Owned bytes of a block; changes no finding.
  double min_confidence = core::kMediumConfidence;
  /// Report no time at all, for reports that repeat byte for byte: Summary.seconds is 0.
  bool fixed_clock = false;
  classify::ClassifyOptions classify;
  report::Emit emit;
  /// Tell at most this many findings of each column or, outside of columns, type of a blob, and as
  /// many records of each table and combination; all are counted. 0: tell all.
  std::uint64_t samples = 0;
};

/// Numbers for a progress bar; read at any time from the thread that runs the scan.
struct Progress {
  std::uint64_t bytes_scanned = 0;
  std::uint64_t bytes_known = 0;  ///< Sizes of all inputs met so far.
  bool all_known = false;         ///< Every input has been met.
  std::uint64_t findings = 0;
  std::uint64_t files = 0;
};

/// Calls from the thread that runs the scan.
struct ScanHooks {
  /// Called about ten times a second, and once at the end.
  std::function<void(const Progress&)> progress;
  /// Not zero: stop at once; the value is the signal's number. Null: never.
  const std::atomic<int>* stop_signal = nullptr;
};

struct ScanOutcome {
  bool complete = true;
  core::Sensitivity worst = core::Sensitivity::kPublic;
  std::uint64_t findings = 0;
  int stopped_by = 0;       ///< Signal number; 0 if it ran to its end.
  std::string write_error;  ///< Why a report could not be written; empty if all were.
};

/// Scans with `config.threads` worker threads (the calling thread only orders and writes) and hands
/// everything to each of `writers`, in an order that does not depend on threads or block size. A
/// writer that fails stops the scan. Bad input never does.
ScanOutcome run(const ScanConfig& config, const pattern::PatternSet& patterns,
                const detect::Database& database, const core::ScanHeader& header,
                const std::vector<std::unique_ptr<report::Writer>>& writers,
                const ScanHooks& hooks);

}  // namespace leaksift::scan
