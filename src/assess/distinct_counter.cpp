#include "assess/distinct_counter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace leaksift::assess {
namespace {

constexpr std::size_t kFirstIdentitySlots = 64;
/// At most half of them are taken when more are added, and three quarters behind that.
constexpr std::size_t kMostSlots = 2 * DistinctCounter::kMostExact;
/// How far ahead of an identity its slot is fetched.
constexpr std::size_t kAhead = 16;

/// An identity as it is kept. The one that would read as a free slot counts as another, which is
/// as unlikely.
constexpr std::uint64_t kept(std::uint64_t identity) {
  return identity != 0 ? identity : 0xd1b54a32d192ed03;
}

}  // namespace

std::uint64_t DistinctCounter::count() const {
  return exact() ? used_ : static_cast<std::uint64_t>(std::llround(estimate()));
}

void DistinctCounter::add(std::span<const std::uint64_t> identities) {
  while (exact() && !identities.empty()) {
    if (2 * used_ >= slots_.size() && slots_.size() < kMostSlots) grow();
    const std::size_t room = slots_.size() / 4 * 3 - used_;
    const auto some = identities.first(std::min(identities.size(), room));
    insert(some);
    identities = identities.subspan(some.size());
    if (used_ > kMostExact) start_estimating();
  }
  // The registers of an estimate are few enough to be in the cache while many are added.
  for (const std::uint64_t identity : identities) add_estimated(kept(identity));
}

void DistinctCounter::insert(std::span<const std::uint64_t> identities) {
  std::uint64_t* const slots = slots_.data();
  const std::size_t mask = slots_.size() - 1;
  std::size_t added = 0;
  for (std::size_t i = 0; i < identities.size(); ++i) {
    const std::size_t ahead = std::min(i + kAhead, identities.size() - 1);
    __builtin_prefetch(&slots[identities[ahead] & mask], 1);
    const std::uint64_t identity = kept(identities[i]);
    std::size_t at = identity & mask;
    while (slots[at] != 0 && slots[at] != identity) at = (at + 1) & mask;
    added += slots[at] == 0 ? 1 : 0;
    slots[at] = identity;
  }
  used_ += added;
}

void DistinctCounter::grow() {
  std::vector<std::uint64_t> grown(std::max(kFirstIdentitySlots, 2 * slots_.size()));
  const std::size_t mask = grown.size() - 1;
  for (const std::uint64_t identity : slots_) {
    if (identity == 0) continue;
    std::size_t at = identity & mask;
    while (grown[at] != 0) at = (at + 1) & mask;
    grown[at] = identity;
  }
  slots_ = std::move(grown);
}

void DistinctCounter::start_estimating() {
  registers_.assign(kRegisters, 0);
  for (const std::uint64_t identity : slots_) {
    if (identity != 0) add_estimated(identity);
  }
  std::vector<std::uint64_t>().swap(slots_);
}

void DistinctCounter::merge(const DistinctCounter& other) {
  if (exact() && used_ == 0) {
    *this = other;
    return;
  }
  if (other.exact()) {
    std::vector<std::uint64_t> identities;
    std::copy_if(other.slots_.begin(), other.slots_.end(), std::back_inserter(identities),
                 [](std::uint64_t identity) { return identity != 0; });
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
