#include "scan/worker.h"

#include "base/hash.h"
#include "scan/blob_report.h"

#include <exception>
#include <string>

namespace leaksift::scan {
namespace {

// What a finding is a sample of: a type in its column or, outside of columns, in the blob.
std::uint64_t sample_of(const core::Finding& finding, const core::RecordIndex& records) {
  std::string message;
  base::append_framed(message, std::uint64_t{finding.pattern});
  if (finding.column != core::kNoRecord) {
    const core::Column& column = records.columns[finding.column];
    base::append_framed(message, column.table);
    base::append_framed(message, column.name);
  }
  return base::siphash64(message, {'f', 'i', 'n', 'd', 'i', 'n', 'g'}) | 1;
}

}  // namespace

Worker::Worker(const WorkerTools& tools, unsigned number)
    : tools_(tools),
      number_(number),
      matcher_(tools.database),
      classifier_(tools.patterns, tools.config.classify),
      joiner_(tools.judge, tools.lines && tools.config.emit.records),
      record_formatter_(tools.types) {}

void Worker::run() {
  Job job;
  while (tools_.feed.claim(job)) {
    try {
      const core::WorkTime::Share share(*job.time);
      scan(job);
    } catch (const std::exception& error) {
      // A fault of the program must not end the scan of everything else, nor pass in silence.
      job.slot->error = std::string("internal error: ") + error.what();
      job.tally.reset();
    }
    job.time.reset();
    tools_.feed.finish(job);
  }
}

void Worker::scan(Job& job) {
  const auto matches =
      matcher_.match(job.block, job.cursor, job.columns.get(), tools_.config.min_confidence);
  const bool tell_findings = tools_.lines && tools_.config.emit.findings;
  finding_lines_.clear();
  told_.clear();
  samples_.clear();
  classifier_.start(*job.provenance, job.block);
  joiner_.start(job.block, matcher_.records(), job.tally->shard(number_));
  for (const core::Match& match : matches) {
    const core::Finding& finding = classifier_.count(match);
    joiner_.add(finding, core::text_of(match, job.block.view()));
    if (tell_findings) tell(job, match, finding);
  }
  joiner_.finish();
  job.slot->findings = matches.size();
  if (tools_.lines) write_lines(job);
  keep_parts(job);
  job.tally.reset();
  job.columns.reset();
}

void Worker::tell(Job& job, const core::Match& match, const core::Finding& finding) {
  std::uint64_t sample = 0;
  if (tools_.config.samples > 0) {
    const std::uint64_t kind = std::uint64_t{match.column} << 32 | match.pattern;
    if (++samples_[kind] > tools_.config.samples) return;
    sample = sample_of(finding, matcher_.records());
  }
  classifier_.complete(match);
  const std::size_t begin = finding_lines_.size();
  finding_formatter_.append(finding_lines_, job.provenance, finding);
  told_.push_back({finding.location.offset, finding_lines_.size() - begin, sample});
}

// Findings by their beginnings, and each record where it ends.
void Worker::write_lines(Job& job) {
  Slot& slot = *job.slot;
  // Blocks are alike: room for as much as the last one gave spares growing by doubling.
  slot.lines.reserve(last_lines_ + last_lines_ / 8);
  samples_.clear();
  auto part = joiner_.parts().begin();
  const auto parts_end = joiner_.parts().end();
  std::size_t at = 0;
  for (const Told& line : told_) {
    for (; part != parts_end && (*part)->closes && (*part)->end <= line.offset; ++part) {
      write_record(job, **part);
    }
    const std::size_t begin = slot.lines.size();
    slot.lines.append(finding_lines_, at, line.length);
    at += line.length;
    end_entry(slot, begin, line.sample);
  }
  for (; part != parts_end && (*part)->closes; ++part) write_record(job, **part);
  last_lines_ = slot.lines.size();
}

bool Worker::is_sampled(std::uint64_t sample) {
  return tools_.config.samples == 0 || ++samples_[sample] <= tools_.config.samples;
}

// Without samples, lines that follow each other need only one entry.
void Worker::end_entry(Slot& slot, std::size_t begin, std::uint64_t sample) {
  const auto length = static_cast<std::uint32_t>(slot.lines.size() - begin);
  const bool joins = sample == 0 && !slot.entries.empty() && slot.entries.back().sample == 0 &&
                     slot.entries.back().part == SlotEntry::kNoPart;
  if (joins) {
    slot.entries.back().length += length;
  } else {
    slot.entries.push_back({.length = length, .sample = sample});
  }
}

void Worker::write_record(Job& job, assess::RecordPart& part) {
  Slot& slot = *job.slot;
  if (!part.opens) {
    name_findings(part);
    slot.entries.push_back({.part = static_cast<std::uint32_t>(slot.parts.size())});
    slot.parts.push_back(part);
    return;
  }
  if (!tools_.config.emit.records) return;
  const std::uint64_t sample = tools_.config.samples == 0 ? 0 : sample_of(part);
  if (!is_sampled(sample)) return;
  name_findings(part);
  part.complete(tools_.judge);
  const std::size_t begin = slot.lines.size();
  record_formatter_.append(slot.lines, job.provenance, part.line);
  end_entry(slot, begin, sample);
}

// The ids of a record's findings, of which only those of records that are told are worth making.
void Worker::name_findings(assess::RecordPart& part) {
  for (const assess::FindingRef& ref : part.refs) {
    part.line.findings.push_back(classifier_.id_of(ref.type, ref.offset, ref.length));
  }
  part.refs.clear();
}

// The parts of records that reach beyond the block, but those that have an entry already.
void Worker::keep_parts(Job& job) {
  Slot& slot = *job.slot;
  for (assess::RecordPart* part : joiner_.parts()) {
    if (part->opens && part->closes) continue;
    name_findings(*part);
    if (!part->closes) {
      slot.parts.push_back(*part);
    } else if (!tools_.lines) {
      slot.entries.push_back({.part = static_cast<std::uint32_t>(slot.parts.size())});
      slot.parts.push_back(*part);
    }
  }
}

}  // namespace leaksift::scan
