#include "detect/digit_runs.h"

#include <algorithm>
#include <array>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detect/digit_runs.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

#ifndef LEAKSIFT_DETECT_MARKED_BITS
#define LEAKSIFT_DETECT_MARKED_BITS
namespace leaksift::detect {

// Where the bitmaps of ByteMarks are written.
struct MarkedBits {
  std::uint8_t* digits;
  std::uint8_t* letters;
  std::uint8_t* words;
  std::uint8_t* separators;
  std::uint8_t* capitals;
  std::uint8_t* spaces;
};

}  // namespace leaksift::detect
#endif

HWY_BEFORE_NAMESPACE();
namespace leaksift::detect {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Writes one bit per byte into each bitmap; `size` is a multiple of 64.
void mark_words(const std::uint8_t* bytes, std::size_t size, const MarkedBits& bits) {
  const hn::CappedTag<std::uint8_t, 64> tag;
  const std::size_t lanes = hn::Lanes(tag);
  auto is = [&](auto value, char c)
                HWY_ATTR { return hn::Eq(value, hn::Set(tag, static_cast<std::uint8_t>(c))); };
  for (std::size_t i = 0; i < size; i += lanes) {
    const auto value = hn::LoadU(tag, bytes + i);
    const auto lower = hn::Or(value, hn::Set(tag, 0x20));
    const auto digits = hn::Lt(hn::Sub(value, hn::Set(tag, '0')), hn::Set(tag, 10));
    const auto letters = hn::Lt(hn::Sub(lower, hn::Set(tag, 'a')), hn::Set(tag, 26));
    const auto words = hn::Or(hn::Or(digits, letters), is(value, '_'));
    const auto separators =
        hn::Or(hn::Or(is(value, ':'), is(value, '=')), hn::Or(is(value, '#'), is(value, '>')));
    const auto ascii = hn::Lt(hn::Sub(value, hn::Set(tag, 'A')), hn::Set(tag, 26));
    const auto latin = hn::Lt(hn::Sub(value, hn::Set(tag, 0xC3)), hn::Set(tag, 3));
    const auto others = hn::Or(hn::Or(is(value, '\xCE'), is(value, '\xD0')), is(value, '\xE1'));
    hn::StoreMaskBits(tag, digits, bits.digits + i / 8);
    hn::StoreMaskBits(tag, letters, bits.letters + i / 8);
    hn::StoreMaskBits(tag, words, bits.words + i / 8);
    hn::StoreMaskBits(tag, separators, bits.separators + i / 8);
    hn::StoreMaskBits(tag, hn::Or(ascii, hn::Or(latin, others)), bits.capitals + i / 8);
    hn::StoreMaskBits(tag, is(value, ' '), bits.spaces + i / 8);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::detect
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::detect {

HWY_EXPORT(mark_words);

void ByteMarks::mark(std::string_view text) {
  size = text.size();
  const std::size_t room = text.size() / 64 + 2;  // One of them behind all text.
  for (auto* bitmap : {&digits, &letters, &words, &separators, &capitals, &spaces}) {
    bitmap->resize(room);
    bitmap->back() = 0;
  }
  auto mark_from = [&](const char* bytes, std::size_t length, std::size_t word) {
    auto at = [word](std::vector<std::uint64_t>& bitmap) {
      return reinterpret_cast<std::uint8_t*>(bitmap.data() + word);
    };
    HWY_DYNAMIC_DISPATCH(mark_words)
    (reinterpret_cast<const std::uint8_t*>(bytes), length,
     {at(digits), at(letters), at(words), at(separators), at(capitals), at(spaces)});
  };
  const std::size_t whole = text.size() / 64 * 64;
  mark_from(text.data(), whole, 0);
  std::array<char, 64> rest{};
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(whole), text.end(), rest.begin());
  mark_from(rest.data(), rest.size(), whole / 64);
}

}  // namespace leaksift::detect
#endif  // HWY_ONCE
