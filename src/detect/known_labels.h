// KnownLabels: remembers labels and what they name, so that each is read and judged only once.
#pragma once

#include "detect/labels.h"
#include "pattern/field_names.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::detect {

/// A bounded memory, one per thread, of the bytes before values: labels that stand in them whole,
/// and the verdicts about these, which must outlive it or be forgotten.
class KnownLabels {
 public:
  /// What the label of a value at `value`, directly behind its separator, names; null if it is not
  /// known. Costs a few instructions.
  const pattern::FieldVerdict* find(std::string_view text, std::size_t value) const {
    if (value < kBytes) return nullptr;
    const Bytes bytes = bytes_before(text, value);
    const Entry& entry = known_[slot_of(bytes)];
    const bool known =
        bytes.near == entry.bytes.near && (bytes.far & entry.counts) == entry.bytes.far;
    return known ? entry.verdict : nullptr;
  }

  /// Remembers what `label`, found before `value` as of `find`, names. Does so only if the bytes
  /// which are kept settle where the label begins.
  void learn(std::string_view text, std::size_t value, const Label& label,
             const pattern::FieldVerdict& verdict);
  void forget() { known_.fill({}); }

 private:
  static constexpr std::size_t kBytes = 16;
  /// The bytes before a value.
  struct Bytes {
    std::uint64_t far = 0;
    std::uint64_t near = 0;
  };
  /// A label is known by itself and the byte before it: what stands before that is of another
  /// value.
  struct Entry {
    Bytes bytes;
    std::uint64_t counts = 0;  ///< Which bits of the far bytes.
    const pattern::FieldVerdict* verdict = nullptr;
  };

  static Bytes bytes_before(std::string_view text, std::size_t value) {
    Bytes bytes;
    std::memcpy(&bytes, text.data() + value - kBytes, kBytes);
    return bytes;
  }
  static std::size_t slot_of(const Bytes& bytes) {
    return bytes.near * 0x9E3779B97F4A7C15 >> (64 - kSlotBits);
  }

  static constexpr unsigned kSlotBits = 8;
  std::array<Entry, std::size_t{1} << kSlotBits> known_{};
};

}  // namespace leaksift::detect
