#include "report/json_objects.h"

#include "core/file_status.h"
#include "core/sensitivity.h"
#include "report/json_append.h"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <utility>

namespace leaksift::report {
namespace {

void append_types(std::string& out, const core::Summary& summary,
                  const std::vector<core::TypeInfo>& types) {
  append_key(out, "types");
  out.push_back('{');
  for (std::size_t i = 0; i < summary.types.size(); ++i) {
    const core::TypeCount& count = summary.types[i];
    if (count.occurrences == 0) continue;
    append_key(out, types[i].id);
    out.push_back('{');
    append_number(out, "occurrences", count.occurrences);
    append_number(out, "distinct", count.distinct);
    append_truth(out, "distinct_exact", count.distinct_exact);
    append_number(out, "files", count.files);
    out.push_back('}');
  }
  out.push_back('}');
}

void append_counts(std::string& out, std::string_view name,
                   const std::vector<std::pair<std::string, std::uint64_t>>& counts) {
  append_key(out, name);
  out.push_back('{');
  for (const auto& [key, count] : counts) append_number(out, key.empty() ? "unknown" : key, count);
  out.push_back('}');
}

void append_records(std::string& out, const core::RecordSummary& records) {
  append_key(out, "records");
  out.push_back('{');
  append_number(out, "total", records.total);
  append_number(out, "with_findings", records.with_findings);
  append_number(out, "notifiable", records.notifiable);
  append_counts(out, "by_combination", records.by_combination);
  append_counts(out, "by_region", records.by_region);
  out.push_back('}');
}

}  // namespace

void append_place(std::string& out, const core::Provenance& provenance, Within within) {
  out.append("\"path\":");
  base::append_json(out, provenance.path);
  if (within == Within::kAlways || !provenance.within.empty()) {
    append_list(out, "within", provenance.within);
  }
}

void append_scan(std::string& out, const core::ScanHeader& header) {
  out.append(R"({"kind":"scan")");
  append_text(out, "schema", kSchemaName);
  append_text(out, "tool", "leaksift");
  append_text(out, "version", header.version);
  append_text(out, "pattern_digest", header.pattern_digest);
  append_list(out, "roots", header.roots);
  append_key(out, "options");
  out.push_back('{');
  for (const auto& [flag, json] : header.options) {
    append_key(out, flag);
    out.append(json);
  }
  out.push_back('}');
  append_text(out, "started", header.started);
  out.push_back('}');
}

void append_file(std::string& out, const core::FileLine& file,
                 const std::vector<core::TypeInfo>& types) {
  out.append(R"({"kind":"file",)");
  append_place(out, *file.provenance, Within::kIfAny);
  append_text(out, "format", file.format);
  if (!file.encoding.empty()) append_text(out, "encoding", file.encoding);
  append_number(out, "bytes", file.bytes);
  append_number(out, "scanned", file.scanned);
  append_text(out, "status", core::name_of(file.status));
  if (!file.reason.empty()) append_text(out, "reason", file.reason);
  if (!file.damage.empty()) append_text(out, "damage", file.damage);
  append_key(out, "findings");
  out.push_back('{');
  for (const auto& [type, occurrences] : file.findings) {
    append_number(out, types[type].id, occurrences);
  }
  out.append("}}");
}

void append_summary(std::string& out, const core::Summary& summary,
                    const std::vector<core::TypeInfo>& types) {
  out.append(R"({"kind":"summary")");
  append_truth(out, "complete", summary.complete);
  append_key(out, "files");
  out.push_back('{');
  for (std::size_t i = 0; i < summary.files.size(); ++i) {
    append_number(out, core::kFileStatusNames[i], summary.files[i]);
  }
  out.push_back('}');
  append_number(out, "members", summary.members);
  append_key(out, "bytes");
  out.push_back('{');
  append_number(out, "total", summary.bytes_total);
  append_number(out, "scanned", summary.bytes_scanned);
  append_number(out, "skipped", summary.bytes_skipped);
  out.push_back('}');
  append_types(out, summary, types);
  append_key(out, "sensitivity");
  out.push_back('{');
  for (std::size_t i = summary.by_sensitivity.size(); i-- > 0;) {
    append_number(out, core::kSensitivityNames[i], summary.by_sensitivity[i]);
  }
  out.push_back('}');
  append_records(out, summary.records);
  append_key(out, "seconds");
  fmt::format_to(std::back_inserter(out), "{:.3f}", summary.seconds);
  if (!summary.stopped_by.empty()) append_text(out, "stopped_by", summary.stopped_by);
  out.push_back('}');
}

}  // namespace leaksift::report
