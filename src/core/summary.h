// What a scan says besides its findings: its header, a line per input, a summary.
#pragma once

#include "core/file_status.h"
#include "core/provenance.h"
#include "core/record_line.h"
#include "core/sensitivity.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::core {

/// A type as reports name it. The index in a scan's list of types is that of its pattern.
struct TypeInfo {
  std::string id;
  std::string title;
  std::string category;
  Sensitivity sensitivity = Sensitivity::kInternal;
};

/// The first line of a report. `options` are the effective ones, as (flag name, JSON text) pairs in
/// a fixed order; they hold no secrets and nothing that does not change what is found.
struct ScanHeader {
  std::string version;
  std::string pattern_digest;
  std::vector<std::string> roots;
  std::vector<std::pair<std::string, std::string>> options;
  std::string started;  ///< RFC 3339, UTC.
  std::vector<TypeInfo> types;
};

/// What became of one input, or of one member of a container.
struct FileLine {
  std::shared_ptr<const Provenance> provenance;
  std::string format;         ///< "text", "binary", "csv", "sql", "zip"...
  std::string_view encoding;  ///< "utf-16le"; empty if its bytes were read as they are.
  std::uint64_t bytes = 0;    ///< Size; of a member: decoded.
  std::uint64_t scanned = 0;  ///< Bytes of it that were scanned.
  FileStatus status = FileStatus::kScanned;
  std::string reason;       ///< Empty if scanned.
  bool incomplete = false;  ///< Makes the scan incomplete.
  /// What was wrong with its structure: from there on it was read as text. Empty if nothing was.
  std::string damage;
  /// (index of type, occurrences), ascending, only those that occur.
  std::vector<std::pair<std::uint32_t, std::uint64_t>> findings;
};

struct TypeCount {
  std::uint64_t occurrences = 0;
  std::uint64_t distinct = 0;
  bool distinct_exact = true;  ///< False: an estimate within about one percent.
  std::uint64_t files = 0;
  /// Occurrences by the sensitivity they were given (a strong password hash is less than a weak
  /// one).
  std::array<std::uint64_t, 4> by_sensitivity{};
};

/// The worst files, for people.
struct WorstFile {
  std::string path;                                ///< With the steps within.
  Sensitivity sensitivity = Sensitivity::kPublic;  ///< Of its most sensitive finding.
  std::uint64_t findings = 0;                      ///< At that sensitivity.
  std::uint64_t all_findings = 0;
};

/// A column that holds a type, for people.
struct WorstColumn {
  std::string path;  ///< With the steps within.
  ColumnLine column;
};

/// The records of a scan.
struct RecordSummary {
  std::uint64_t total = 0;
  std::uint64_t with_findings = 0;
  std::uint64_t notifiable = 0;
  /// The notifiable, each counted once, by its gravest combination; in the order of records.toml.
  std::vector<std::pair<std::string, std::uint64_t>> by_combination;
  /// The notifiable by region, ascending; "" is unknown.
  std::vector<std::pair<std::string, std::uint64_t>> by_region;
};

/// The last line of a report.
struct Summary {
  bool complete = true;
  std::array<std::uint64_t, 4> files{};  ///< By FileStatus: inputs, without members.
  std::uint64_t members = 0;             ///< Members of containers that were met.
  std::uint64_t bytes_total = 0;
  std::uint64_t bytes_scanned = 0;
  std::uint64_t bytes_skipped = 0;
  std::vector<TypeCount> types;                   ///< By index of type.
  std::array<std::uint64_t, 4> by_sensitivity{};  ///< Occurrences.
  double seconds = 0.0;
  std::string stopped_by;  ///< "SIGINT"...; empty if it ran to its end.
  RecordSummary records;
  std::vector<WorstColumn> worst_columns;  ///< Most sensitive first, at most fifty.
  std::uint64_t column_count = 0;          ///< All columns that hold types.
  std::vector<WorstFile> worst_files;      ///< Most sensitive first, at most ten.
  std::vector<FileLine> gaps;              ///< Not or not wholly scanned; at most a hundred.
  std::uint64_t gap_count = 0;             ///< All of them.
};

}  // namespace leaksift::core
