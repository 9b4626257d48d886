// The lines of kind "record" and "column" of the JSON reports (leaksift-1.schema.json).
#pragma once

#include "base/text_buffer.h"
#include "core/record_line.h"
#include "core/summary.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::report {

/// Writes lines about the records and columns of one blob after the other. One per thread. `types`
/// gives the names of type indices and must outlive it. What records have in common with the one
/// before is kept as text: where they are, and what they hold.
class RecordFormatter {
 public:
  explicit RecordFormatter(const std::vector<core::TypeInfo>& types) : types_(types) {}

  /// Each appends one line with its '\n'. The names of combinations live as long as the formatter.
  void append(base::TextBuffer& out, const std::shared_ptr<const core::Provenance>& provenance,
              const core::RecordLine& record);
  void append(std::string& out, const std::shared_ptr<const core::Provenance>& provenance,
              const core::ColumnLine& column);

 private:
  /// What stands between a record's length and its region.
  struct Content {
    std::vector<core::TypeOccurrences> types;
    core::Sensitivity sensitivity = core::Sensitivity::kPublic;
    std::vector<std::string_view> combinations;
    std::string text;  ///< Empty: nothing is known yet.
    bool is_of(const core::RecordLine& record) const;
  };

  const std::string& place(const std::shared_ptr<const core::Provenance>& provenance);
  const std::string& content(const core::RecordLine& record);

  const std::vector<core::TypeInfo>& types_;
  /// Held so that no other provenance can get its address while `place_` is of it.
  std::shared_ptr<const core::Provenance> provenance_;
  std::string place_;  ///< `"path":…,"within":[…]` of provenance_.
  Content content_;    ///< Of the record before.
};

}  // namespace leaksift::report
