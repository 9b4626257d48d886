// Pen: writes a line of JSON into room that is large enough.
#pragma once

#include "base/hash.h"
#include "base/json_text.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::report {

/// The most bytes of a number.
inline constexpr std::size_t kNumberBound = 20;

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
    at_ = std::to_chars(at_, at_ + kNumberBound, number).ptr;
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
