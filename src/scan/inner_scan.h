// InnerScan: what runs of base64 in a block hold, scanned as blobs of their own.
#pragma once

#include "assess/record_joiner.h"
#include "classify/classifier.h"
#include "core/block.h"
#include "core/byte_stream.h"
#include "core/provenance.h"
#include "core/summary.h"
#include "report/finding_formatter.h"
#include "report/record_lines.h"
#include "scan/block_matcher.h"
#include "scan/told_lines.h"
#include "structure/base64_runs.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {

struct WorkerTools;

/// A run that decodes to text or to a container adds the step "base64@OFFSET" to `within`, with the
/// offset of its first byte; what is found counts as the outer blob's, outside of its columns, and
/// its lines stand where the run does. Runs within a run are entered up to Limits::max_depth. One
/// per thread.
class InnerScan {
 public:
  /// `depth`: how many runs it is within. `tools` must outlive it.
  InnerScan(const WorkerTools& tools, std::uint32_t depth);
  ~InnerScan();

  /// Scans the runs that begin in the owned part of `block`, which has these marks, and counts into
  /// `shard`.
  void scan(const core::Block& block, const structure::TextMarks& marks,
            const std::shared_ptr<const core::Provenance>& provenance, assess::BlobShard& shard);

  /// The lines of the last block, by the offsets of their runs in it.
  const ToldLines& told() const { return told_; }
  std::uint64_t findings() const { return findings_; }
  /// What was not read to its end, and why...
  std::vector<core::FileLine>& gaps() { return gaps_; }
  /// ...and the offset of the run that each is in, ascending.
  const std::vector<std::uint64_t>& gap_places() const { return gap_places_; }

 private:
  void enter(const core::Block& block, const structure::Base64Runs::Run& run,
             const core::Provenance& provenance);
  void expand(std::string_view bytes, const std::shared_ptr<const core::Provenance>& provenance);
  void scan_blob(core::ByteStream& stream, std::size_t block_size,
                 const std::shared_ptr<const core::Provenance>& provenance);
  void scan_block(const structure::Cursor& cursor, BlobColumns* columns,
                  const std::shared_ptr<const core::Provenance>& provenance);
  void tell_records(std::span<const core::Match> matches,
                    const std::shared_ptr<const core::Provenance>& provenance);
  void end_line(std::size_t begin, std::uint64_t sample);
  void add_gap(std::shared_ptr<const core::Provenance> provenance, std::string format,
               std::uint64_t bytes, std::string reason);

  const WorkerTools& tools_;
  const std::uint32_t depth_;
  structure::Base64Runs runs_;
  std::optional<BlockMatcher> matcher_;  ///< Made when it is needed: few texts hold such runs.
  classify::Classifier classifier_;
  assess::RecordJoiner joiner_;
  report::FindingFormatter finding_formatter_;
  report::RecordFormatter record_formatter_;
  assess::RecordPart record_;  ///< The one that is being told.
  core::Block block_;
  ToldLines told_;
  std::uint64_t place_ = 0;  ///< Of the run at hand, in the text of the blob.
  std::uint64_t findings_ = 0;
  std::vector<core::FileLine> gaps_;
  std::vector<std::uint64_t> gap_places_;
  assess::BlobShard shard_;            ///< Of the last block that has runs.
  std::unique_ptr<InnerScan> deeper_;  ///< Made when it is needed.
};

}  // namespace leaksift::scan
