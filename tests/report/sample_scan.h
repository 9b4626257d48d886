// A small scan with everything a report can hold, hostile names included. All data is synthetic.
#pragma once

#include "core/finding.h"
#include "core/summary.h"
#include "report/writer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leaksift::report {

/// Keeps what is written.
class StringSink final : public Sink {
 public:
  base::Status write(std::string_view bytes) override {
    text.append(bytes);
    return base::Ok{};
  }
  std::string text;
};

inline core::ScanHeader sample_header() {
  core::ScanHeader header;
  header.version = "0.1.0";
  header.pattern_digest = "00112233445566778899aabbccddeeff";
  header.roots = {"/data", "caf\xe9", "-"};
  header.options = {{"min-confidence", "\"medium\""}, {"max-depth", "16"}};
  header.started = "2026-01-02T03:04:05Z";
  using core::Sensitivity;
  header.types = {{"email_address", "E-mail address", "contact", Sensitivity::kInternal},
                  {"password_hash", "Password hash", "credentials", Sensitivity::kRestricted},
                  {"us_ssn", "US Social Security number", "government", Sensitivity::kRestricted},
                  {"vin", "Vehicle identification number of a road vehicle, as ISO 3779 has it",
                   "government", Sensitivity::kInternal}};
  return header;
}

inline std::shared_ptr<const core::Provenance> sample_provenance(
    std::string path, std::vector<std::string> within = {}) {
  return std::make_shared<core::Provenance>(
      core::Provenance{"/data", std::move(path), "", std::move(within)});
}

inline core::Finding sample_finding() {
  core::Finding finding;
  finding.pattern = 2;
  finding.type = "us_ssn";
  finding.category = "government";
  finding.sensitivity = core::Sensitivity::kRestricted;
  finding.confidence = 0.97;
  finding.why.add("area_group_serial_valid");
  finding.why.add("field_name", "ssn");
  finding.shown = "***-**-6789";
  for (std::uint8_t i = 0; i < 16; ++i) finding.id[i] = i;
  finding.fingerprint.fill(0xab);
  finding.location = {1234, 11, 12, 3, "member_ssn", "members", 7};
  return finding;
}

/// A finding whose optional parts are missing.
inline core::Finding bare_finding() {
  core::Finding finding = sample_finding();
  finding.type = "email_address";
  finding.category = "contact";
  finding.sensitivity = core::Sensitivity::kInternal;
  finding.confidence = 0.4999;
  finding.why = {};
  finding.shown = "\xff raw";
  finding.location = {0, 5, 1, 1, {}, {}, 0};
  return finding;
}

inline const std::string kHostilePath =
    "/data/\x1b]0;owned\x07/\u202etxt.exe\n/caf\xe9/東京/archive of everything.zip";

inline std::vector<core::FileLine> sample_files() {
  std::vector<core::FileLine> files(5);
  files[0].provenance = sample_provenance("/data/members.csv");
  files[0].format = "csv";
  files[0].bytes = files[0].scanned = 123'456;
  files[0].findings = {{0, 1}, {2, 12}};
  files[1].provenance = sample_provenance(kHostilePath, {"a\xff.gz", "inner.sql"});
  files[1].format = "sql";
  files[1].bytes = 5000;
  files[1].scanned = 4000;
  files[1].status = core::FileStatus::kPartial;
  files[1].reason = "gzip: truncated at byte 1234 \x1b[31m";
  files[1].incomplete = true;
  files[1].findings = {{1, 2}};
  files[2].provenance = sample_provenance(kHostilePath);
  files[2].format = "zip";
  files[2].bytes = files[2].scanned = 3000;
  files[3].provenance = sample_provenance("/data/" + std::string(120, 'd') + "/disk.img");
  files[3].format = "unknown";
  files[3].bytes = 9'876'543'210;
  files[3].status = core::FileStatus::kSkipped;
  files[3].reason = "larger than --max-file-size";
  files[4].provenance = sample_provenance("/data/locked");
  files[4].format = "unknown";
  files[4].status = core::FileStatus::kFailed;
  files[4].reason = "open: Permission denied";
  files[4].incomplete = true;
  return files;
}

inline core::Summary sample_summary() {
  const std::vector<core::FileLine> files = sample_files();
  core::Summary summary;
  summary.complete = false;
  summary.files = {2, 0, 1, 1};
  summary.members = 1;
  summary.bytes_total = 9'876'669'666;
  summary.bytes_scanned = 126'456;
  summary.bytes_skipped = 9'876'543'210;
  summary.types.resize(4);
  summary.types[1] = {2'000'000, 998'877, false, 1, {0, 0, 500'000, 1'500'000}};
  summary.types[2] = {12, 11, true, 1, {0, 0, 0, 12}};
  summary.types[3] = {1, 1, true, 1, {0, 1, 0, 0}};
  summary.by_sensitivity = {0, 1, 500'000, 1'500'012};
  summary.seconds = 1.25;
  summary.stopped_by = "SIGINT";
  summary.worst_files = {{kHostilePath + " > a\xff.gz > inner.sql", core::Sensitivity::kRestricted,
                          1'500'000, 2'000'000},
                         {"/data/members.csv", core::Sensitivity::kRestricted, 12, 13}};
  summary.records = {2'000'100,
                     1'500'000,
                     40,
                     {{"name+us_ssn", 30}, {"login+password", 10}},
                     {{"", 25}, {"US-CA", 15}}};
  core::ColumnLine ssn;
  ssn.table = "members";
  ssn.field = "member_ssn";
  ssn.rows = 100;
  ssn.filled = 16;
  ssn.type = 2;
  ssn.occurrences = 12;
  ssn.distinct = 11;
  core::ColumnLine hash;
  hash.rows = 2'000'000;
  hash.filled = 2'000'000;
  hash.type = 1;
  hash.occurrences = 2'000'000;
  hash.distinct = 998'877;
  hash.distinct_exact = false;
  summary.worst_columns = {{kHostilePath + " > a\xff.gz > inner.sql", hash},
                           {"/data/members.csv", ssn}};
  summary.column_count = 7;
  summary.gaps = {files[1], files[3], files[4]};
  summary.gap_count = 1003;
  return summary;
}

}  // namespace leaksift::report
