#include "scan/feed.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace leaksift::scan {
namespace {

/// How many slots of a lane may wait to be written, most of them lines of empty blobs.
constexpr std::size_t kMostSlots = 4096;
/// How many inputs may wait to be written, most of them small ones that were read to their end.
constexpr std::size_t kMostLanes = 256;
/// What a block takes beside its bytes.
constexpr std::size_t kSlotBytes = std::size_t{16} << 10;
/// To be woken for each small file would cost more than to write its lines.
constexpr std::size_t kWorthWaking = 8 * kSlotBytes;

/// The lines of a block count as much as its bytes at most, and as that until it is done. Mostly
/// there are none, for which nobody need be woken at once.
std::size_t cost_of(const Slot& slot) {
  const std::size_t bytes = slot.bytes;
  return kSlotBytes + (slot.done ? std::min(bytes, slot.lines.size()) : bytes);
}

}  // namespace

Feed::Feed(const ScanConfig& config, const std::atomic<int>* stop_signal,
           const structure::FieldJudge& fields)
    : config_(config),
      stop_signal_(stop_signal),
      fields_(fields),
      most_rooms_(2 * config.threads + 2),
      most_waiting_(most_rooms_ * (kSlotBytes + config.block_size)),
      most_lanes_(config.threads + 2),
      walker_(config.walk) {}

// The first lane that can be read from, if that is allowed now. When there is no room left, only
// the first lane of all may go on, and only when nothing of it waits to be written: otherwise
// blocks of later lanes, which cannot be written before it, would bar the way for ever.
Feed::OpenLane* Feed::free_lane() {
  const bool room = waiting_ + kSlotBytes + config_.block_size <= most_waiting_;
  for (OpenLane& open : lanes_) {
    const bool full = open.slots.size() >= kMostSlots;
    if (!open.exhausted && !open.busy && !full && (room || open.slots.empty())) return &open;
    if (!room) break;
  }
  if (!room || walked_ || reading_ >= most_lanes_ || lanes_.size() >= kMostLanes) return nullptr;
  source::Input input;
  if (!walker_.next(input)) {
    walked_ = true;
    progress_.all_known = true;
    may_take_.notify_one();
    may_claim_.notify_all();
    return nullptr;
  }
  progress_.bytes_known += input.bytes;
  ++progress_.files;
  lanes_.emplace_back(std::move(input), config_, decoded_total_, stop_signal_, fields_);
  ++reading_;
  return &lanes_.back();
}

// Wakes the writing thread once that is worth it. Whoever is about to wait does so in any case.
void Feed::tell_writer(std::size_t bytes) {
  untold_ += bytes;
  if (untold_ < kWorthWaking) return;
  untold_ = 0;
  may_take_.notify_one();
}

bool Feed::claim(Job& job) {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    if (OpenLane* open = free_lane()) {
      if (read_from(*open, job, lock)) return true;
      continue;
    }
    bool all_exhausted = walked_;
    for (const OpenLane& open : lanes_) all_exhausted = all_exhausted && open.exhausted;
    tell_writer(kWorthWaking);
    if (all_exhausted) return false;
    may_claim_.wait(lock);
  }
  return false;
}

bool Feed::read_from(OpenLane& open, Job& job, std::unique_lock<std::mutex>& lock) {
  open.busy = true;
  waiting_ += kSlotBytes + config_.block_size;
  lock.unlock();
  std::deque<std::shared_ptr<Slot>> slots;
  const Lane::Got got = open.lane.next(job, slots);
  const bool claimed = got == Lane::Got::kBlock;
  lock.lock();
  open.busy = false;
  open.exhausted = got == Lane::Got::kEnd;
  if (open.exhausted) --reading_;
  if (claimed && !rooms_.empty()) {
    job.slot->lines = std::move(rooms_.back());
    rooms_.pop_back();
  }
  waiting_ -= kSlotBytes + config_.block_size;
  if (claimed) waiting_ += cost_of(*job.slot);
  // The writing thread has nothing to do before a slot is done, or none comes any more.
  const auto done =
      std::count_if(slots.begin(), slots.end(), [](const auto& slot) { return slot->done; });
  std::move(slots.begin(), slots.end(), std::back_inserter(open.slots));
  tell_writer(static_cast<std::size_t>(done) * kSlotBytes);
  may_claim_.notify_all();
  return claimed;
}

void Feed::finish(Job& job) {
  const std::lock_guard lock(mutex_);
  waiting_ -= cost_of(*job.slot);
  job.slot->done = true;
  waiting_ += cost_of(*job.slot);
  tell_writer(cost_of(*job.slot));
  if (job.slot->lines.size() == 0) take_room_of(*job.slot);
  may_claim_.notify_all();
  job.slot.reset();
}

// Memory that was written to before is at hand at once, while the kernel must clear what is new.
void Feed::take_room_of(Slot& slot) {
  if (slot.lines.capacity() == 0 || rooms_.size() >= most_rooms_) return;
  rooms_.push_back(std::move(slot.lines));
  rooms_.back().clear();
}

Feed::Taken Feed::take(std::shared_ptr<Slot>& slot) {
  std::unique_lock lock(mutex_);
  if (slot) take_room_of(*slot);
  slot.reset();
  auto drop_finished = [this] {
    while (!lanes_.empty() && lanes_.front().exhausted && lanes_.front().slots.empty()) {
      lanes_.pop_front();
      may_claim_.notify_all();
    }
  };
  auto ready = [&] {
    drop_finished();
    if (lanes_.empty()) return walked_;
    const auto& slots = lanes_.front().slots;
    return !slots.empty() && slots.front()->done;
  };
  if (!may_take_.wait_for(lock, std::chrono::milliseconds(100), ready)) return Taken::kNotYet;
  if (lanes_.empty()) return Taken::kEnd;
  slot = std::move(lanes_.front().slots.front());
  lanes_.front().slots.pop_front();
  const std::size_t left = lanes_.front().slots.size();
  const bool makes_room = left == 0 || left + 1 == kMostSlots;
  if (!slot->file) waiting_ -= cost_of(*slot);
  if (!slot->file || makes_room) may_claim_.notify_all();
  progress_.bytes_scanned += slot->bytes;
  progress_.findings += slot->findings;
  return Taken::kSlot;
}

void Feed::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  may_claim_.notify_all();
}

bool Feed::take_rest(const std::string& reason, std::shared_ptr<Slot>& slot) {
  const std::lock_guard lock(mutex_);
  for (; !lanes_.empty(); lanes_.pop_front()) {
    OpenLane& open = lanes_.front();
    if (open.slots.empty() && !open.exhausted) {
      open.lane.cut(reason, open.slots);
      open.exhausted = true;
    }
    if (open.slots.empty()) continue;
    slot = std::move(open.slots.front());
    open.slots.pop_front();
    progress_.bytes_scanned += slot->bytes;
    progress_.findings += slot->findings;
    return true;
  }
  return false;
}

Progress Feed::progress() {
  const std::lock_guard lock(mutex_);
  return progress_;
}

}  // namespace leaksift::scan
