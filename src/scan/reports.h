// Reports: the reports of a scan, written together.
#pragma once

#include "report/writer.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {

using Writers = std::vector<std::unique_ptr<report::Writer>>;

/// The first failure is kept and ends the scan; nothing more is asked of the writer that failed,
/// whose report would only seem whole. Used by the writing thread.
class Reports {
 public:
  explicit Reports(const Writers& writers) : writers_(writers), failed_(writers.size(), false) {}

  void header(const core::ScanHeader& header) {
    ask([&](report::Writer& writer) { return writer.header(header); });
  }
  void entries(std::string_view lines) {
    if (lines.empty()) return;
    ask([&](report::Writer& writer) -> base::Status {
      return writer.wants_entries() ? writer.entries(lines) : base::Ok{};
    });
  }
  void file(const core::FileLine& line) {
    ask([&](report::Writer& writer) { return writer.file(line); });
  }
  void summary(const core::Summary& summary) {
    ask([&](report::Writer& writer) { return writer.summary(summary); });
  }
  bool want_entries() const {
    return std::any_of(writers_.begin(), writers_.end(),
                       [](const auto& writer) { return writer->wants_entries(); });
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

}  // namespace leaksift::scan
