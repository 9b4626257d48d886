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
  // Blocks are alike: room for as much as the last one gave spares growing by doubling.
  job.slot->lines.reserve(last_lines_ + last_lines_ / 8);
  for (const core::Finding& finding : classifier_.classify(*job.provenance, job.block, matches)) {
    job.slot->counts.add(finding);
    if (lines_) formatter_.append(job.slot->lines, job.provenance, finding);
  }
  last_lines_ = job.slot->lines.size();
}

}  // namespace leaksift::scan
