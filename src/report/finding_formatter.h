// FindingFormatter: findings as lines of JSON, at the speed at which they are found.
#pragma once

#include "core/finding.h"
#include "core/provenance.h"

#include <memory>
#include <string>
#include <string_view>

namespace leaksift::report {

/// Writes findings as NDJSON lines of kind "finding" (leaksift-1.schema.json). One per thread, with
/// a buffer of its own; the lines go to Writer::findings unchanged. The provenance of the blob that
/// was formatted last is kept, escaped, so that its path is escaped once per blob.
class FindingFormatter {
 public:
  /// Appends `finding` as one line with its '\n' to `out`.
  void append(std::string& out, const std::shared_ptr<const core::Provenance>& provenance,
              const core::Finding& finding);

 private:
  void remember(const std::shared_ptr<const core::Provenance>& provenance);

  /// Held so that no other provenance can get its address while `place_` is of it.
  std::shared_ptr<const core::Provenance> provenance_;
  std::string place_;   ///< `"path":…,"within":[…]` of provenance_.
  std::string line_;    ///< Room for a line; its size only grows.
  std::string reason_;  ///< A reason joined with its detail.
};

/// The confidence in hundredths, rounded down and never into another level than level_of gives.
int hundredths_of(double confidence);

}  // namespace leaksift::report
