// Worker: scans blocks, one after the other, on a thread of its own.
#pragma once

#include "assess/record_joiner.h"
#include "classify/classifier.h"
#include "report/finding_formatter.h"
#include "report/record_lines.h"
#include "scan/block_matcher.h"
#include "scan/feed.h"
#include "scan/inner_scan.h"

#include <cstdint>
#include <optional>
#include <span>
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
  const structure::FieldJudge& fields;
  const std::vector<core::TypeInfo>& types;
  bool lines;  ///< Some report wants findings and records, not only counts.
};

/// The pass over one block: records, matches, findings, lines. One per thread.
class Worker {
 public:
  /// `number`: of the worker, from 0.
  Worker(const WorkerTools& tools, unsigned number);

  void scan(Job& job);

 private:
  void write_lines(Job& job);
  void write_inner(Job& job, std::uint64_t offset);
  void write_finding(Job& job, std::uint32_t number);
  void write_ended(Job& job, const assess::RecordJoiner::Ended& ended);
  void write_record(Job& job, std::uint32_t record);
  bool is_sampled(std::uint32_t record);
  void name_findings(std::uint32_t record, core::RecordLine& line);
  void keep_parts(Job& job);
  void end_entry(Slot& slot, std::size_t begin, std::uint64_t sample);

  const WorkerTools& tools_;
  const unsigned number_;
  BlockMatcher matcher_;
  classify::Classifier classifier_;
  assess::RecordJoiner joiner_;
  report::FindingFormatter finding_formatter_;
  report::RecordFormatter record_formatter_;
  InnerScan inner_;
  std::size_t next_inner_ = 0;            ///< Of its lines, the next to be written.
  std::uint32_t next_gap_ = 0;            ///< The same of its gaps.
  std::span<const core::Match> matches_;  ///< Of the block.
  /// The ids of findings, by number, as far as they are known. Empty when only samples are told.
  std::vector<std::optional<core::Digest128>> ids_;
  assess::RecordPart record_;  ///< The one that is being told.
  /// Records told so far of this block, by table and combination.
  std::unordered_map<std::uint64_t, std::uint64_t> samples_;
  std::size_t last_lines_ = 0;  ///< Bytes of lines of the block before.
};

/// Worker number `number` scans until the feed has nothing left. It is made when it gets its first
/// block: what it needs is more than a small scan has to do for all of its threads.
void work(const WorkerTools& tools, unsigned number);

}  // namespace leaksift::scan
