#include "structure/wide_text.h"

#include "structure/bytes.h"
#include "structure/decode.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace leaksift::structure {
namespace {

constexpr std::size_t kWideChunk = 64;
/// The longest run, in bytes, that is read both ways: all of it is in view where it matters.
constexpr std::size_t kMostReadTwice = 1024;
/// From the first character of the shortest run to its last.
constexpr std::size_t kLeastReach = 2 * (WideText::kLeastUnits - 1);

/// Printable ASCII and Latin-1, and the white space of texts.
constexpr bool is_character(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0 || c == '\t' || is_newline(c);
}

constexpr bool is_ascii(char c) {
  return static_cast<std::uint8_t>(c) < 0x80;
}

/// `at` may be outside of the window, on both sides.
bool is_zero(std::string_view window, std::size_t at) {
  return at < window.size() && window[at] == '\0';
}

/// A bit for each of 64 bytes, that of the first lowest.
struct Masks {
  std::uint64_t zeros = 0;
  std::uint64_t characters = 0;
};

#if defined(__SSE2__)
Masks masks_of(const char* p) {
  const auto in_range = [](__m128i chunk, char first, int count) {
    const __m128i value = _mm_sub_epi8(chunk, _mm_set1_epi8(first));
    const __m128i most = _mm_set1_epi8(static_cast<char>(count - 1));
    return _mm_cmpeq_epi8(_mm_min_epu8(value, most), value);
  };
  Masks masks;
  for (unsigned i = 0; i < kWideChunk; i += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + i));
    const __m128i zeros = _mm_cmpeq_epi8(chunk, _mm_setzero_si128());
    const __m128i printable =
        _mm_or_si128(in_range(chunk, ' ', 0x7f - 0x20), in_range(chunk, '\xa0', 0x60));
    const __m128i breaks =
        _mm_or_si128(in_range(chunk, '\t', 2), _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\r')));
    const __m128i characters = _mm_or_si128(printable, breaks);
    masks.zeros |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(zeros))} << i;
    masks.characters |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(characters))} << i;
  }
  return masks;
}
#else
Masks masks_of(const char* p) {
  Masks masks;
  for (unsigned i = 0; i < kWideChunk; ++i) {
    masks.zeros |= std::uint64_t{p[i] == '\0'} << i;
    masks.characters |= std::uint64_t{is_character(p[i])} << i;
  }
  return masks;
}
#endif

/// Where in 64 bytes the shortest run can begin: a bit for each place.
std::uint64_t run_starts(const Masks& masks) {
  const std::uint64_t pairs = masks.characters & (masks.zeros >> 1);
  std::uint64_t starts = masks.characters >> kLeastReach;
  for (std::size_t unit = 0; unit + 1 < WideText::kLeastUnits; ++unit) starts &= pairs >> 2 * unit;
  return starts;
}

/// The first character of the next run at or behind `from`; npos if there is none.
std::size_t find_run(std::string_view window, std::size_t from) {
  constexpr std::size_t kStep = kWideChunk - kLeastReach;
  while (from < window.size()) {
    const void* const zero = std::memchr(window.data() + from, '\0', window.size() - from);
    if (zero == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(zero) - window.data());
    from = std::max(from, at - std::min<std::size_t>(at, 1));
    const std::size_t left = window.size() - from;
    std::uint64_t starts = 0;
    if (left >= kWideChunk) {
      starts = run_starts(masks_of(window.data() + from));
    } else {
      char padded[kWideChunk] = {};
      std::memcpy(padded, window.data() + from, left);
      starts = run_starts(masks_of(padded));
    }
    if (starts != 0) return from + static_cast<std::size_t>(std::countr_zero(starts));
    from += kStep;
  }
  return std::string_view::npos;
}

}  // namespace

void WideText::collect(const core::Block& block) {
  const std::string_view window = block.view();
  text_.clear();
  runs_.clear();
  stretches_.clear();
  offset_ = block.offset;
  std::size_t first = find_run(window, 0);
  while (first != std::string_view::npos) {
    std::size_t last = first;
    while (last + 2 < window.size() && window[last + 1] == '\0' && is_character(window[last + 2])) {
      last += 2;
    }
    read_run(window, first, last);
    first = find_run(window, last + 1);
  }
}

void WideText::read_run(std::string_view window, std::size_t first, std::size_t last) {
  const bool has_stray = !is_zero(window, first - 1) && !is_zero(window, last + 1);
  if (!has_stray || last - first > kMostReadTwice) return add(window, first, last, Order::kByPlace);
  const bool odd_first = !is_ascii(window[first]);
  const bool odd_last = !is_ascii(window[last]);
  if (odd_last || !odd_first) add(window, first, last - 2, Order::kLittle);
  if (odd_first || !odd_last) add(window, first + 2, last, Order::kBig);
}

void WideText::add(std::string_view window, std::size_t first, std::size_t last, Order order) {
  Run& run = runs_.emplace_back(Run{text_.size(), 0, first, last, order});
  std::size_t width = 0;
  for (std::size_t at = first; at <= last; at += 2) {
    const auto byte = static_cast<std::uint8_t>(window[at]);
    const std::size_t takes = byte < 0x80 ? 1 : 2;
    if (takes != width) stretches_.push_back({text_.size(), at, takes});
    width = takes;
    if (takes == 2) text_.push_back(static_cast<char>(0xc0 | (byte >> 6)));
    text_.push_back(static_cast<char>(takes == 2 ? 0x80 | (byte & 0x3f) : byte));
  }
  run.end = text_.size();
  text_.append(kContextGap, '\n');
}

/// Where in the window the character stands that byte `at` of the text, within a run, is part of.
std::size_t WideText::character_at(std::size_t at) const {
  const auto behind =
      std::upper_bound(stretches_.begin(), stretches_.end(), at,
                       [](std::size_t place, const Stretch& s) { return place < s.begin; });
  const Stretch& stretch = *std::prev(behind);
  return stretch.first + 2 * ((at - stretch.begin) / stretch.width);
}

bool WideText::is_big_endian(std::string_view window, const Run& run, std::size_t first,
                             std::size_t last) const {
  if (run.order != Order::kByPlace) return run.order == Order::kBig;
  const bool sees_begin = first - run.first < core::kMaxMatchLength;
  const bool sees_end = run.last - last < core::kMaxMatchLength;
  if (sees_begin && !is_zero(window, run.first - 1)) return false;
  if (sees_end && !is_zero(window, run.last + 1)) return true;
  return (offset_ + first) % 2 == 1;
}

core::Span WideText::original(std::string_view window, core::Span span) const {
  const auto run = std::lower_bound(runs_.begin(), runs_.end(), span.begin,
                                    [](const Run& r, std::size_t at) { return r.end <= at; });
  if (run == runs_.end() || span.begin < run->begin || span.end > run->end) return {};
  if (span.begin >= span.end) return {};
  const std::size_t first = character_at(span.begin);
  const std::size_t last = character_at(span.end - 1);
  if (last + 2 - first > core::kMaxMatchLength) return {};
  const bool big = is_big_endian(window, *run, first, last);
  if (big) return {first - std::min<std::size_t>(first, 1), last + 1};
  return {first, std::min(last + 2, window.size())};
}

}  // namespace leaksift::structure
