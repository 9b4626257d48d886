#include "scan/worker.h"

#include "base/hash.h"
#include "scan/blob_report.h"

#include <exception>
#include <string>

namespace leaksift::scan {

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

// First everything is counted, in one quick pass; then what is to be told is written.
void Worker::scan(Job& job) {
  matches_ = matcher_.match(job.block, job.cursor, job.columns.get(), tools_.config.min_confidence);
  const bool tell_findings = tools_.lines && tools_.config.emit.findings;
  const std::size_t most = tools_.config.samples == 0 ? matches_.size() : tools_.config.samples;
  told_.clear();
  classifier_.start(*job.provenance, job.block);
  joiner_.start(job.block, matcher_.records(), job.tally->shard(number_));
  for (std::uint32_t i = 0; i < matches_.size(); ++i) {
    const std::size_t of_its_kind =
        joiner_.add(classifier_.count(matches_[i]), core::text_of(matches_[i], job.block.view()));
    if (tell_findings && of_its_kind <= most) told_.push_back(i);
  }
  joiner_.finish();
  job.slot->findings = matches_.size();
  ids_.assign(tools_.lines && tools_.config.samples == 0 ? matches_.size() : 0, std::nullopt);
  if (tools_.lines) write_lines(job);
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
  for (const std::uint32_t number : told_) {
    const std::uint64_t offset = job.block.offset + matches_[number].value.begin;
    for (; ended != last && joiner_.end_of(ended->record) <= offset; ++ended) {
      write_ended(job, *ended);
    }
    write_finding(job, number);
  }
  for (; ended != last; ++ended) write_ended(job, *ended);
  last_lines_ = job.slot->lines.size();
}

void Worker::write_finding(Job& job, std::uint32_t number) {
  const core::Match& match = matches_[number];
  const core::Finding& finding = classifier_.tell(match);
  if (!ids_.empty()) ids_[number] = finding.id;
  const std::size_t begin = job.slot->lines.size();
  finding_formatter_.append(job.slot->lines, job.provenance, finding);
  end_entry(*job.slot, begin, tools_.config.samples == 0 ? 0 : sample_of(match));
}

// What a finding is a sample of: a type in its column or, outside of columns, in the blob.
std::uint64_t Worker::sample_of(const core::Match& match) const {
  std::string message;
  base::append_framed(message, std::uint64_t{match.pattern});
  if (match.column != core::kNoRecord) {
    const core::Column& column = matcher_.records().columns[match.column];
    base::append_framed(message, column.table);
    base::append_framed(message, column.name);
  }
  return base::siphash64(message, {'f', 'i', 'n', 'd', 'i', 'n', 'g'}) | 1;
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

}  // namespace leaksift::scan
