#include "cli/scan_command.h"

#include "cli/config_file.h"
#include "cli/exit_status.h"
#include "cli/locations.h"
#include "cli/message.h"
#include "cli/outputs.h"
#include "cli/progress_bar.h"
#include "cli/scan_job.h"
#include "cli/signals.h"

#include <atomic>
#include <csignal>
#include <string>
#include <utility>

namespace leaksift::cli {

namespace {

// Says on standard error what keeps the exit status from being that of a whole scan.
void explain(const ScanEnd& end) {
  const scan::ScanOutcome& outcome = end.outcome;
  if (outcome.stopped_by != 0) {
    complain(std::string("stopped by ") + (outcome.stopped_by == SIGINT ? "SIGINT" : "SIGTERM") +
             "; the report holds what was found until then");
  } else if (!outcome.complete && !end.report_failed && !end.reader_gone) {
    complain("the scan is incomplete; the report names what was not read, and why");
  }
}

// Puts the reports in place and gathers how it ended.
ScanEnd finish(const ScanJob& job, scan::ScanOutcome outcome, Outputs& outputs) {
  ScanEnd end;
  end.fail_on = job.fail_on;
  end.reader_gone = outputs.reader_gone();
  if (!outcome.write_error.empty() && !end.reader_gone) {
    complain(outcome.write_error);
    end.report_failed = true;
  }
  if (auto status = outputs.commit(); !status) {
    if (status.error().message != outcome.write_error) complain(status.error().message);
    end.report_failed = true;
  }
  end.outcome = std::move(outcome);
  return end;
}

// Lets `value` live until the process ends, which is next: to free each text of all patterns would
// be a tenth of a small scan.
template <class T>
T& keep(T value) {
  struct Kept {
    T value;
    const Kept* before;
  };
  static const Kept* last = nullptr;
  auto* const kept = new Kept{std::move(value), last};
  last = kept;
  return kept->value;
}

int scan_with(ScanJob& job, const detect::Database& database) {
  // Caught before the first temporary file is made, so that none is left behind.
  const std::atomic<int>& caught_signal = catch_signals();
  auto outputs = Outputs::open(job);
  if (!outputs) return refuse(outputs.error());
  job.config.walk.own_outputs = outputs->identities();
  ProgressBar bar(job.progress);
  scan::ScanHooks hooks;
  hooks.progress = [&bar](const scan::Progress& progress) { bar.show(progress); };
  hooks.stop_signal = &caught_signal;
  auto outcome =
      scan::run(job.config, job.patterns, database, job.header, outputs->writers(), hooks);
  bar.clear();
  const ScanEnd end = finish(job, std::move(outcome), *outputs);
  explain(end);
  return exit_status(end);
}

}  // namespace

int run_scan(ScanOptions options) {
  if (options.config.given()) {
    auto status = apply_config_file(options.config.words.back(), options);
    if (!status) return refuse(status.error());
  }
  auto& job = keep(build_job(options));
  if (!job) return refuse(job.error());
  if (auto status = check_output_files(*job); !status) return refuse(status.error());
  const auto& database = keep(detect::Database::build(job->patterns, job->engine,
                                                      database_cache(job->patterns, job->engine)));
  if (!database) return refuse(database.error());
  return scan_with(*job, *database);
}

}  // namespace leaksift::cli
