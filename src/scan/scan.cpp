#include "scan/scan.h"

#include "assess/assessor.h"
#include "scan/feed.h"
#include "scan/worker.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

namespace leaksift::scan {
namespace {

using Clock = std::chrono::steady_clock;
using Writers = std::vector<std::unique_ptr<report::Writer>>;

// The reports of a scan, written together. The first failure is kept and ends the scan; nothing
// more is asked of the writer that failed, whose report would only seem whole.
class Reports {
 public:
  explicit Reports(const Writers& writers) : writers_(writers), failed_(writers.size(), false) {}

  void header(const core::ScanHeader& header) {
    ask([&](report::Writer& writer) { return writer.header(header); });
  }
  void findings(std::string_view lines) {
    if (lines.empty()) return;
    ask([&](report::Writer& writer) -> base::Status {
      return writer.wants_findings() ? writer.findings(lines) : base::Ok{};
    });
  }
  void file(const core::FileLine& line) {
    ask([&](report::Writer& writer) { return writer.file(line); });
  }
  void summary(const core::Summary& summary) {
    ask([&](report::Writer& writer) { return writer.summary(summary); });
  }
  bool want_findings() const {
    return std::any_of(writers_.begin(), writers_.end(),
                       [](const auto& writer) { return writer->wants_findings(); });
  }
  const std::string& error() const { return error_; }

 private:
  template <typename Ask>
  void ask(const Ask& one) {
    for (std::size_t i = 0; i < writers_.size(); ++i) {
      if (failed_[i]) continue;
      const base::Status status = one(*writers_[i]);
      failed_[i] = !status.ok();
      if (!status && error_.empty()) error_ = status.error().message;
    }
  }

  const Writers& writers_;
  std::vector<bool> failed_;
  std::string error_;
};

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
void write_in_order(Feed& feed, Reports& reports, assess::Assessor& assessor,
                    const ScanHooks& hooks, ScanOutcome& outcome) {
  auto next_progress = Clock::now();
  std::shared_ptr<Slot> slot;
  while (reports.error().empty()) {
    if (hooks.stop_signal) outcome.stopped_by = *hooks.stop_signal;
    if (outcome.stopped_by != 0) return;
    const Feed::Taken taken = feed.take(slot);
    if (taken == Feed::Taken::kEnd) return;
    if (taken == Feed::Taken::kSlot) {
      reports.findings(slot->lines);
      assessor.add(slot->counts);
      if (slot->file) {
        assessor.close(*slot->file, slot->member);
        reports.file(*slot->file);
      }
      slot.reset();
    }
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
  assess::Assessor assessor(patterns.patterns.size());
  Feed feed(config, hooks.stop_signal);
  {
    Crew crew(feed);
    const bool lines = reports.want_findings();
    for (unsigned i = 0; i < std::max(config.threads, 1U); ++i) {
      crew.start([&] { Worker(feed, config, patterns, database, lines).run(); });
    }
    write_in_order(feed, reports, assessor, hooks, outcome);
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
