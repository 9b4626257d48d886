#include "structure/sign_places.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "structure/sign_places.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

#ifndef LEAKSIFT_STRUCTURE_PLACES
#define LEAKSIFT_STRUCTURE_PLACES
namespace leaksift::structure {

// The places in some text, of which a bitmap has a word for each kStep bytes.
struct Places {
  static constexpr std::size_t kStep = 64;
  static constexpr std::size_t kWords = 64;
  // How many places are written of each word at least, so that a number which a CPU cannot guess
  // decides no branch.
  static constexpr std::size_t kMostly = 2;

  std::array<std::uint64_t, kWords> bitmap;
  std::array<std::uint32_t, kWords * kStep + kMostly> found;
};

}  // namespace leaksift::structure
#endif

HWY_BEFORE_NAMESPACE();
namespace leaksift::structure {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Marks the signs in `count` times kStep bytes.
HWY_INLINE void mark(const char* bytes, std::size_t count, const std::array<char, 4>& signs,
                     std::uint64_t* bitmap) {
  const hn::CappedTag<std::uint8_t, Places::kStep> tag;
  const auto first = hn::Set(tag, static_cast<std::uint8_t>(signs[0]));
  const auto second = hn::Set(tag, static_cast<std::uint8_t>(signs[1]));
  const auto third = hn::Set(tag, static_cast<std::uint8_t>(signs[2]));
  const auto fourth = hn::Set(tag, static_cast<std::uint8_t>(signs[3]));
  for (std::size_t i = 0; i < count * Places::kStep; i += hn::Lanes(tag)) {
    const auto value = hn::LoadU(tag, reinterpret_cast<const std::uint8_t*>(bytes) + i);
    const auto one = hn::Or(hn::Eq(value, first), hn::Eq(value, second));
    const auto other = hn::Or(hn::Eq(value, third), hn::Eq(value, fourth));
    hn::StoreMaskBits(tag, hn::Or(one, other), reinterpret_cast<std::uint8_t*>(bitmap) + i / 8);
  }
}

// Finds the signs in `count` times kStep bytes, the first of which is at `base`; says how many
// there are.
std::size_t find(const char* bytes, std::size_t count, std::uint32_t base,
                 const std::array<char, 4>& signs, Places& places) {
  mark(bytes, count, signs, places.bitmap.data());
  std::uint32_t* out = places.found.data();
  for (std::size_t word = 0; word < count; ++word, base += Places::kStep) {
    std::uint64_t marks = places.bitmap[word];
    std::uint32_t* const end = out + __builtin_popcountll(marks);
    auto write = [&] {
      // Behind the last mark the place does not matter; the highest bit gives it one.
      *out++ = base + static_cast<std::uint32_t>(__builtin_ctzll(marks | std::uint64_t{1} << 63));
      marks &= marks - 1;
    };
    for (std::size_t i = 0; i < Places::kMostly; ++i) write();
    while (out < end) write();
    out = end;
  }
  return static_cast<std::size_t>(out - places.found.data());
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::structure
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::structure {

HWY_EXPORT(find);

void find_places(std::string_view text, const std::array<char, 4>& signs,
                 std::vector<std::uint32_t>& places) {
  places.clear();
  Places some;
  auto take = [&](const char* bytes, std::size_t count, std::size_t base) {
    const std::size_t found =
        HWY_DYNAMIC_DISPATCH(find)(bytes, count, static_cast<std::uint32_t>(base), signs, some);
    places.insert(places.end(), some.found.begin(), some.found.begin() + found);
  };
  const std::size_t words = text.size() / Places::kStep;
  for (std::size_t word = 0; word < words; word += Places::kWords) {
    const std::size_t base = word * Places::kStep;
    take(text.data() + base, std::min(Places::kWords, words - word), base);
  }
  const std::string_view rest = text.substr(words * Places::kStep);
  std::array<char, Places::kStep> padded{};
  std::copy(rest.begin(), rest.end(), padded.begin());
  take(padded.data(), 1, words * Places::kStep);
  while (!places.empty() && places.back() >= text.size()) places.pop_back();
}

}  // namespace leaksift::structure
#endif  // HWY_ONCE
