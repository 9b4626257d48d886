// The names of markup: what they are made of, and room for one that a window's edge divides.
#pragma once

#include "structure/bytes.h"
#include "structure/parser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leaksift::structure {

/// Space between the parts of markup. Control characters, which XML 1.0 forbids, pass for it.
constexpr bool is_markup_space(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

/// Whether a byte may stand in a name of a tag or attribute, or in its prefix: all but space,
/// quotes and / : < = >.
constexpr bool is_markup_name_byte(char c) {
  return !is_markup_space(c) && c != '"' && c != '\'' && c != '/' && c != ':' &&
         (c < '<' || c > '>');
}

/// The first byte of [p, end) that is no space, or `end`.
inline const char* skip_markup_space(const char* p, const char* end) {
  if (p != end && !is_markup_space(*p)) return p;
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i space = _mm_cmpeq_epi8(_mm_min_epu8(chunk, _mm_set1_epi8(' ')), chunk);
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(space)) ^ 0xffffU;
    if (mask != 0) return p + std::countr_zero(mask);
  }
#endif
  while (p != end && is_markup_space(*p)) ++p;
  return p;
}

/// The first byte of [p, end) that may not stand in a name, or `end`.
inline const char* skip_markup_name(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const auto equals = [chunk](char c) { return _mm_cmpeq_epi8(chunk, _mm_set1_epi8(c)); };
    const __m128i space = _mm_cmpeq_epi8(_mm_min_epu8(chunk, _mm_set1_epi8(' ')), chunk);
    const __m128i angle = _mm_or_si128(_mm_or_si128(equals('<'), equals('>')), equals('='));
    const __m128i quote = _mm_or_si128(equals('"'), equals('\''));
    const __m128i other = _mm_or_si128(equals('/'), equals(':'));
    const __m128i ends = _mm_or_si128(_mm_or_si128(space, angle), _mm_or_si128(quote, other));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(ends));
    if (mask != 0) return p + std::countr_zero(mask);
  }
#endif
  while (p != end && is_markup_name_byte(*p)) ++p;
  return p;
}

/// The first kMaxNameLength bytes of a name.
class MarkupName {
 public:
  bool empty() const { return size_ == 0; }
  void clear() { size_ = 0; }
  std::string_view view() const { return {bytes_.data(), size_}; }

  void add(const char* begin, const char* end) {
    const std::size_t length =
        std::min(static_cast<std::size_t>(end - begin), kMaxNameLength - size_);
    std::memcpy(bytes_.data() + size_, begin, length);
    size_ += length;
  }
  /// `text` may be a part of view().
  void assign(std::string_view text) {
    std::memmove(bytes_.data(), text.data(), text.size());
    size_ = text.size();
  }

 private:
  std::array<char, kMaxNameLength> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace leaksift::structure
