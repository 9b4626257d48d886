// BlobReport: puts the results of blocks together into the lines of a blob.
#pragma once

#include "assess/assessor.h"
#include "base/text_buffer.h"
#include "report/record_lines.h"
#include "scan/reports.h"
#include "scan/scan.h"
#include "scan/slot.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::scan {

/// Takes slots in the order of the report: writes what is to be told, joins the parts of records
/// that reach over several blocks, and counts. Used by the writing thread.
class BlobReport {
 public:
  /// All references must outlive it.
  BlobReport(const ScanConfig& config, const assess::RecordJudge& judge,
             const std::vector<core::TypeInfo>& types, Reports& reports,
             assess::Assessor& assessor);

  void take(Slot& slot);

 private:
  void write(Slot& slot);
  void merge(const assess::RecordPart& part);
  void end_record(const Slot& slot, const assess::RecordPart& last);
  void tell(const Slot& slot, assess::RecordPart& record);
  void close(Slot& slot);
  bool is_sampled(std::uint64_t sample);

  const ScanConfig& config_;
  const assess::RecordJudge& judge_;
  Reports& reports_;
  assess::Assessor& assessor_;
  report::RecordFormatter formatter_;
  std::vector<assess::RecordPart>
      open_;                      ///< Records that have begun and not ended, outermost first.
  assess::RecordCounts records_;  ///< Of those that were put together here.
  std::unordered_map<std::uint64_t, std::uint64_t> samples_;  ///< Told so far, in this blob.
  base::TextBuffer record_line_;
  std::string column_lines_;
  std::string error_;  ///< The first of this blob's blocks.
};

/// What records are samples of: the records of a table with this gravest combination.
std::uint64_t sample_of(std::string_view table, std::uint32_t combination);

}  // namespace leaksift::scan
