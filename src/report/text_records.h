// The parts of the text report that tell of records and columns.
#pragma once

#include "core/summary.h"
#include "report/text_page.h"

#include <vector>

namespace leaksift::report {

/// How many records hold what breach laws name, by combination and by region. Nothing if no content
/// has records.
void write_records(TextPage& page, const core::RecordSummary& records);

/// Which column of which table holds what: rows, how many of the filled cells hold it, distinct
/// values.
void write_columns(TextPage& page, const core::Summary& summary,
                   const std::vector<core::TypeInfo>& types);

}  // namespace leaksift::report
