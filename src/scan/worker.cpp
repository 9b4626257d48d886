#include "scan/worker.h"

#include "scan/blob_report.h"
#include "scan/counting.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>

namespace leaksift::scan {
namespace {

/// How many findings of a kind are told of each block.
std::size_t samples_of(const WorkerTools& tools) {
  if (!tools.lines || !tools.config.emit.findings) return 0;
  return tools.config.samples == 0 ? ~std::size_t{0} : tools.config.samples;
}

}  // namespace

Worker::Worker(const WorkerTools& tools, unsigned number)
    : tools_(tools),
      number_(number),
      matcher_(tools.database),
      classifier_(tools.patterns, tools.config.classify),
      joiner_(tools.judge, tools.lines && tools.config.emit.records, samples_of(tools)),
      record_formatter_(tools.types),
      inner_(tools, 0) {}

// First everything is counted, in one quick pass; then what is to be told is written.
void Worker::scan(Job& job) {
  matches_ = matcher_.match(job.block, job.cursor, job.columns.get(), tools_.config.min_confidence);
  assess::BlobShard& shard = job.tally->shard(number_);
  inner_.scan(job.block, matcher_.marks(), job.provenance, shard);
  classifier_.start(*job.provenance, job.block);
  joiner_.start(job.block, matcher_.records(), matches_, shard);
  count(matches_, classifier_, joiner_);
  joiner_.finish();
  job.slot->findings = matches_.size() + inner_.findings();
  job.slot->gaps = std::move(inner_.gaps());
  ids_.assign(tools_.lines && tools_.config.samples == 0 ? matches_.size() : 0, std::nullopt);
  next_inner_ = 0;
  next_gap_ = 0;
  if (tools_.lines) {
    write_lines(job);
  } else {
    write_inner(job, ~std::uint64_t{0});
  }
  keep_parts(job);
  job.tally.reset();
  job.columns.reset();
}

// Findings by their beginnings, and each record where it ends.
void Worker::write_lines(Job& job) {
  // Blocks are alike: room for as much as the last one gave spares growing by doubling.
  job.slot->lines.room(last_lines_);
  samples_.clear();
  auto ended = joiner_.ended().begin();
  const auto last = joiner_.ended().end();
  for (const std::uint32_t number : joiner_.samples()) {
    const std::uint64_t offset = job.block.offset + matches_[number].value.begin;
    for (; ended != last && joiner_.end_of(ended->record) <= offset; ++ended) {
      write_inner(job, joiner_.end_of(ended->record));
      write_ended(job, *ended);
    }
    write_inner(job, offset);
    write_finding(job, number);
  }
  for (; ended != last; ++ended) {
    write_inner(job, joiner_.end_of(ended->record));
    write_ended(job, *ended);
  }
  write_inner(job, ~std::uint64_t{0});
  last_lines_ = job.slot->lines.size();
}

// The lines and then the gaps of each run before `offset` of the block's text.
void Worker::write_inner(Job& job, std::uint64_t offset) {
  const auto& lines = inner_.told().lines;
  const auto& gaps = inner_.gap_places();
  for (;;) {
    const std::uint64_t line = next_inner_ < lines.size() ? lines[next_inner_].place : offset;
    const std::uint64_t gap = next_gap_ < gaps.size() ? gaps[next_gap_] : offset;
    if (std::min(line, gap) >= offset) return;
    if (gap < line) {
      job.slot->entries.push_back({.gap = next_gap_++});
      continue;
    }
    const std::size_t begin = job.slot->lines.size();
    job.slot->lines.append(inner_.told().line(next_inner_));
    end_entry(*job.slot, begin, lines[next_inner_].sample);
    ++next_inner_;
  }
}

void Worker::write_finding(Job& job, std::uint32_t number) {
  const core::Match& match = matches_[number];
  const core::Finding& finding = classifier_.tell(match);
  if (!ids_.empty()) ids_[number] = finding.id;
  const std::size_t begin = job.slot->lines.size();
  finding_formatter_.append(job.slot->lines, job.provenance, finding);
  end_entry(*job.slot, begin,
            tools_.config.samples == 0 ? 0 : sample_of(match, matcher_.records()));
}

// Without samples, lines that follow each other need only one entry.
void Worker::end_entry(Slot& slot, std::size_t begin, std::uint64_t sample) {
  const auto length = static_cast<std::uint32_t>(slot.lines.size() - begin);
  const bool joins = sample == 0 && !slot.entries.empty() && slot.entries.back().sample == 0 &&
                     slot.entries.back().part == SlotEntry::kNoPart &&
                     slot.entries.back().gap == SlotEntry::kNoPart;
  if (joins) {
    slot.entries.back().length += length;
  } else {
    slot.entries.push_back({.length = length, .sample = sample});
  }
}

void Worker::write_ended(Job& job, const assess::RecordJoiner::Ended& ended) {
  if (ended.part == assess::RecordJoiner::Ended::kNoPart) {
    if (tools_.config.emit.records && is_sampled(ended.record)) write_record(job, ended.record);
    return;
  }
  Slot& slot = *job.slot;
  assess::RecordPart& part = joiner_.parts()[ended.part].part;
  name_findings(ended.record, part.line);
  slot.entries.push_back({.part = static_cast<std::uint32_t>(slot.parts.size())});
  slot.parts.push_back(part);
}

// No more of a block than may be told of the whole blob, which the writing thread sees to.
bool Worker::is_sampled(std::uint32_t record) {
  if (tools_.config.samples == 0) return true;
  const std::uint64_t table = matcher_.records().records[record].table;
  return ++samples_[table << 32 | joiner_.combination_of(record)] <= tools_.config.samples;
}

void Worker::write_record(Job& job, std::uint32_t record) {
  joiner_.describe(record, record_);
  name_findings(record, record_.line);
  const std::size_t begin = job.slot->lines.size();
  record_formatter_.append(job.slot->lines, job.provenance, record_.line);
  end_entry(
      *job.slot, begin,
      tools_.config.samples == 0 ? 0 : scan::sample_of(record_.line.table, record_.combination));
}

// The ids of a record's findings, of which only those of records that are told are worth making.
void Worker::name_findings(std::uint32_t record, core::RecordLine& line) {
  if (!tools_.lines || !tools_.config.emit.records) return;
  joiner_.for_each_finding(record, [&](std::uint32_t number) {
    const bool known = !ids_.empty() && ids_[number];
    line.findings.push_back(known ? *ids_[number] : classifier_.id_of(matches_[number]));
    return line.findings.size() < core::RecordLine::kMostIds;
  });
}

// The parts of records that reach beyond the block, but those that have an entry already.
void Worker::keep_parts(Job& job) {
  Slot& slot = *job.slot;
  for (auto& [record, part] : joiner_.parts()) {
    if (part.closes && tools_.lines) continue;
    name_findings(record, part.line);
    if (part.closes)
      slot.entries.push_back({.part = static_cast<std::uint32_t>(slot.parts.size())});
    slot.parts.push_back(part);
  }
}

void work(const WorkerTools& tools, unsigned number) {
  std::optional<Worker> worker;
  Job job;
  while (tools.feed.claim(job)) {
    try {
      const core::WorkTime::Share share(*job.time);
      if (!worker) worker.emplace(tools, number);
      worker->scan(job);
    } catch (const std::exception& error) {
      // A fault of the program must not end the scan of everything else, nor pass in silence.
      job.slot->error = std::string("internal error: ") + error.what();
      job.tally.reset();
    }
    job.time.reset();
    tools.feed.finish(job);
  }
}

}  // namespace leaksift::scan
