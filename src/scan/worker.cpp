#include "scan/worker.h"

namespace leaksift::scan {
namespace {

classify::ClassifyOptions options_of(const ScanConfig& config, bool lines) {
  classify::ClassifyOptions options = config.classify;
  options.only_counts = !lines;
  return options;
}

}  // namespace

Worker::Worker(Feed& feed, const ScanConfig& config, const pattern::PatternSet& patterns,
               const detect::Database& database, bool lines)
    : feed_(feed),
      min_confidence_(config.min_confidence),
      lines_(lines),
      matcher_(database),
      classifier_(patterns, options_of(config, lines)) {}

void Worker::run() {
  Job job;
  while (feed_.claim(job)) {
    scan(job);
    feed_.finish(job);
  }
}

void Worker::scan(Job& job) {
  job.cursor.index(job.block.view(), records_);
  const auto& matches = matcher_.match(job.block, records_, min_confidence_);
  for (const core::Finding& finding : classifier_.classify(*job.provenance, job.block, matches)) {
    job.slot->counts.add(finding);
    if (lines_) formatter_.append(job.slot->lines, job.provenance, finding);
  }
}

}  // namespace leaksift::scan
