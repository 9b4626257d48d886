// Writer: a report in one format, written as the scan goes along.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/finding.h"
#include "core/provenance.h"
#include "core/summary.h"

namespace leaksift::report {

enum class Format : unsigned char { kText, kNdjson, kJson };

/// Where a report goes. `write` fails with the reason; after that nothing more is asked of it.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual base::Status write(std::string_view bytes) = 0;
};

/// Appends one finding as one line of JSON with its '\n'. Called by many threads, each with a buffer
/// of its own; the lines go to `Writer::findings` unchanged, so that formatting is not done twice.
void append_finding(std::string& out, const core::Provenance& provenance,
                    const core::Finding& finding);

/// One report. Calls come in this order: header, then for each input findings* file, then summary.
/// Used by one thread.
class Writer {
 public:
  virtual ~Writer() = default;
  /// Whether it wants `findings` at all (the text report lives on the summary alone).
  virtual bool wants_findings() const = 0;
  virtual base::Status header(const core::ScanHeader& header) = 0;
  /// Whole lines made by append_finding.
  virtual base::Status findings(std::string_view lines) = 0;
  virtual base::Status file(const core::FileLine& file) = 0;
  virtual base::Status summary(const core::Summary& summary) = 0;
};

struct WriterOptions {
  bool color = false;
  std::size_t width = 80;
};

/// `sink` must outlive the writer.
std::unique_ptr<Writer> make_writer(Format format, Sink& sink, WriterOptions options);

}  // namespace leaksift::report
