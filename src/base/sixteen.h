// Sixteen characters at a time: what each of them is.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#else
#include "base/ascii.h"
#endif

namespace leaksift::base {

/// Sixteen characters, which must stay where they are. By SSE2, which every x86-64 has; elsewhere
/// one by one.
class Sixteen {
 public:
  static constexpr std::size_t kSize = 16;

#if defined(__SSE2__)
  using Lanes = __m128i;
#else
  using Lanes = std::uint32_t;  // A bit for each.
#endif

  /// Some of them.
  class Marks {
   public:
    explicit Marks(Lanes lanes) : lanes_(lanes) {}
    friend Marks operator|(Marks a, Marks b) { return Marks(a.lanes_ | b.lanes_); }
    /// A bit for each, the first one's lowest.
    std::uint64_t bits() const {
#if defined(__SSE2__)
      return static_cast<unsigned>(_mm_movemask_epi8(lanes_));
#else
      return lanes_;
#endif
    }

   private:
    Lanes lanes_;
  };

#if defined(__SSE2__)
  explicit Sixteen(const char* from)
      : characters_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))) {}

  Marks equal(char c) const {
    return Marks(_mm_cmpeq_epi8(characters_, _mm_set1_epi8(c)));
  }
  Marks within(char first, char last) const {
    return within(characters_, first, last);
  }
  Marks ascii_letters() const {
    return within(_mm_or_si128(characters_, _mm_set1_epi8(0x20)), 'a', 'z');
  }
  /// Their top bit is set, which is what bits() are made of.
  Marks beyond_ascii() const {
    return Marks(characters_);
  }
#else
  explicit Sixteen(const char* from) : characters_(from) {}

  Marks equal(char c) const {
    return within(c, c);
  }
  Marks within(char first, char last) const {
    const auto at_most = static_cast<unsigned char>(last - first);
    return marks_if([=](char c) { return static_cast<unsigned char>(c - first) <= at_most; });
  }
  Marks ascii_letters() const {
    return marks_if(is_letter);
  }
  Marks beyond_ascii() const {
    return marks_if(is_beyond_ascii);
  }
#endif
  /// With all that is beyond ASCII.
  Marks letters() const {
    return ascii_letters() | beyond_ascii();
  }
  Marks words() const {
    return letters() | within('0', '9');
  }

 private:
#if defined(__SSE2__)
  static Marks within(__m128i characters, char first, char last) {
    const __m128i value = _mm_sub_epi8(characters, _mm_set1_epi8(first));
    const __m128i most = _mm_set1_epi8(static_cast<char>(last - first));
    return Marks(_mm_cmpeq_epi8(_mm_min_epu8(value, most), value));
  }

  __m128i characters_;
#else
  template <typename Is>
  Marks marks_if(Is is) const {
    Lanes lanes = 0;
    for (std::size_t i = 0; i < kSize; ++i) lanes |= Lanes{is(characters_[i])} << i;
    return Marks(lanes);
  }

  const char* characters_;
#endif
};

}  // namespace leaksift::base
