// WorkTime: the computing time that one input has cost.
#pragma once

#include <atomic>
#include <cstdint>

namespace leaksift::core {

/// Adds up the processor time that threads spend on one input; waiting for a disk, a pipe or other
/// inputs costs nothing. One thread at a time reads the input, and others scan what it read.
class WorkTime {
 public:
  explicit WorkTime(std::uint64_t most_seconds);

  /// Counts the processor time of the thread that made it, for as long as it lives.
  class Share {
   public:
    explicit Share(WorkTime& time);
    ~Share();
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

   protected:
    WorkTime& time_;
    std::int64_t begin_;
  };

  /// The same, of the thread that reads: passed() counts it before it has ended.
  class Reading : public Share {
   public:
    explicit Reading(WorkTime& time);
    ~Reading();
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
  };

  /// Whether the input has cost more than the seconds given. Asked by the thread that reads.
  bool passed() const;

 private:
  std::int64_t most_;  ///< Nanoseconds, as all here.
  std::atomic<std::int64_t> spent_ = 0;
  std::int64_t reading_since_ = -1;  ///< -1: nobody reads.
};

}  // namespace leaksift::core
