// IdleLabels: remembers labels that name no type, so that they are read and judged only once.
#pragma once

#include "detect/labels.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::detect {

/// A bounded memory, one per thread, of the bytes before values. Knows nothing for certain but that
/// the label of those bytes has been judged before, and named no type.
class IdleLabels {
 public:
  /// Whether the label of a value at `value`, directly behind its separator, is known. Costs a few
  /// instructions.
  bool knows(std::string_view text, std::size_t value) const {
    if (value < kBytes) return false;
    const Bytes bytes = bytes_before(text, value);
    const Bytes near = {0, bytes[1]};
    return known_[slot_of(near)] == near || known_[slot_of(bytes)] == bytes;
  }

  /// Remembers that `label`, found before `value` as `knows` has it, names no type. Does so only if
  /// the bytes which are kept settle where the label begins.
  void learn(std::string_view text, std::size_t value, const Label& label);

 private:
  /// A short label is known by half of them: what is before it is that of another record.
  static constexpr std::size_t kBytes = 16;
  using Bytes = std::array<std::uint64_t, 2>;

  static Bytes bytes_before(std::string_view text, std::size_t value);
  static std::size_t slot_of(const Bytes& bytes) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    return (bytes[0] * kOdd ^ bytes[1]) * kOdd >> (64 - kSlotBits);
  }

  static constexpr unsigned kSlotBits = 8;
  std::array<Bytes, std::size_t{1} << kSlotBits> known_{};  ///< All zeros: free, as no label is.
};

}  // namespace leaksift::detect
