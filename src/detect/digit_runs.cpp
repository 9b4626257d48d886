#include "detect/digit_runs.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detect/digit_runs.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace leaksift::detect {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Writes one bit per byte; `size` is a multiple of 64.
void mark_whole_words(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  const hn::CappedTag<std::uint8_t, 64> tag;
  const std::size_t lanes = hn::Lanes(tag);
  const auto zero = hn::Set(tag, '0');
  const auto ten = hn::Set(tag, 10);
  for (std::size_t i = 0; i < size; i += lanes) {
    const auto value = hn::Sub(hn::LoadU(tag, bytes + i), zero);
    hn::StoreMaskBits(tag, hn::Lt(value, ten), bits + i / 8);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::detect
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::detect {

HWY_EXPORT(mark_whole_words);

void mark_digits(std::string_view text, std::vector<std::uint64_t>& bitmap) {
  bitmap.assign(text.size() / 64 + 1, 0);
  const std::size_t whole = text.size() / 64 * 64;
  if (whole > 0) {
    HWY_DYNAMIC_DISPATCH(mark_whole_words)
    (reinterpret_cast<const std::uint8_t*>(text.data()), whole,
     reinterpret_cast<std::uint8_t*>(bitmap.data()));
  }
  for (std::size_t i = whole; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    bitmap[i / 64] |= static_cast<std::uint64_t>(digit) << (i % 64);
  }
}

}  // namespace leaksift::detect
#endif  // HWY_ONCE
