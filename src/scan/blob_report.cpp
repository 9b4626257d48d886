#include "scan/blob_report.h"

#include "base/hash.h"

#include <algorithm>
#include <utility>

namespace leaksift::scan {

std::uint64_t sample_of(std::string_view table, std::uint32_t combination) {
  std::string message;
  base::append_framed(message, table);
  base::append_framed(message, std::uint64_t{combination});
  return base::siphash64(message, {'r', 'e', 'c', 'o', 'r', 'd'}) | 1;
}

BlobReport::BlobReport(const ScanConfig& config, const assess::RecordJudge& judge,
                       const std::vector<core::TypeInfo>& types, Reports& reports,
                       assess::Assessor& assessor)
    : config_(config), judge_(judge), reports_(reports), assessor_(assessor), formatter_(types) {}

void BlobReport::take(Slot& slot) {
  if (slot.file) {
    close(slot);
  } else {
    write(slot);
  }
}

bool BlobReport::is_sampled(std::uint64_t sample) {
  if (config_.samples == 0 || sample == 0) return true;
  return ++samples_[sample] <= config_.samples;
}

// Lines that follow each other are handed on together, and never copied.
void BlobReport::write(Slot& slot) {
  if (error_.empty()) error_ = slot.error;
  const std::string_view lines = slot.lines.view();
  std::size_t from = 0;
  std::size_t to = 0;
  auto hand_on = [&] {
    reports_.entries(lines.substr(from, to - from));
    from = to;
  };
  for (const SlotEntry& entry : slot.entries) {
    if (entry.part != SlotEntry::kNoPart) {
      hand_on();
      end_record(slot, slot.parts[entry.part]);
    } else if (entry.gap != SlotEntry::kNoPart) {
      hand_on();
      assessor_.close(slot.gaps[entry.gap], {}, {}, true);
      reports_.file(slot.gaps[entry.gap]);
    } else if (is_sampled(entry.sample)) {
      to += entry.length;
    } else {
      hand_on();
      from = to += entry.length;
    }
  }
  hand_on();
  for (const assess::RecordPart& part : slot.parts) {
    if (!part.closes) merge(part);
  }
}

void BlobReport::merge(const assess::RecordPart& part) {
  for (assess::RecordPart& known : open_) {
    if (known.begin != part.begin || known.line.number != part.line.number) continue;
    known.append(part);
    return;
  }
  open_.push_back(part);
}

void BlobReport::end_record(const Slot& slot, const assess::RecordPart& last) {
  merge(last);
  const auto known = std::find_if(open_.begin(), open_.end(), [&last](const auto& part) {
    return part.begin == last.begin && part.line.number == last.line.number;
  });
  assess::RecordPart whole = std::move(*known);
  open_.erase(known);
  tell(slot, whole);
}

void BlobReport::tell(const Slot& slot, assess::RecordPart& record) {
  record.judge(judge_);
  if (record.line.finding_count == 0) return;
  records_.add(record.combination, record.line.region);
  if (!config_.emit.records || !reports_.want_entries()) return;
  if (!is_sampled(sample_of(record.line.table, record.combination))) return;
  record.complete(judge_);
  record_line_.clear();
  formatter_.append(record_line_, slot.provenance, record.line);
  reports_.entries(record_line_.view());
}

void BlobReport::close(Slot& slot) {
  // What has not ended when the blob does ends with it, the innermost first.
  std::sort(open_.begin(), open_.end(), [](const auto& a, const auto& b) {
    return std::pair(a.begin, a.line.number) > std::pair(b.begin, b.line.number);
  });
  for (assess::RecordPart& record : open_) tell(slot, record);
  open_.clear();
  assess::BlobShard tally = slot.tally ? slot.tally->take() : assess::BlobShard();
  tally.records().merge(records_);
  records_ = {};
  samples_.clear();
  const std::vector<core::ColumnLine> columns = tally.columns();
  if (config_.emit.columns && reports_.want_entries()) {
    column_lines_.clear();
    for (const core::ColumnLine& column : columns) {
      formatter_.append(column_lines_, slot.file->provenance, column);
    }
    reports_.entries(column_lines_);
  }
  if (!error_.empty()) {
    slot.file->status = core::FileStatus::kPartial;
    slot.file->reason = std::exchange(error_, {});
    slot.file->incomplete = true;
  }
  assessor_.close(*slot.file, tally, columns, slot.member);
  reports_.file(*slot.file);
}

}  // namespace leaksift::scan
