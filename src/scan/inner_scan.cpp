#include "scan/inner_scan.h"

#include "content/charset_stream.h"
#include "content/expander.h"
#include "content/payload.h"
#include "content/text_encoding.h"
#include "core/memory_stream.h"
#include "scan/blob_report.h"
#include "scan/block_reader.h"
#include "scan/counting.h"
#include "scan/worker.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace leaksift::scan {
namespace {

constexpr std::size_t kBlockSize = 64 << 10;
/// What one run may decode to, so that many in a blob cost no more than a container of its size:
/// nobody counts them together, since that would depend on who scanned which block first.
constexpr std::uint64_t kMostExpansion = 2000;
constexpr std::uint64_t kExpansionGrace = 64 << 10;
/// Makes another sample of a finding or record than that of its like in the blob itself.
constexpr std::uint64_t kWithin = std::uint64_t{1} << 63;

core::Limits limits_of(core::Limits limits, std::uint32_t depth, std::uint64_t bytes) {
  limits.max_depth = limits.max_depth > depth ? limits.max_depth - depth : 0;
  limits.max_expansion_ratio = std::min(limits.max_expansion_ratio, kMostExpansion);
  limits.expansion_grace_bytes = std::min(limits.expansion_grace_bytes, kExpansionGrace);
  limits.max_decoded_bytes =
      std::min(limits.max_decoded_bytes, bytes * kMostExpansion + kExpansionGrace);
  limits.max_held_bytes = std::min(limits.max_held_bytes, limits.max_decoded_bytes);
  limits.max_spooled_bytes = 0;
  return limits;
}

}  // namespace

InnerScan::InnerScan(const WorkerTools& tools, std::uint32_t depth)
    : tools_(tools),
      depth_(depth),
      classifier_(tools.patterns, tools.config.classify),
      joiner_(tools.judge, tools.lines && tools.config.emit.records, 0),
      record_formatter_(tools.types) {}
InnerScan::~InnerScan() = default;

void InnerScan::scan(const core::Block& block, const structure::TextMarks& marks,
                     const std::shared_ptr<const core::Provenance>& provenance,
                     assess::BlobShard& shard) {
  told_.clear();
  gaps_.clear();
  gap_places_.clear();
  findings_ = 0;
  runs_.collect(block, marks);
  if (runs_.runs().empty()) return;
  shard_ = {};
  for (const structure::Base64Runs::Run& run : runs_.runs()) enter(block, run, *provenance);
  shard.merge_within(shard_);
}

void InnerScan::enter(const core::Block& block, const structure::Base64Runs::Run& run,
                      const core::Provenance& provenance) {
  const std::string bytes =
      structure::decode_base64(block.view().substr(run.begin, run.end - run.begin));
  const content::Payload payload = content::payload_of(bytes);
  if (payload == content::Payload::kNothing) return;
  place_ = block.offset + run.begin;
  auto inner = std::make_shared<core::Provenance>(provenance);
  inner->within.push_back("base64@" + std::to_string(block.begin_in_blob(run.begin)));
  if (depth_ >= tools_.config.limits.max_depth) {
    const std::string reason = "limit: depth " + std::to_string(tools_.config.limits.max_depth);
    return add_gap(std::move(inner), "base64", 0, reason);
  }
  if (payload == content::Payload::kContainer) {
    expand(bytes, inner);
  } else {
    core::MemoryStream raw(bytes);
    content::CharsetStream text(raw, content::decoder_for(bytes));
    scan_blob(text, bytes.size(), inner);
  }
  if (!run.cut) return;
  add_gap(std::move(inner), "base64", bytes.size(),
          "limit: of a run of base64 in text the first " +
              std::to_string(structure::Base64Runs::kMostLength) + " bytes are decoded");
}

