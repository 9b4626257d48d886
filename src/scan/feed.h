// Feed: hands blocks to workers and takes their results back into order.
#pragma once

#include "base/text_buffer.h"
#include "scan/lane.h"
#include "scan/scan.h"
#include "source/walker.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace leaksift::scan {

/// Everything that is shared between the threads of a scan. Workers call `claim` and `finish`, the
/// writing thread calls `take`. Blocks are claimed roughly in the order of the report, and no more
/// are under way or waiting to be written than a few per thread, so that memory stays bounded when
/// one block is slow.
class Feed {
 public:
  /// `stop_signal` may be null. `fields` must outlive the cursors of all jobs.
  Feed(const ScanConfig& config, const std::atomic<int>* stop_signal,
       const structure::FieldJudge& fields);

  /// The next block to scan; false when there is none left or the scan stops. Reads input.
  bool claim(Job& job);
  /// Says that the results of `job` are in its slot.
  void finish(Job& job);

  enum class Taken : std::uint8_t { kSlot, kNotYet, kEnd };
  /// The next slot in the order of the report. Waits at most a tenth of a second for it. `slot` is
  /// the one before, if any, whose room for lines is used again.
  Taken take(std::shared_ptr<Slot>& slot);

  /// Lets workers come to an end: claim gives no more.
  void stop();

  /// When all workers have ended: the next slot of those that were scanned, and of those that end
  /// what was under way, for this reason. False at their end.
  bool take_rest(const std::string& reason, std::shared_ptr<Slot>& slot);

  Progress progress();

 private:
  /// An input that is open, with the slots that have not been taken yet.
  struct OpenLane {
    OpenLane(source::Input input, const ScanConfig& config, content::DecodedTotal& total,
             const std::atomic<int>* stop, const structure::FieldJudge& fields)
        : lane(std::move(input), config, total, stop, &fields) {}
    Lane lane;
    bool busy = false;  ///< A worker is reading from it.
    bool exhausted = false;
    std::deque<std::shared_ptr<Slot>> slots;
  };

  OpenLane* free_lane();
  void tell_writer(std::size_t bytes);
  void take_room_of(Slot& slot);
  bool read_from(OpenLane& open, Job& job, std::unique_lock<std::mutex>& lock);

  const ScanConfig& config_;
  const std::atomic<int>* stop_signal_;
  const structure::FieldJudge& fields_;
  const std::size_t most_rooms_;
  const std::size_t most_waiting_;  ///< Bytes of blocks claimed, and of lines not yet taken.
  const std::size_t most_lanes_;    ///< That may be read from.
  content::DecodedTotal decoded_total_;

  std::mutex mutex_;  ///< Guards all below.
  std::condition_variable may_claim_;
  std::condition_variable may_take_;
  source::Walker walker_;
  bool walked_ = false;
  bool stopped_ = false;
  std::list<OpenLane> lanes_;  ///< In the order of the report.
  std::size_t reading_ = 0;    ///< Lanes that are not exhausted.
  std::size_t waiting_ = 0;
  std::size_t untold_ = 0;  ///< Bytes of blocks that the writing thread was not woken for.
  std::vector<base::TextBuffer> rooms_;  ///< For the lines of blocks; each had some before.
  Progress progress_;
};

}  // namespace leaksift::scan
