// Outputs: the reports of one scan, from the check of their names to their last byte.
#pragma once

#include "base/result.h"
#include "cli/scan_job.h"
#include "report/file_sink.h"
#include "report/writer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::cli {

/// No report may take the place of an input, of something that is not a regular file, or of another
/// report. The Error says which would, and what to do.
base::Status check_output_files(const ScanJob& job);

/// Owns sinks and writers. Used by one thread.
class Outputs {
 public:
  /// Opens all reports of `job`.
  static base::Result<Outputs> open(const ScanJob& job);

  const std::vector<std::unique_ptr<report::Writer>>& writers() const { return writers_; }
  /// Device and inode of every file that the scan writes, standard output included.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> identities() const;
  /// Puts the files in place, also when the scan was stopped: what was written is kept.
  base::Status commit();
  /// The scan had to stop because the reader of standard output went away.
  bool reader_gone() const { return stream_ && stream_->reader_gone(); }

 private:
  std::unique_ptr<report::StreamSink> stream_;
  std::vector<std::unique_ptr<report::FileSink>> files_;
  std::vector<std::unique_ptr<report::Writer>> writers_;
};

}  // namespace leaksift::cli
