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

/// One report. Calls come in this order: header, then for each input findings* file, then summary.
/// Used by one thread. The JSON formats are described by leaksift-1.schema.json: NDJSON is a scan
/// line, finding and file lines, and a summary line; JSON is one document of the same objects.
class Writer {
 public:
  virtual ~Writer() = default;
  /// Whether it wants `findings` at all (the text report lives on the summary alone).
  virtual bool wants_findings() const = 0;
  virtual base::Status header(const core::ScanHeader& header) = 0;
  /// Whole lines made by FindingFormatter (finding_formatter.h); not formatted again.
  virtual base::Status findings(std::string_view lines) = 0;
  virtual base::Status file(const core::FileLine& file) = 0;
  virtual base::Status summary(const core::Summary& summary) = 0;
};

/// Both concern the text report alone.
struct WriterOptions {
  bool color = false;
  std::size_t width = 80;  ///< Columns of the terminal; at least 60 are used.
};

/// `sink` must outlive the writer.
std::unique_ptr<Writer> make_writer(Format format, Sink& sink, WriterOptions options);

}  // namespace leaksift::report
