// The lines of kind "record" and "column" of the JSON reports (leaksift-1.schema.json).
#pragma once

#include "core/record_line.h"
#include "core/summary.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::report {

/// Writes lines about the records and columns of one blob after the other. One per thread. `types`
/// gives the names of type indices and must outlive it.
class RecordFormatter {
 public:
  explicit RecordFormatter(const std::vector<core::TypeInfo>& types) : types_(types) {}

  /// Each appends one line with its '\n'.
  void append(std::string& out, const std::shared_ptr<const core::Provenance>& provenance,
              const core::RecordLine& record);
  void append(std::string& out, const std::shared_ptr<const core::Provenance>& provenance,
              const core::ColumnLine& column);

 private:
  const std::string& place(const std::shared_ptr<const core::Provenance>& provenance);

  const std::vector<core::TypeInfo>& types_;
  /// Held so that no other provenance can get its address while `place_` is of it.
  std::shared_ptr<const core::Provenance> provenance_;
  std::string place_;  ///< `"path":…,"within":[…]` of provenance_.
};

}  // namespace leaksift::report
