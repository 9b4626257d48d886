// Sixteen characters at a time: each question is answered by a bit for each, the first one's
// lowest.
#pragma once

#include "base/sip_hash.h"
#include "validate/ascii.h"
#include "validate/eight.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace leaksift::validate {

/// Sixteen characters, which must stay where they are.
class Sixteen {
 public:
  static constexpr std::size_t kSize = 16;

#if defined(__SSE2__)
  explicit Sixteen(const char* from)
      : characters_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))) {}

  std::uint64_t equal(char c) const {
    return mask(_mm_cmpeq_epi8(characters_, _mm_set1_epi8(c)));
  }
  std::uint64_t capitals() const {
    return mask(within(characters_, 'A', 'Z'));
  }
  /// Of ASCII, and all that is beyond it: there the top bit is set, which is what a mask is made
  /// of.
  std::uint64_t letters() const {
    return mask(_mm_or_si128(ascii_letters(), characters_));
  }
  /// Letters and digits.
  std::uint64_t words() const {
    const __m128i digits = within(characters_, '0', '9');
    return mask(_mm_or_si128(_mm_or_si128(ascii_letters(), characters_), digits));
  }

 private:
  static std::uint64_t mask(__m128i marked) {
    return static_cast<unsigned>(_mm_movemask_epi8(marked));
  }
  static __m128i within(__m128i characters, char first, char last) {
    const __m128i value = _mm_sub_epi8(characters, _mm_set1_epi8(first));
    const __m128i most = _mm_set1_epi8(static_cast<char>(last - first));
    return _mm_cmpeq_epi8(_mm_min_epu8(value, most), value);
  }
  __m128i ascii_letters() const {
    return within(_mm_or_si128(characters_, _mm_set1_epi8(0x20)), 'a', 'z');
  }

  __m128i characters_;
#else
  explicit Sixteen(const char* from) : characters_(from) {}

  std::uint64_t equal(char c) const {
    return mask_if([c](char other) { return other == c; });
  }
  std::uint64_t capitals() const {
    return mask_if(is_upper);
  }
  std::uint64_t letters() const {
    return mask_if([](char c) { return is_letter(c) || is_beyond_ascii(c); });
  }
  std::uint64_t words() const {
    return mask_if([](char c) { return is_alnum(c) || is_beyond_ascii(c); });
  }

 private:
  template <typename Is>
  std::uint64_t mask_if(Is is) const {
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < kSize; ++i) mask |= std::uint64_t{is(characters_[i])} << i;
    return mask;
  }

  const char* characters_;
#endif
};

/// Calls `take` with all characters of `text`, sixteen at a time, and where these begin. The last
/// ones overlap those before; behind a text of fewer there are zeros. Inlined, so that what `take`
/// marks stays in registers.
template <typename Take>
[[gnu::always_inline]] inline void for_each_sixteen(std::string_view text, Take take) {
  if (text.size() < Sixteen::kSize) {
    std::array<char, Sixteen::kSize> padded{};
    if (!text.empty()) base::write_word(padded.data(), load_eight_at_most(text, 0));
    if (text.size() > 8) base::write_word(&padded[8], load_eight_at_most(text, 8));
    take(Sixteen(padded.data()), std::size_t{0});
    return;
  }
  const std::size_t last = text.size() - Sixteen::kSize;
  for (std::size_t at = 0; at < last; at += Sixteen::kSize) take(Sixteen(text.data() + at), at);
  take(Sixteen(text.data() + last), last);
}

}  // namespace leaksift::validate
