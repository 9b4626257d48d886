#include "detect/idle_runs.h"

#include <algorithm>
#include <cstring>

namespace leaksift::detect {

void IdleRuns::use_for(double least) {
  if (least == least_) return;
  least_ = least;
  for (Run& run : runs_) run.before = 0;
}

std::size_t IdleRuns::slot_of(std::string_view text, std::size_t pair) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  std::uint64_t before = 0;
  std::uint64_t behind = 0;
  std::memcpy(&before, text.data() + pair - kKey, kKey);
  std::memcpy(&behind, text.data() + pair, kKey);
  return (before * kOdd ^ behind) * kOdd >> (64 - kSlotBits);
}

bool IdleRuns::is(const Run& run, std::string_view text, std::size_t pair, std::size_t& seen) {
  const std::size_t size = std::size_t{run.before} + run.behind;
  if (std::memcmp(run.bytes.data(), text.data() + pair - run.before, size) != 0) return false;
  seen = pair + run.seen;
  return true;
}

void IdleRuns::learn(std::string_view text, std::size_t pair, std::size_t seen,
                     const DecidingBytes& deciding) {
  if (deciding.unknown || pair < kBefore || pair + kBehind > text.size()) return;
  const std::size_t begin = std::min(deciding.begin, pair - kKey);
  const std::size_t end = std::max(deciding.end, pair + kKey);
  if (pair - begin > kBefore || end - pair > kBehind || seen < pair || seen > end) return;
  Run& run = runs_[slot_of(text, pair)];
  run.before = static_cast<std::uint8_t>(pair - begin);
  run.behind = static_cast<std::uint8_t>(end - pair);
  run.seen = static_cast<std::uint8_t>(seen - pair);
  std::memcpy(run.bytes.data(), text.data() + begin, end - begin);
}

}  // namespace leaksift::detect
