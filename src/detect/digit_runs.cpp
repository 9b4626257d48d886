#include "detect/digit_runs.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detect/digit_runs.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace leaksift::detect {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Writes one bit per byte, set where `test` of a vector of bytes is true; `size` is a multiple
// of 64.
template <typename Test>
void mark(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits, Test test) {
  const hn::CappedTag<std::uint8_t, 64> tag;
  const std::size_t lanes = hn::Lanes(tag);
  for (std::size_t i = 0; i < size; i += lanes) {
    hn::StoreMaskBits(tag, test(tag, hn::LoadU(tag, bytes + i)), bits + i / 8);
  }
}

void mark_digit_words(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  mark(bytes, size, bits, [](auto tag, auto value) HWY_ATTR {
    return hn::Lt(hn::Sub(value, hn::Set(tag, '0')), hn::Set(tag, 10));
  });
}

void mark_letter_words(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  mark(bytes, size, bits, [](auto tag, auto value) HWY_ATTR {
    const auto lower = hn::Or(value, hn::Set(tag, 0x20));
    return hn::Lt(hn::Sub(lower, hn::Set(tag, 'a')), hn::Set(tag, 26));
  });
}

void mark_underscore_words(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  mark(bytes, size, bits,
       [](auto tag, auto value) HWY_ATTR { return hn::Eq(value, hn::Set(tag, '_')); });
}

void mark_separator_words(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  mark(bytes, size, bits, [](auto tag, auto value) HWY_ATTR {
    const auto colon_or_equals =
        hn::Or(hn::Eq(value, hn::Set(tag, ':')), hn::Eq(value, hn::Set(tag, '=')));
    const auto hash_or_angle =
        hn::Or(hn::Eq(value, hn::Set(tag, '#')), hn::Eq(value, hn::Set(tag, '>')));
    return hn::Or(colon_or_equals, hash_or_angle);
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::detect
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::detect {
namespace {

HWY_EXPORT(mark_digit_words);
HWY_EXPORT(mark_letter_words);
HWY_EXPORT(mark_underscore_words);
HWY_EXPORT(mark_separator_words);

void mark_digit_vectors(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  HWY_DYNAMIC_DISPATCH(mark_digit_words)(bytes, size, bits);
}

void mark_letter_vectors(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  HWY_DYNAMIC_DISPATCH(mark_letter_words)(bytes, size, bits);
}

void mark_underscore_vectors(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  HWY_DYNAMIC_DISPATCH(mark_underscore_words)(bytes, size, bits);
}

void mark_separator_vectors(const std::uint8_t* bytes, std::size_t size, std::uint8_t* bits) {
  HWY_DYNAMIC_DISPATCH(mark_separator_words)(bytes, size, bits);
}

// Whole words of the bitmap by vectors, the rest byte by byte.
template <typename MarkWords, typename Test>
void mark(std::string_view text, std::vector<std::uint64_t>& bitmap, MarkWords mark_words,
          Test test) {
  bitmap.resize(text.size() / 64 + 1);
  bitmap.back() = 0;
  const std::size_t whole = text.size() / 64 * 64;
  if (whole > 0) {
    mark_words(reinterpret_cast<const std::uint8_t*>(text.data()), whole,
               reinterpret_cast<std::uint8_t*>(bitmap.data()));
  }
  for (std::size_t i = whole; i < text.size(); ++i) {
    bitmap.back() |= static_cast<std::uint64_t>(test(text[i])) << (i % 64);
  }
}

}  // namespace

void mark_digits(std::string_view text, std::vector<std::uint64_t>& bitmap) {
  mark(text, bitmap, mark_digit_vectors, [](char c) { return c >= '0' && c <= '9'; });
}

void mark_letters(std::string_view text, std::vector<std::uint64_t>& bitmap) {
  mark(text, bitmap, mark_letter_vectors,
       [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

void mark_underscores(std::string_view text, std::vector<std::uint64_t>& bitmap) {
  mark(text, bitmap, mark_underscore_vectors, [](char c) { return c == '_'; });
}

void mark_separators(std::string_view text, std::vector<std::uint64_t>& bitmap) {
  mark(text, bitmap, mark_separator_vectors,
       [](char c) { return c == ':' || c == '=' || c == '#' || c == '>'; });
}

}  // namespace leaksift::detect
#endif  // HWY_ONCE
