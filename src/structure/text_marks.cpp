#include "structure/text_marks.h"

#include <algorithm>
#include <array>

#if defined(__x86_64__)
#include <immintrin.h>
#define LEAKSIFT_AVX2 __attribute__((target("avx2")))
#endif

namespace leaksift::structure {
namespace {

// A byte is of a class if the entries for its two halves share the bit of the class: that of base64
// has four bits, that of signs three above them.
using Halves = std::array<std::int8_t, 16>;
constexpr Halves kLow = {0b0001010, 0b0001110, 0b0001110, 0b0001110, 0b0001110, 0b0011110,
                         0b0011110, 0b0001110, 0b0001110, 0b0001110, 0b0001100, 0b0000101,
                         0b1000100, 0b0100101, 0b0000100, 0b0001101};
constexpr Halves kHigh = {0, 0, 0b0010001, 0b0100010, 0b0000100, 0b1001000, 0b0000100, 0b0001000};
constexpr std::int8_t kLeastSign = 0b0010000;

/// The bits of 64 bytes.
struct Marks {
  std::uint64_t base64 = 0;
  std::uint64_t signs = 0;
  std::uint64_t capitals = 0;
};

Marks marks_of(std::string_view text) {
  Marks marks;
  for (std::size_t i = 0; i < std::min(text.size(), TextMarks::kStep); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const int kind = byte < 0x80 ? kLow[byte & 0xfU] & kHigh[byte >> 4U] : 0;
    marks.base64 |= std::uint64_t{kind > 0 && kind < kLeastSign} << i;
    marks.signs |= std::uint64_t{kind >= kLeastSign} << i;
    marks.capitals |= std::uint64_t{byte >= 'A' && byte <= 'Z'} << i;
  }
  return marks;
}

/// Finds pairs of lanes, 64 bytes after the other.
class PairFinder {
 public:
  /// The lanes that end a pair in which there is a capital, by their top bits.
  std::uint64_t next(std::uint64_t base64, std::uint64_t capitals) {
    const std::uint64_t others = ~base64;
    // The top bit of each lane without others, and perhaps of some above it.
    const std::uint64_t full = (others - kLowBits) & ~others & kTopBits;
    const std::uint64_t capital = (((capitals & ~kTopBits) + ~kTopBits) | capitals) & kTopBits;
    const std::uint64_t pairs =
        full & (full << 8 | full_before_ >> 56) & (capital | capital << 8 | capital_before_ >> 56);
    full_before_ = full;
    capital_before_ = capital;
    return pairs;
  }

 private:
  static constexpr std::uint64_t kLowBits = 0x0101010101010101;
  static constexpr std::uint64_t kTopBits = kLowBits << 7;
  std::uint64_t full_before_ = 0;
  std::uint64_t capital_before_ = 0;
};

#if defined(LEAKSIFT_AVX2)
LEAKSIFT_AVX2 inline __m256i load(const char* p) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
}

LEAKSIFT_AVX2 inline __m256i twice(const Halves& table) {
  return _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

LEAKSIFT_AVX2 inline std::uint64_t bits(__m256i low, __m256i high) {
  const auto low_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(low));
  const auto high_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(high));
  return low_bits | std::uint64_t{high_bits} << 32;
}

LEAKSIFT_AVX2 inline __m256i kinds(__m256i chunk) {
  const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(chunk, 4), _mm256_set1_epi8(0xf));
  return _mm256_and_si256(_mm256_shuffle_epi8(twice(kLow), chunk),
                          _mm256_shuffle_epi8(twice(kHigh), upper));
}

LEAKSIFT_AVX2 inline __m256i capitals(__m256i chunk) {
  return _mm256_and_si256(_mm256_cmpgt_epi8(chunk, _mm256_set1_epi8('A' - 1)),
                          _mm256_cmpgt_epi8(_mm256_set1_epi8('Z' + 1), chunk));
}

/// Fills in `count` numbers for as many times 64 bytes.
LEAKSIFT_AVX2 void mark_avx2(const char* p, std::size_t count, PairFinder& finder,
                             std::uint64_t* signs, std::uint64_t* pairs) {
  const __m256i least = _mm256_set1_epi8(kLeastSign - 1);
  const __m256i none = _mm256_setzero_si256();
  for (std::size_t i = 0; i < count; ++i, p += TextMarks::kStep) {
    const __m256i low = kinds(load(p));
    const __m256i high = kinds(load(p + 32));
    signs[i] = bits(_mm256_cmpgt_epi8(low, least), _mm256_cmpgt_epi8(high, least));
    const std::uint64_t any = bits(_mm256_cmpgt_epi8(low, none), _mm256_cmpgt_epi8(high, none));
    pairs[i] = finder.next(any & ~signs[i], bits(capitals(load(p)), capitals(load(p + 32))));
  }
}
#endif

/// Fills in the numbers for `text`.
void mark(std::string_view text, std::vector<std::uint64_t>& signs,
          std::vector<std::uint64_t>& pairs) {
  const std::size_t count = (text.size() + TextMarks::kStep - 1) / TextMarks::kStep;
  signs.resize(count);
  pairs.resize(count);
  PairFinder finder;
  std::size_t done = 0;
#if defined(LEAKSIFT_AVX2)
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  if (has_avx2) {
    done = text.size() / TextMarks::kStep;
    mark_avx2(text.data(), done, finder, signs.data(), pairs.data());
  }
#endif
  for (; done < count; ++done) {
    const Marks marks = marks_of(text.substr(done * TextMarks::kStep));
    signs[done] = marks.signs;
    pairs[done] = finder.next(marks.base64, marks.capitals);
  }
}

}  // namespace

// Signs count from where lanes begin, too: before it there are fewer bytes than a lane, which a
// window repeats from the one before.
void TextMarks::collect(std::string_view text, std::uint64_t offset) {
  lead_ = std::min<std::size_t>((kLane - offset % kLane) % kLane, text.size());
  mark(text.substr(lead_), signs_, pairs_);
}

}  // namespace leaksift::structure
