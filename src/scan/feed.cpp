#include "scan/feed.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace leaksift::scan {
namespace {

/// How many slots of a lane may wait to be written, most of them lines of empty blobs.
constexpr std::size_t kMostSlots = 4096;

}  // namespace

Feed::Feed(const ScanConfig& config, const std::atomic<int>* stop_signal)
    : config_(config),
      stop_signal_(stop_signal),
      most_waiting_(2 * config.threads + 2),
      most_lanes_(config.threads + 2),
      walker_(config.walk) {}

// The first lane that can be read from, if that is allowed now. When there is no room left, only
// the first lane of all may go on, and only when nothing of it waits to be written: otherwise
// blocks of later lanes, which cannot be written before it, would bar the way for ever.
Feed::OpenLane* Feed::free_lane() {
  const bool room = waiting_ < most_waiting_;
  for (OpenLane& open : lanes_) {
    const bool full = open.slots.size() >= kMostSlots;
    if (!open.exhausted && !open.busy && !full && (room || open.slots.empty())) return &open;
    if (!room) break;
  }
  if (!room || walked_ || lanes_.size() >= most_lanes_) return nullptr;
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
  lanes_.emplace_back(std::move(input), config_, decoded_total_, stop_signal_);
  return &lanes_.back();
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
    if (all_exhausted) return false;
    may_claim_.wait(lock);
  }
  return false;
}

bool Feed::read_from(OpenLane& open, Job& job, std::unique_lock<std::mutex>& lock) {
  open.busy = true;
  ++waiting_;
  lock.unlock();
  std::deque<std::shared_ptr<Slot>> slots;
  const Lane::Got got = open.lane.next(job, slots);
  const bool claimed = got == Lane::Got::kBlock;
  lock.lock();
  open.busy = false;
  open.exhausted = got == Lane::Got::kEnd;
  if (claimed && !rooms_.empty()) {
    job.slot->lines = std::move(rooms_.back());
    rooms_.pop_back();
  }
  if (!claimed) --waiting_;
  // The writing thread has nothing to do before a slot is done, or none comes any more.
  const bool any_done =
      std::any_of(slots.begin(), slots.end(), [](const auto& slot) { return slot->done; });
  std::move(slots.begin(), slots.end(), std::back_inserter(open.slots));
  if (any_done || !claimed) may_take_.notify_one();
  may_claim_.notify_all();
  return claimed;
}

void Feed::finish(Job& job) {
  const std::lock_guard lock(mutex_);
  job.slot->done = true;
  job.slot.reset();
  may_take_.notify_one();
}

// Memory that was written to before is at hand at once, while the kernel must clear what is new.
void Feed::take_room_of(Slot& slot) {
  if (slot.lines.capacity() == 0 || rooms_.size() >= most_waiting_) return;
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
  if (!slot->file) --waiting_;
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

Progress Feed::progress() {
  const std::lock_guard lock(mutex_);
  return progress_;
}

}  // namespace leaksift::scan
