#include "scan/scan.h"

#include "assess/assessor.h"
#include "assess/record_joiner.h"
#include "scan/blob_report.h"
#include "scan/feed.h"
#include "scan/known_fields.h"
#include "scan/reports.h"
#include "scan/worker.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

namespace leaksift::scan {
namespace {

using Clock = std::chrono::steady_clock;
// Worker threads that are joined when the scan ends, however it ends.
class Crew {
 public:
  explicit Crew(Feed& feed) : feed_(feed) {}
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    feed_.stop();
    for (std::thread& thread : threads_) thread.join();
  }

  template <typename Run>
  void start(Run run) {
    // Signals are for the calling thread.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    threads_.emplace_back(std::move(run));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

 private:
  Feed& feed_;
  std::vector<std::thread> threads_;
};

std::string signal_name(int signal) {
  if (signal == 0) return {};
  const char* name = sigabbrev_np(signal);
  return name ? "SIG" + std::string(name) : "signal " + std::to_string(signal);
}

// Writes slots as they come, until the end, a signal, or a report that cannot be written.
void write_in_order(Feed& feed, const Reports& reports, BlobReport& report, const ScanHooks& hooks,
                    ScanOutcome& outcome) {
  auto next_progress = Clock::now();
  std::shared_ptr<Slot> slot;
  while (reports.error().empty()) {
    if (hooks.stop_signal) outcome.stopped_by = *hooks.stop_signal;
    if (outcome.stopped_by != 0) return;
    const Feed::Taken taken = feed.take(slot);
    if (taken == Feed::Taken::kEnd) return;
    if (taken == Feed::Taken::kSlot) report.take(*slot);
    if (hooks.progress && Clock::now() >= next_progress) {
      hooks.progress(feed.progress());
      next_progress = Clock::now() + std::chrono::milliseconds(100);
    }
  }
}

}  // namespace

ScanOutcome run(const ScanConfig& config, const pattern::PatternSet& patterns,
                const detect::Database& database, const core::ScanHeader& header,
                const Writers& writers, const ScanHooks& hooks) {
  const auto started = Clock::now();
  ScanOutcome outcome;
  Reports reports(writers);
  reports.header(header);
  assess::Assessor assessor(patterns);
  const assess::RecordJudge judge(patterns);
  BlobReport report(config, judge, header.types, reports, assessor);
  const KnownFields fields(database.field_names(), judge.regions);
  Feed feed(config, hooks.stop_signal, fields);
  {
    const WorkerTools tools{feed,  config, patterns,     database,
                            judge, fields, header.types, reports.want_entries()};
    Crew crew(feed);
    for (unsigned i = 0; i < std::max(config.threads, 1U); ++i) {
      crew.start([&tools, i] { work(tools, i); });
    }
    write_in_order(feed, reports, report, hooks, outcome);
  }
  if (outcome.stopped_by != 0) {
    // What was scanned is told and counted, and how far the inputs under way were read.
    std::shared_ptr<Slot> slot;
    while (reports.error().empty() && feed.take_rest("stopped", slot)) {
      report.take(*slot);
    }
  }
  core::Summary summary = assessor.summary();
  summary.complete = summary.complete && outcome.stopped_by == 0 && reports.error().empty();
  summary.stopped_by = signal_name(outcome.stopped_by);
  if (!config.fixed_clock) {
    summary.seconds = std::chrono::duration<double>(Clock::now() - started).count();
  }
  reports.summary(summary);
  if (hooks.progress) hooks.progress(feed.progress());
  outcome.complete = summary.complete;
  outcome.worst = assessor.worst();
  outcome.findings = assessor.findings();
  outcome.write_error = reports.error();
  return outcome;
}

}  // namespace leaksift::scan
