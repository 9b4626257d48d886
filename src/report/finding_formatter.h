// FindingFormatter: findings as lines of JSON, at the speed at which they are found.
#pragma once

#include "base/text_buffer.h"
#include "core/finding.h"
#include "core/provenance.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::report {

/// Writes findings as NDJSON lines of kind "finding" (leaksift-1.schema.json). One per thread; the
/// lines go to Writer::entries unchanged. What lines have in common with one that was written
/// before is kept as text: the provenance of a blob, and of each type what it is, why, and its
/// field. Type, category and reasons live as long as the formatter (core::Reason).
class FindingFormatter {
 public:
  /// Appends `finding` as one line with its '\n' to `out`.
  void append(base::TextBuffer& out, const std::shared_ptr<const core::Provenance>& provenance,
              const core::Finding& finding);

 private:
  /// What stands between the id and the value.
  struct Verdict {
    std::string_view type;
    std::string_view category;
    core::Sensitivity sensitivity = core::Sensitivity::kPublic;
    double confidence = -1.0;
    core::Reasons why;
    std::string text;
    bool is_of(const core::Finding& finding) const;
    void write(const core::Finding& finding);
  };
  /// The members that name field and table.
  struct Names {
    std::string field;
    std::string table;
    std::string text;
    bool is_of(const core::Location& location) const {
      return field == location.field && table == location.table;
    }
    void write(const core::Location& location);
  };
  /// Of the type's last finding.
  struct Last {
    Verdict verdict;
    Names names;
  };

  void remember(const std::shared_ptr<const core::Provenance>& provenance);
  const Last& last_of(const core::Finding& finding);

  /// Held so that no other provenance can get its address while `place_` is of it.
  std::shared_ptr<const core::Provenance> provenance_;
  std::string place_;       ///< `"path":…,"within":[…]` of provenance_.
  std::vector<Last> last_;  ///< By pattern.
};

/// The confidence in hundredths, rounded down and never into another level than level_of gives.
int hundredths_of(double confidence);

}  // namespace leaksift::report
