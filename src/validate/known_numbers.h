// Lists of numbers that everybody knows: samples of cards, pamphlets and documentation.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace leaksift::validate {

/// A list of numbers behind a filter, which says at once that most others are not in it.
template <std::size_t N>
class KnownNumbers {
 public:
  constexpr explicit KnownNumbers(const std::array<std::uint64_t, N>& numbers) : sorted_(numbers) {
    std::ranges::sort(sorted_);
    for (const std::uint64_t number : numbers) {
      const std::uint64_t hash = hash_of(number);
      filter_[hash / 64] |= std::uint64_t{1} << hash % 64;
    }
  }

  constexpr bool hold(std::uint64_t number) const {
    const std::uint64_t hash = hash_of(number);
    return (filter_[hash / 64] >> hash % 64 & 1) != 0 &&
           std::ranges::binary_search(sorted_, number);
  }

 private:
  /// One bit in 32 or fewer is set.
  static constexpr std::size_t kBits = 32 * std::bit_ceil(N);

  static constexpr std::uint64_t hash_of(std::uint64_t number) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    return number * kOdd >> (64 - std::countr_zero(kBits));
  }

  std::array<std::uint64_t, N> sorted_;
  std::array<std::uint64_t, kBits / 64> filter_{};
};

}  // namespace leaksift::validate
