// Pen: writes a line of JSON into room that is large enough.
#pragma once

#include "base/hash.h"
#include "base/json_text.h"
#include "base/sip_hash.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::report {

/// The eight digits of a number below 10^8 as numbers, the first in the least byte: halves, then
/// quarters, then digits are parted by one multiplication each.
constexpr std::uint64_t eight_digits(std::uint64_t number) {
  const std::uint64_t halves = number / 10'000 | number % 10'000 << 32;
  const std::uint64_t hundreds = (halves * 10'486 >> 20) & 0x7f0000007f;
  const std::uint64_t pairs = hundreds | (halves - hundreds * 100) << 16;
  const std::uint64_t tens = (pairs * 103 >> 10) & 0x000f000f000f000f;
  return tens | (pairs - tens * 10) << 8;
}

/// The most bytes that write_number touches.
inline constexpr std::size_t kNumberBound = 28;

/// Writes `number` in decimal and returns the end. May write up to eight bytes behind it.
inline char* write_number(char* out, std::uint64_t number) {
  constexpr std::uint64_t kEight = 100'000'000;
  constexpr std::uint64_t kZeros = 0x3030303030303030;
  if (number < kEight) {
    const std::uint64_t digits = eight_digits(number);
    // Of a zero one digit stays.
    const int zeros = std::countr_zero(digits | std::uint64_t{1} << 56) / 8;
    base::write_word(out, (digits | kZeros) >> (8 * zeros));
    return out + 8 - zeros;
  }
  out = write_number(out, number / kEight);
  base::write_word(out, eight_digits(number % kEight) | kZeros);
  return out + 8;
}

/// More than the fixed text, numbers and digests of a line.
inline constexpr std::size_t kFixedBound = 512;

class Pen {
 public:
  explicit Pen(char* at) : at_(at) {}

  template <std::size_t size>
  Pen& operator<<(const char (&literal)[size]) {
    std::memcpy(at_, literal, size - 1);
    at_ += size - 1;
    return *this;
  }
  Pen& operator<<(std::uint64_t number) {
    at_ = write_number(at_, number);
    return *this;
  }
  Pen& operator<<(const base::Digest128& digest) {
    at_ = base::write_hex(at_, digest);
    return *this;
  }
  /// Text that is JSON already.
  Pen& raw(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
    return *this;
  }
  Pen& json(std::string_view text) {
    at_ = base::write_json(at_, text);
    return *this;
  }
  /// Where the next byte goes.
  char* end() const { return at_; }

 private:
  char* at_;
};

/// Whether two views are of the same bytes in memory, which is quicker to tell than whether they
/// read alike.
inline bool same_place(std::string_view a, std::string_view b) {
  return a.data() == b.data() && a.size() == b.size();
}

}  // namespace leaksift::report
