#include "core/work_time.h"

#include <algorithm>
#include <ctime>

namespace leaksift::core {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t time_of_thread() {
  timespec now = {};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * kSecond + now.tv_nsec;
}

}  // namespace

WorkTime::WorkTime(std::uint64_t most_seconds)
    : most_(static_cast<std::int64_t>(std::min<std::uint64_t>(most_seconds, INT64_MAX / kSecond)) *
            kSecond) {}

WorkTime::Share::Share(WorkTime& time) : time_(time), begin_(time_of_thread()) {}

WorkTime::Share::~Share() {
  time_.spent_ += time_of_thread() - begin_;
}

WorkTime::Reading::Reading(WorkTime& time) : Share(time) {
  time_.reading_since_ = begin_;
}

WorkTime::Reading::~Reading() {
  time_.reading_since_ = -1;
}

bool WorkTime::passed() const {
  const std::int64_t running = reading_since_ < 0 ? 0 : time_of_thread() - reading_since_;
  return spent_ + running > most_;
}

}  // namespace leaksift::core
