#include "report/record_lines.h"

#include "core/sensitivity.h"
#include "report/finding_formatter.h"
#include "report/json_append.h"
#include "report/json_objects.h"
#include "report/pen.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace leaksift::report {
namespace {

/// An id with quotes and comma.
constexpr std::size_t kIdBound = 35;

void write_ids(Pen& pen, const core::RecordLine& record) {
  pen << ",\"findings\":[";
  bool first = true;
  for (const core::Digest128& id : record.findings) {
    if (!first) pen << ",";
    pen << "\"" << id << "\"";
    first = false;
  }
  pen << "]";
  const std::uint64_t left_out = record.finding_count - record.findings.size();
  if (left_out > 0) pen << ",\"findings_left_out\":" << left_out;
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

bool RecordFormatter::Content::is_of(const core::RecordLine& record) const {
  return !text.empty() && sensitivity == record.sensitivity && types == record.types &&
         std::equal(combinations.begin(), combinations.end(), record.combinations.begin(),
                    record.combinations.end(), same_place);
}

const std::string& RecordFormatter::content(const core::RecordLine& record) {
  if (content_.is_of(record)) return content_.text;
  content_.types = record.types;
  content_.sensitivity = record.sensitivity;
  content_.combinations = record.combinations;
  std::string& out = content_.text;
  out = ",\"types\":{";
  for (const core::TypeOccurrences& type : record.types) {
    append_number(out, types_[type.type].id, type.count);
  }
  out.push_back('}');
  append_text(out, "sensitivity", core::name_of(record.sensitivity));
  append_combinations(out, record);
  return out;
}

void RecordFormatter::append(base::TextBuffer& out,
                             const std::shared_ptr<const core::Provenance>& provenance,
                             const core::RecordLine& record) {
  const std::string& where = place(provenance);
  const std::string& what = content(record);
  Pen pen(out.room(kFixedBound + where.size() + what.size() +
                   base::json_bound(record.table.size()) + base::json_bound(record.region.size()) +
                   kIdBound * record.findings.size()));
  (pen << R"({"kind":"record","location":{)").raw(where);
  if (!record.table.empty()) (pen << ",\"table\":").json(record.table);
  pen << ",\"record\":" << record.number << ",\"line\":" << record.line
      << ",\"offset\":" << record.offset << ",\"length\":" << record.length << "}";
  pen.raw(what);
  if (!record.region.empty()) {
    (pen << ",\"region\":").json(record.region) << ",\"region_by\":\"";
    pen.raw(core::kRegionBasisNames[static_cast<std::size_t>(record.region_by)]) << "\"";
  }
  write_ids(pen, record);
  pen << "}\n";
  out.written_to(pen.end());
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
