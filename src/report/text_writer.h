// TextWriter: the report for a person: what leaked, where most of it is, what was not covered.
#pragma once

#include "report/writer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leaksift::report {

/// Writes everything at the end, from the summary; it shows no values. Names from the outside are
/// made printable, and no line is wider than the options say.
class TextWriter final : public Writer {
 public:
  TextWriter(Sink& sink, WriterOptions options);

  bool wants_entries() const override { return false; }
  base::Status header(const core::ScanHeader& header) override;
  base::Status entries(std::string_view lines) override;
  base::Status file(const core::FileLine& file) override;
  base::Status summary(const core::Summary& summary) override;

 private:
  Sink& sink_;
  const WriterOptions options_;
  std::vector<core::TypeInfo> types_;
  std::uint64_t files_with_findings_ = 0;
};

}  // namespace leaksift::report
