#include "report/record_lines.h"

#include "base/hash.h"
#include "core/sensitivity.h"
#include "report/finding_formatter.h"
#include "report/json_append.h"
#include "report/json_objects.h"

#include <fmt/format.h>

#include <iterator>

namespace leaksift::report {
namespace {

void append_ids(std::string& out, const core::RecordLine& record) {
  append_key(out, "findings");
  out.push_back('[');
  char hex[32];
  bool first = true;
  for (const core::Digest128& id : record.findings) {
    out.append(first ? "\"" : ",\"").append(hex, base::write_hex(hex, id)).push_back('"');
    first = false;
  }
  out.push_back(']');
  const std::uint64_t left_out = record.finding_count - record.findings.size();
  if (left_out > 0) append_number(out, "findings_left_out", left_out);
}

void append_combinations(std::string& out, const core::RecordLine& record) {
  append_truth(out, "notifiable", !record.combinations.empty());
  if (record.combinations.empty()) return;
  append_text(out, "combination", record.combinations.front());
  append_key(out, "combinations");
  out.push_back('[');
  for (std::size_t i = 0; i < record.combinations.size(); ++i) {
    if (i > 0) out.push_back(',');
    base::append_json(out, record.combinations[i]);
  }
  out.push_back(']');
}

}  // namespace

const std::string& RecordFormatter::place(
    const std::shared_ptr<const core::Provenance>& provenance) {
  if (provenance != provenance_) {
    place_.clear();
    append_place(place_, *provenance, Within::kAlways);
    provenance_ = provenance;
  }
  return place_;
}

void RecordFormatter::append(std::string& out,
                             const std::shared_ptr<const core::Provenance>& provenance,
                             const core::RecordLine& record) {
  out.append(R"({"kind":"record","location":{)").append(place(provenance));
  if (!record.table.empty()) append_text(out, "table", record.table);
  append_number(out, "record", record.number);
  append_number(out, "line", record.line);
  append_number(out, "offset", record.offset);
  append_number(out, "length", record.length);
  out.push_back('}');
  append_key(out, "types");
  out.push_back('{');
  for (const core::TypeOccurrences& type : record.types) {
    append_number(out, types_[type.type].id, type.count);
  }
  out.push_back('}');
  append_text(out, "sensitivity", core::name_of(record.sensitivity));
  append_combinations(out, record);
  if (!record.region.empty()) {
    append_text(out, "region", record.region);
    append_text(out, "region_by",
                core::kRegionBasisNames[static_cast<std::size_t>(record.region_by)]);
  }
  append_ids(out, record);
  out.append("}\n");
}

void RecordFormatter::append(std::string& out,
                             const std::shared_ptr<const core::Provenance>& provenance,
                             const core::ColumnLine& column) {
  out.append(R"({"kind":"column",)").append(place(provenance));
  append_text(out, "table", column.table);
  append_text(out, "field", column.field);
  append_number(out, "rows", column.rows);
  append_number(out, "filled", column.filled);
  append_text(out, "type", types_[column.type].id);
  append_text(out, "sensitivity", core::name_of(column.sensitivity));
  append_number(out, "occurrences", column.occurrences);
  append_key(out, "share");
  fmt::format_to(std::back_inserter(out), "{:.4f}", column.share());
  append_number(out, "distinct", column.distinct);
  append_truth(out, "distinct_exact", column.distinct_exact);
  append_key(out, "confidence");
  const int hundredths = hundredths_of(column.confidence);
  fmt::format_to(std::back_inserter(out), "{}.{:02d}", hundredths / 100, hundredths % 100);
  out.append("}\n");
}

}  // namespace leaksift::report
