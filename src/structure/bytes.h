// Searching for the next significant byte.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace leaksift::structure {

/// The first byte of [p, end) that equals one of `wanted`, or `end`.
template <class... Bytes>
inline const char* find_any(const char* p, const char* end, Bytes... wanted) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    __m128i hits = _mm_setzero_si128();
    ((hits = _mm_or_si128(hits, _mm_cmpeq_epi8(chunk, _mm_set1_epi8(wanted)))), ...);
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (mask != 0) return p + std::countr_zero(mask);
  }
#endif
  while (p != end && !((*p == wanted) || ...)) ++p;
  return p;
}

/// The offset of the first byte of `text`, from `at` on, that equals one of `wanted`, or its size.
/// Unlike find_first_of, which calls a function for each byte.
template <class... Bytes>
inline std::size_t offset_of_any(std::string_view text, std::size_t at, Bytes... wanted) {
  if (at >= text.size()) return text.size();
  const char* const end = text.data() + text.size();
  return static_cast<std::size_t>(find_any(text.data() + at, end, wanted...) - text.data());
}

inline constexpr std::ptrdiff_t kMaskBytes = 64;

/// Which of the kMaskBytes bytes at `p` equal one of `wanted`: a bit for each, that of the first
/// byte lowest.
template <class... Bytes>
inline std::uint64_t mask_any(const char* p, Bytes... wanted) {
  std::uint64_t mask = 0;
#if defined(__SSE2__)
  for (int at = 0; at < kMaskBytes; at += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
    __m128i hits = _mm_setzero_si128();
    ((hits = _mm_or_si128(hits, _mm_cmpeq_epi8(chunk, _mm_set1_epi8(wanted)))), ...);
    mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(hits))) << at;
  }
#else
  for (int at = 0; at < kMaskBytes; ++at) {
    mask |= static_cast<std::uint64_t>(((p[at] == wanted) || ...)) << at;
  }
#endif
  return mask;
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_newline(char c) {
  return c == '\n' || c == '\r';
}

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || is_newline(c) || c == '\f' || c == '\v';
}

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// ASCII letters and every byte of a multi-byte UTF-8 character.
constexpr bool is_letter(char c) {
  const char lower = to_lower(c);
  return (lower >= 'a' && lower <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Which of the 16 bytes at `p` are digits: a bit for each, that of the first byte lowest.
inline unsigned digit_mask(const char* p) {
#if defined(__SSE2__)
  const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i value = _mm_sub_epi8(chunk, _mm_set1_epi8('0'));
  const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value);
  return static_cast<unsigned>(_mm_movemask_epi8(digits));
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < 16; ++i) mask |= static_cast<unsigned>(is_digit(p[i])) << i;
  return mask;
#endif
}

/// ASCII letters, digits and '-' '.' '/' ':'.
constexpr bool is_plain(char c) {
  const char lower = to_lower(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '-' && c <= ':');
}

/// Passes plain bytes from `p` on, as far as whole 16 bytes are left: returns the first other
/// byte, or one of the last 15 before `end`.
inline const char* skip_plain(const char* p, const char* end) {
#if defined(__SSE2__)
  const auto within = [](__m128i chunk, char first, char count) {
    const __m128i value = _mm_sub_epi8(chunk, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(static_cast<char>(count - 1))), value);
  };
  for (; end - p >= 16; p += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i lower = _mm_or_si128(chunk, _mm_set1_epi8(0x20));
    const __m128i plain = _mm_or_si128(within(chunk, '-', ':' - '-' + 1), within(lower, 'a', 26));
    const auto other = static_cast<unsigned>(_mm_movemask_epi8(plain)) ^ 0xFFFFU;
    if (other != 0) return p + std::countr_zero(other);
  }
#endif
  return p;
}

/// The length of a UTF-8 byte order mark at the front of `text`: 3 or 0.
constexpr std::size_t bom_length(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

}  // namespace leaksift::structure