void InnerScan::expand(std::string_view bytes,
                       const std::shared_ptr<const core::Provenance>& provenance) {
  content::ExpandOptions options(limits_of(tools_.config.limits, depth_ + 1, bytes.size()));
  options.passwords = tools_.config.passwords;
  options.keys = tools_.config.keys;
  content::Expander expander(provenance, std::make_unique<core::MemoryStream>(bytes), bytes.size(),
                             options);
  for (content::Item item; expander.next(item);) {
    if (item.stream != nullptr) scan_blob(*item.stream, kBlockSize, item.provenance);
    if (item.incomplete) add_gap(item.provenance, item.format, item.bytes, item.reason);
  }
}

void InnerScan::add_gap(std::shared_ptr<const core::Provenance> provenance, std::string format,
                        std::uint64_t bytes, std::string reason) {
  gaps_.push_back({.provenance = std::move(provenance),
                   .format = std::move(format),
                   .bytes = bytes,
                   .scanned = bytes,
                   .status = core::FileStatus::kPartial,
                   .reason = std::move(reason),
                   .incomplete = true});
  gap_places_.push_back(place_);
}

void InnerScan::scan_blob(core::ByteStream& stream, std::size_t block_size,
                          const std::shared_ptr<const core::Provenance>& provenance) {
  BlockReader reader(stream, block_size, &tools_.fields);
  structure::Cursor cursor;
  while (reader.next(block_, cursor)) scan_block(cursor, reader.columns().get(), provenance);
  if (!reader.error().empty()) add_gap(provenance, reader.format(), reader.bytes(), reader.error());
}

void InnerScan::scan_block(const structure::Cursor& cursor, BlobColumns* columns,
                           const std::shared_ptr<const core::Provenance>& provenance) {
  if (!matcher_) matcher_.emplace(tools_.database);
  const auto matches = matcher_->match(block_, cursor, columns, tools_.config.min_confidence);
  classifier_.start(*provenance, block_);
  joiner_.start(block_, matcher_->records(), matches, shard_);
  count(matches, classifier_, joiner_);
  joiner_.finish();
  findings_ += matches.size();
  if (tools_.lines && tools_.config.emit.findings) {
    for (const core::Match& match : matches) {
      const std::size_t begin = told_.text.size();
      finding_formatter_.append(told_.text, provenance, classifier_.tell(match));
      end_line(begin, sample_of(match, matcher_->records()));
    }
  }
  if (tools_.lines && tools_.config.emit.records) tell_records(matches, provenance);
  if (!deeper_) deeper_ = std::make_unique<InnerScan>(tools_, depth_ + 1);
  deeper_->scan(block_, matcher_->marks(), provenance, shard_);
  for (std::size_t i = 0; i < deeper_->told().lines.size(); ++i) {
    const std::size_t begin = told_.text.size();
    told_.text.append(deeper_->told().line(i));
    told_.end_line(place_, begin, deeper_->told().lines[i].sample);
  }
  findings_ += deeper_->findings();
  std::move(deeper_->gaps().begin(), deeper_->gaps().end(), std::back_inserter(gaps_));
  gap_places_.resize(gaps_.size(), place_);
}

// Those that lie in one block: what is encoded in a text is seldom longer.
void InnerScan::tell_records(std::span<const core::Match> matches,
                             const std::shared_ptr<const core::Provenance>& provenance) {
  for (const assess::RecordJoiner::Ended& ended : joiner_.ended()) {
    if (ended.part != assess::RecordJoiner::Ended::kNoPart) continue;
    joiner_.describe(ended.record, record_);
    joiner_.for_each_finding(ended.record, [&](std::uint32_t number) {
      record_.line.findings.push_back(classifier_.id_of(matches[number]));
      return record_.line.findings.size() < core::RecordLine::kMostIds;
    });
    const std::size_t begin = told_.text.size();
    record_formatter_.append(told_.text, provenance, record_.line);
    end_line(begin, sample_of(record_.line.table, record_.combination));
  }
}

// What is encoded is told beside the samples of the blob's own columns and tables, not instead.
void InnerScan::end_line(std::size_t begin, std::uint64_t sample) {
  told_.end_line(place_, begin, tools_.config.samples > 0 ? sample ^ kWithin : 0);
}

}  // namespace leaksift::scan
