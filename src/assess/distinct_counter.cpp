#include "assess/distinct_counter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace leaksift::assess {
namespace {

constexpr std::size_t kFirstSlots = 64;

}  // namespace

std::uint64_t DistinctCounter::count() const {
  if (exact()) return used_ + (has_zero_ ? 1 : 0);
  return static_cast<std::uint64_t>(std::llround(estimate()));
}

void DistinctCounter::add_exact(std::uint64_t identity) {
  if (identity == 0) {
    has_zero_ = true;
  } else {
    if (2 * used_ >= slots_.size()) grow();
    if (!insert(identity)) return;
    ++used_;
  }
  if (count() > kMostExact) start_estimating();
}

bool DistinctCounter::insert(std::uint64_t identity) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = identity & mask;
  while (slots_[at] != 0) {
    if (slots_[at] == identity) return false;
    at = (at + 1) & mask;
  }
  slots_[at] = identity;
  return true;
}

void DistinctCounter::grow() {
  std::vector<std::uint64_t> before(std::max(kFirstSlots, 2 * slots_.size()));
  std::swap(before, slots_);
  for (const std::uint64_t identity : before) {
    if (identity != 0) insert(identity);
  }
}

void DistinctCounter::start_estimating() {
  registers_.assign(kRegisters, 0);
  for (const std::uint64_t identity : slots_) {
    if (identity != 0) add_estimated(identity);
  }
  if (has_zero_) add_estimated(0);
  std::vector<std::uint64_t>().swap(slots_);
}

/// The raw estimate. It needs no correction here: its bias is gone above 5 * 2^16 values and the
/// exact table reaches to 8 * 2^16; 64 bits do not run out.
double DistinctCounter::estimate() const {
  std::array<std::uint32_t, 64> histogram{};
  for (const std::uint8_t rank : registers_) ++histogram[rank];
  double sum = 0.0;
  for (std::size_t rank = 0; rank < histogram.size(); ++rank) {
    sum += std::ldexp(static_cast<double>(histogram[rank]), -static_cast<int>(rank));
  }
  constexpr double kCount = kRegisters;
  constexpr double kAlpha = 0.7213 / (1.0 + 1.079 / kCount);
  return kAlpha * kCount * kCount / sum;
}

}  // namespace leaksift::assess
