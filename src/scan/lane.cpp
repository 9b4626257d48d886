#include "scan/lane.h"

#include "scan/log_pair.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace leaksift::scan {
namespace {

/// How many lines are read in one go.
constexpr std::size_t kMostLines = 256;

void append_file(core::FileLine line, bool member, std::deque<std::shared_ptr<Slot>>& slots) {
  auto slot = std::make_shared<Slot>();
  slot->done = true;
  slot->provenance = line.provenance;
  slot->file = std::move(line);
  slot->member = member;
  slots.push_back(std::move(slot));
}

}  // namespace

Lane::Lane(source::Input input, const ScanConfig& config, content::DecodedTotal& total,
           const std::atomic<int>* stop, const structure::FieldJudge* fields)
    : config_(config),
      total_(total),
      stop_(stop),
      fields_(fields),
      input_(std::move(input)),
      time_(std::make_shared<core::WorkTime>(config.limits.max_seconds)) {
  auto provenance = std::make_shared<core::Provenance>();
  provenance->root = input_.root;
  provenance->path = input_.path;
  // Of a root that is itself a file, its name: ids of several such roots must differ.
  const std::size_t slash = input_.root.find_last_of('/');
  provenance->below_root =
      input_.below_root.empty() ? input_.root.substr(slash + 1) : input_.below_root;
  provenance_ = std::move(provenance);
}

// Opens the input; on failure its line is all there is.
bool Lane::open(std::deque<std::shared_ptr<Slot>>& slots) {
  opened_ = true;
  core::FileLine line{.provenance = provenance_,
                      .bytes = input_.bytes,
                      .status = input_.status,
                      .reason = input_.reason,
                      .incomplete = input_.incomplete};
  if (input_.status == core::FileStatus::kScanned) {
    auto stream = source::open(input_, stop_);
    if (stream) {
      content::ExpandOptions options(config_.limits);
      options.passwords = config_.passwords;
      options.keys = config_.keys;
      options.decoded_total = &total_;
      options.time = time_.get();
      options.beside = open_log_pair(input_, **stream);
      expander_ = std::make_unique<content::Expander>(provenance_, std::move(*stream), input_.bytes,
                                                      options);
      return true;
    }
    line.status = core::FileStatus::kFailed;
    line.reason = stream.error().message;
    line.incomplete = true;
  }
  append_file(std::move(line), false, slots);
  return false;
}

// Whatever is wrong with an input, and be it a fault in reading it, ends this input alone.
Lane::Got Lane::next(Job& job, std::deque<std::shared_ptr<Slot>>& slots) {
  const core::WorkTime::Reading reading(*time_);
  try {
    return read_on(job, slots);
  } catch (const std::exception& error) {
    core::FileLine line = reader_ ? line_of_item() : core::FileLine{.provenance = provenance_};
    line.bytes = std::max(line.bytes, input_.bytes);
    line.scanned = reader_ ? reader_->bytes() : 0;
    line.status = line.scanned > 0 ? core::FileStatus::kPartial : core::FileStatus::kFailed;
    line.reason = std::string("internal error: ") + error.what();
    line.incomplete = true;
    append_file(std::move(line), reader_ && item_.provenance != provenance_, slots);
    slots.back()->tally = std::move(tally_);
    reader_.reset();
    expander_.reset();
    return Got::kEnd;
  }
}

Lane::Got Lane::read_on(Job& job, std::deque<std::shared_ptr<Slot>>& slots) {
  if (!opened_ && !open(slots)) return Got::kEnd;
  if (!expander_) return Got::kEnd;
  while (true) {
    if (reader_) {
      if (time_->passed()) reader_->stop("limit: time");
      if (reader_->next(job.block, job.cursor)) break;
      end_blob(slots);
      if (slots.size() >= kMostLines) return Got::kLines;
    }
    if (!expander_->next(item_)) {
      expander_.reset();
      return Got::kEnd;
    }
    if (item_.stream) {
      reader_ = std::make_unique<BlockReader>(*item_.stream, config_.block_size, fields_);
      tally_ = std::make_shared<assess::BlobTally>(config_.threads);
    } else {
      end_item(slots);
    }
    // An archive of millions of empty members must not be held as lines.
    if (!reader_ && slots.size() >= kMostLines) return Got::kLines;
  }
  job.provenance = item_.provenance;
  job.columns = reader_->columns();
  job.tally = tally_;
  job.time = time_;
  job.slot = std::make_shared<Slot>();
  job.slot->provenance = item_.provenance;
  job.slot->bytes =
      job.block.begin_in_blob(job.block.own_end) - job.block.begin_in_blob(job.block.own_begin);
  slots.push_back(job.slot);
  return Got::kBlock;
}

void Lane::cut(const std::string& reason, std::deque<std::shared_ptr<Slot>>& slots) {
  const bool within = reader_ == nullptr || item_.provenance != provenance_;
  if (reader_) {
    reader_->stop(reason);
    end_blob(slots);
  }
  if (expander_ && within) {
    append_file({.provenance = provenance_,
                 .bytes = input_.bytes,
                 .status = core::FileStatus::kPartial,
                 .reason = reason,
                 .incomplete = true},
                false, slots);
  }
  expander_.reset();
}

core::FileLine Lane::line_of_item() const {
  return {.provenance = item_.provenance,
          .format = item_.format,
          .bytes = item_.bytes,
          .scanned = 0,
          .status = item_.status,
          .reason = item_.reason,
          .incomplete = item_.incomplete};
}

// A blob has been read to its end, or to where its stream failed.
void Lane::end_blob(std::deque<std::shared_ptr<Slot>>& slots) {
  core::FileLine line = line_of_item();
  const bool member = item_.provenance != provenance_;
  line.scanned = reader_->bytes();
  line.encoding = reader_->encoding();
  if (line.format.empty()) line.format = reader_->format();
  // A member that was read to its end is as long as it was, whatever its header says.
  const bool cut = !reader_->error().empty();
  if ((member && !cut) || line.bytes < line.scanned) line.bytes = line.scanned;
  line.damage = reader_->damage();
  if (!reader_->error().empty()) {
    line.status = line.scanned > 0 ? core::FileStatus::kPartial : core::FileStatus::kFailed;
    line.reason = reader_->error();
    line.incomplete = true;
  }
  reader_.reset();
  append_file(std::move(line), member, slots);
  slots.back()->tally = std::move(tally_);
}

// The outcome of a container, or of a member that was not read.
void Lane::end_item(std::deque<std::shared_ptr<Slot>>& slots) {
  core::FileLine line = line_of_item();
  const bool member = item_.provenance != provenance_;
  const bool whole = line.status == core::FileStatus::kScanned;
  line.bytes = std::max(line.bytes, item_.covered);
  line.scanned = whole ? line.bytes : item_.covered;
  append_file(std::move(line), member, slots);
}

}  // namespace leaksift::scan
