#include "assess/distinct_counter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
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

// The registers of an estimate are few enough to be in the cache while many are added.
void DistinctCounter::add(const std::vector<std::uint64_t>& identities) {
  constexpr std::size_t kAhead = 16;
  std::size_t i = 0;
  for (; i < identities.size() && exact(); ++i) {
    if (i + kAhead < identities.size()) prefetch(identities[i + kAhead]);
    add_exact(identities[i]);
  }
  for (; i < identities.size(); ++i) add_estimated(identities[i]);
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

void DistinctCounter::merge(const DistinctCounter& other) {
  if (exact() && count() == 0) {
    *this = other;
    return;
  }
  if (other.exact()) {
    std::vector<std::uint64_t> identities;
    std::copy_if(other.slots_.begin(), other.slots_.end(), std::back_inserter(identities),
                 [](std::uint64_t identity) { return identity != 0; });
    if (other.has_zero_) identities.push_back(0);
    add(identities);
    return;
  }
  if (exact()) start_estimating();
  for (std::size_t i = 0; i < registers_.size(); ++i) {
    registers_[i] = std::max(registers_[i], other.registers_[i]);
  }
}

namespace {

/// Ertl's sigma: corrects for registers that are still zero.
double sigma(double x) {
  if (x == 1.0) return INFINITY;
  double y = 1.0;
  double sum = x;
  for (double before = -1.0; sum != before;) {
    x *= x;
    before = sum;
    sum += x * y;
    y += y;
  }
  return sum;
}

/// Ertl's tau: corrects for registers that are full.
double tau(double x) {
  if (x == 0.0 || x == 1.0) return 0.0;
  double y = 1.0;
  double sum = 1.0 - x;
  for (double before = -1.0; sum != before;) {
    x = std::sqrt(x);
    before = sum;
    y *= 0.5;
    sum -= (1.0 - x) * (1.0 - x) * y;
  }
  return sum / 3.0;
}

}  // namespace

double DistinctCounter::estimate() const {
  constexpr int kMostRank = 64 - kIndexBits + 1;
  constexpr double kCount = kRegisters;
  std::array<std::uint32_t, kMostRank + 1> histogram{};
  for (const std::uint8_t rank : registers_) ++histogram[rank];
  double sum = kCount * tau(1.0 - histogram[kMostRank] / kCount);
  for (int rank = kMostRank - 1; rank >= 1; --rank) {
    sum = 0.5 * (sum + histogram[static_cast<std::size_t>(rank)]);
  }
  sum += kCount * sigma(histogram[0] / kCount);
  const double alpha = 0.5 / std::log(2.0);
  return alpha * kCount * kCount / sum;
}

}  // namespace leaksift::assess
