// The JSON writers: NDJSON line by line, and one JSON document, both streamed.
#pragma once

#include "report/writer.h"

#include <string>
#include <vector>

namespace leaksift::report {

/// One JSON object per line.
class NdjsonWriter final : public Writer {
 public:
  NdjsonWriter(Sink& sink, Emit emit) : sink_(sink), emit_(emit) {}

  bool wants_entries() const override { return true; }
  base::Status header(const core::ScanHeader& header) override;
  base::Status entries(std::string_view lines) override;
  base::Status file(const core::FileLine& file) override;
  base::Status summary(const core::Summary& summary) override;

 private:
  base::Status write_line();

  Sink& sink_;
  const Emit emit_;
  std::vector<core::TypeInfo> types_;
  std::string line_;
};

/// {"schema":…,"scan":…,"entries":[findings and files],"summary":…}: an object per line, too.
class JsonWriter final : public Writer {
 public:
  JsonWriter(Sink& sink, Emit emit) : sink_(sink), emit_(emit) {}

  bool wants_entries() const override { return true; }
  base::Status header(const core::ScanHeader& header) override;
  base::Status entries(std::string_view lines) override;
  base::Status file(const core::FileLine& file) override;
  base::Status summary(const core::Summary& summary) override;

 private:
  void begin_entry();

  Sink& sink_;
  const Emit emit_;
  std::vector<core::TypeInfo> types_;
  std::string text_;
  bool first_entry_ = true;
};

}  // namespace leaksift::report
