#include "structure/sign_places.h"

#include <algorithm>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "structure/sign_places.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

#ifndef LEAKSIFT_STRUCTURE_PLACES
#define LEAKSIFT_STRUCTURE_PLACES
namespace leaksift::structure {

// The places in some text, which is looked at kStep bytes at a time.
struct Places {
  static constexpr std::size_t kStep = 64;
  static constexpr std::size_t kSteps = 64;
  // How many places are written of each step at least, so that a number which a CPU cannot guess
  // decides no branch.
  static constexpr std::size_t kMostly = 2;

  std::array<std::uint32_t, kSteps * kStep + kMostly> found;
};

}  // namespace leaksift::structure
#endif

HWY_BEFORE_NAMESPACE();
namespace leaksift::structure {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<std::uint8_t, Places::kStep>;

// A bit for each of kStep bytes, that of the first lowest: whether `is` holds of it.
template <class Is>
HWY_INLINE std::uint64_t mark(const char* bytes, Is is) {
  std::uint64_t marks = 0;
  for (std::size_t i = 0; i < Places::kStep; i += hn::Lanes(Tag())) {
    std::array<std::uint8_t, sizeof marks> some{};
    hn::StoreMaskBits(Tag(), is(hn::LoadU(Tag(), reinterpret_cast<const std::uint8_t*>(bytes) + i)),
                      some.data());
    std::uint64_t part = 0;
    std::memcpy(&part, some.data(), sizeof part);
    marks |= part << i;
  }
  return marks;
}

// Finds the signs in `count` times kStep bytes, the first of which is at `base`; says how many
// there are.
std::size_t find(const char* bytes, std::size_t count, std::uint32_t base,
                 const std::array<char, 4>& signs, Places& places) {
  auto all = [](char c) HWY_ATTR { return hn::Set(Tag(), static_cast<std::uint8_t>(c)); };
  const auto a = all(signs[0]);
  const auto b = all(signs[1]);
  const auto c = all(signs[2]);
  const auto d = all(signs[3]);
  auto is_sign = [&](auto value) HWY_ATTR {
    return hn::Or(hn::Or(hn::Eq(value, a), hn::Eq(value, b)),
                  hn::Or(hn::Eq(value, c), hn::Eq(value, d)));
  };
  std::uint32_t* out = places.found.data();
  for (const char* const end = bytes + count * Places::kStep; bytes < end;
       bytes += Places::kStep, base += Places::kStep) {
    std::uint64_t marks = mark(bytes, is_sign);
    std::uint32_t* const behind = out + __builtin_popcountll(marks);
    auto write = [&] {
      // Behind the last mark the place does not matter; the highest bit gives it one.
      *out++ = base + static_cast<std::uint32_t>(__builtin_ctzll(marks | std::uint64_t{1} << 63));
      marks &= marks - 1;
    };
    for (std::size_t i = 0; i < Places::kMostly; ++i) write();
    while (out < behind) write();
    out = behind;
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
  const std::size_t steps = text.size() / Places::kStep;
  for (std::size_t step = 0; step < steps; step += Places::kSteps) {
    const std::size_t base = step * Places::kStep;
    take(text.data() + base, std::min(Places::kSteps, steps - step), base);
  }
  const std::string_view rest = text.substr(steps * Places::kStep);
  std::array<char, Places::kStep> padded{};
  std::copy(rest.begin(), rest.end(), padded.begin());
  take(padded.data(), 1, steps * Places::kStep);
  while (!places.empty() && places.back() >= text.size()) places.pop_back();
}

}  // namespace leaksift::structure
#endif  // HWY_ONCE
