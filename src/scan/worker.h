// Worker: scans blocks, one after the other, on a thread of its own.
#pragma once

#include "assess/record_joiner.h"
#include "classify/classifier.h"
#include "report/finding_formatter.h"
#include "report/record_lines.h"
#include "scan/block_matcher.h"
#include "scan/feed.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace leaksift::scan {

/// What all workers of a scan share. All references must outlive them.
struct WorkerTools {
  Feed& feed;
  const ScanConfig& config;
  const pattern::PatternSet& patterns;
  const detect::Database& database;
  const assess::RecordJudge& judge;
  const std::vector<core::TypeInfo>& types;
  bool lines;  ///< Some report wants findings and records, not only counts.
};

/// The pass over one block: records, matches, findings, lines. One per thread.
class Worker {
 public:
  /// `number`: of the worker, from 0.
  Worker(const WorkerTools& tools, unsigned number);

  /// Scans until the feed has nothing left.
  void run();

 private:
  void scan(Job& job);
  void tell(Job& job, const core::Match& match, const core::Finding& finding);
  void write_lines(Job& job);
  void write_record(Job& job, assess::RecordPart& part);
  void name_findings(assess::RecordPart& part);
  void keep_parts(Job& job);
  void end_entry(Slot& slot, std::size_t begin, std::uint64_t sample);
  bool is_sampled(std::uint64_t sample);

  /// The line of a finding in finding_lines_.
  struct Told {
    std::uint64_t offset = 0;  ///< Of the finding in the blob.
    std::size_t length = 0;    ///< Of the line.
    std::uint64_t sample = 0;  ///< See SlotEntry.
  };

  const WorkerTools& tools_;
  const unsigned number_;
  BlockMatcher matcher_;
  classify::Classifier classifier_;
  assess::RecordJoiner joiner_;
  report::FindingFormatter finding_formatter_;
  report::RecordFormatter record_formatter_;
  std::string finding_lines_;
  std::vector<Told> told_;
  std::unordered_map<std::uint64_t, std::uint64_t> samples_;  ///< Told so far, of this block.
  std::size_t last_lines_ = 0;  ///< Bytes of lines of the block before.
};

}  // namespace leaksift::scan
