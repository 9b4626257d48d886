// Writer: a report in one format, written as the scan goes along.
#pragma once

#include "base/result.h"
#include "core/summary.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::report {

enum class Format : unsigned char { kText, kNdjson, kJson };

/// Where a report goes. `write` fails with the reason; after that nothing more is asked of it.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual base::Status write(std::string_view bytes) = 0;
};

/// The kinds of lines that the JSON reports hold besides the scan line.
struct Emit {
  bool findings = true;
  bool records = true;
  bool columns = true;
  bool files = true;
  bool summary = true;
};

/// One report. Calls come in this order: header, then for each input entries* file, then summary.
/// Used by one thread. The JSON formats are described by leaksift-1.schema.json: NDJSON is a scan
/// line, finding, record, column and file lines, and a summary line; JSON is one document of the
/// same objects.
class Writer {
 public:
  virtual ~Writer() = default;
  /// Whether it wants `entries` at all (the text report lives on the summary alone).
  virtual bool wants_entries() const = 0;
  virtual base::Status header(const core::ScanHeader& header) = 0;
  /// Whole lines of findings, records and columns, made by FindingFormatter and append_record and
  /// append_column (record_lines.h); not formatted again.
  virtual base::Status entries(std::string_view lines) = 0;
  virtual base::Status file(const core::FileLine& file) = 0;
  virtual base::Status summary(const core::Summary& summary) = 0;
};

struct WriterOptions {
  Emit emit;               ///< Of the JSON reports.
  bool color = false;      ///< Of the text report.
  std::size_t width = 80;  ///< Columns of the terminal; the text report uses at least 60.
};

/// `sink` must outlive the writer.
std::unique_ptr<Writer> make_writer(Format format, Sink& sink, WriterOptions options);

}  // namespace leaksift::report
