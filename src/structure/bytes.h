// Searching for the next significant byte.
#pragma once

#include "base/sixteen.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

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

/// Whether five digits or more stand in a row, as in no name of a column.
inline bool has_long_number(std::string_view text) {
  constexpr std::size_t kLong = 5;
  std::size_t digits = 0;
  return std::any_of(text.begin(), text.end(), [&digits](char c) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    return digits == kLong;
  });
}

/// The offset behind so many characters of UTF-8 from `at` on, or the line's length.
inline std::size_t after_characters(std::string_view line, std::size_t at, std::size_t characters) {
  while (at < line.size() && characters != 0) {
    ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) ++at;
    --characters;
  }
  return at;
}

/// No place in a text.
inline constexpr std::size_t npos = std::string_view::npos;

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

/// The signs among the bytes of [p, end), one after the other, looked for kMaskBytes at a time.
template <class... Signs>
class SignWalk {
 public:
  /// So many bytes at least stand behind each sign that is told of, so that these need no look at
  /// where the bytes end.
  static constexpr std::ptrdiff_t kRoom = 8;

  SignWalk(const char* p, const char* end, Signs... signs)
      : next_(p), end_(end), signs_(signs...) {}

  /// The next sign; null if it stands near the end of the bytes, or if there is none.
  [[gnu::always_inline]] const char* next() {
    while (marks_ == 0) {
      if (end_ - next_ < kMaskBytes + kRoom) return nullptr;
      from_ = next_;
      next_ += kMaskBytes;
      marks_ = std::apply([this](Signs... signs) { return mask_any(from_, signs...); }, signs_);
    }
    const char* const sign = from_ + std::countr_zero(marks_);
    marks_ &= marks_ - 1;
    return sign;
  }

 private:
  std::uint64_t marks_ = 0;  ///< Of the kMaskBytes bytes at from_, those not told of yet.
  const char* from_ = nullptr;
  const char* next_;  ///< What is to be looked at next.
  const char* end_;
  std::tuple<Signs...> signs_;
};

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

/// ASCII letters, digits and '-' '.' '/' ':'.
constexpr bool is_plain(char c) {
  const char lower = to_lower(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '-' && c <= ':');
}

/// What keys of pairs are made of: letters, digits and '_' '.' '-' '@'.
constexpr bool is_key(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-' || c == '@';
}

/// The masks below tell of so many bytes: a bit for each, that of the first byte lowest.
inline constexpr std::size_t kChunk = base::Sixteen::kSize;

inline unsigned mask_of(base::Sixteen::Marks marks) {
  return static_cast<unsigned>(marks.bits());
}
inline unsigned digit_mask(const char* p) {
  return mask_of(base::Sixteen(p).within('0', '9'));
}
inline unsigned plain_mask(const char* p) {
  const base::Sixteen chunk(p);
  return mask_of(chunk.within('-', ':') | chunk.ascii_letters());
}
inline unsigned key_mask(const char* p) {
  const base::Sixteen chunk(p);
  return mask_of(chunk.words() | chunk.within('-', '.') | chunk.equal('_') | chunk.equal('@'));
}

/// The length of a UTF-8 byte order mark at the front of `text`: 3 or 0.
constexpr std::size_t bom_length(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

}  // namespace leaksift::structure
