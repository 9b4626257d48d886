// Worker: scans blocks, one after the other, on a thread of its own.
#pragma once

#include "classify/classifier.h"
#include "core/record.h"
#include "detect/matcher.h"
#include "report/finding_formatter.h"
#include "scan/feed.h"

namespace leaksift::scan {

/// The pass over one block: records, matches, findings, lines. One per thread.
class Worker {
 public:
  /// All references must outlive the worker. `lines`: whether some report wants findings.
  Worker(Feed& feed, const ScanConfig& config, const pattern::PatternSet& patterns,
         const detect::Database& database, bool lines);

  /// Scans until the feed has nothing left.
  void run();

 private:
  void scan(Job& job);

  Feed& feed_;
  const double min_confidence_;
  const bool lines_;
  detect::Matcher matcher_;
  classify::Classifier classifier_;
  report::FindingFormatter formatter_;
  core::RecordIndex records_;
  std::size_t last_lines_ = 0;  ///< Bytes of findings of the block before.
};

}  // namespace leaksift::scan
