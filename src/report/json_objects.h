// The objects of the JSON reports: scan, file and summary, as leaksift-1.schema.json describes
// them.
#pragma once

#include "core/provenance.h"
#include "core/summary.h"

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::report {

inline constexpr std::string_view kSchemaName = "leaksift/1";

/// Whether the steps within containers are named when there are none.
enum class Within : unsigned char { kAlways, kIfAny };

/// Appends `"path":…,"within":[…]` to `out`.
void append_place(std::string& out, const core::Provenance& provenance, Within within);

/// Each appends one JSON object without a line end. `types` gives the names of type indices.
void append_scan(std::string& out, const core::ScanHeader& header);
void append_file(std::string& out, const core::FileLine& file,
                 const std::vector<core::TypeInfo>& types);
void append_summary(std::string& out, const core::Summary& summary,
                    const std::vector<core::TypeInfo>& types);

}  // namespace leaksift::report
