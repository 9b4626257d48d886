#include "base/newlines.h"

#include <algorithm>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "base/newlines.cpp"
#include <hwy/foreach_target.h>  // Compiles this file once for each instruction set.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace leaksift::base {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

std::size_t count(const char* text, std::size_t size) {
  const hn::ScalableTag<std::uint8_t> tag;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text);
  const auto newline = hn::Set(tag, '\n');
  const std::size_t step = hn::Lanes(tag);
  std::size_t found = 0;
  std::size_t at = 0;
  while (size - at >= step) {
    // Each lane counts for itself, and is added up before it can overflow.
    const std::size_t stop = at + std::min<std::size_t>((size - at) / step, 255) * step;
    auto counts = hn::Zero(tag);
    for (; at < stop; at += step) {
      counts = hn::Sub(counts, hn::VecFromMask(tag, hn::Eq(hn::LoadU(tag, bytes + at), newline)));
    }
    found += static_cast<std::size_t>(
        hn::GetLane(hn::SumOfLanes(hn::ScalableTag<std::uint64_t>(), hn::SumsOf8(counts))));
  }
  for (; at < size; ++at) found += bytes[at] == '\n' ? 1 : 0;
  return found;
}

}  // namespace HWY_NAMESPACE
}  // namespace leaksift::base
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leaksift::base {

HWY_EXPORT(count);

std::size_t count_newlines(std::string_view text) {
  return HWY_DYNAMIC_DISPATCH(count)(text.data(), text.size());
}

std::size_t last_newline(std::string_view text) {
  if (text.empty()) return std::string_view::npos;
  const void* const found = memrchr(text.data(), '\n', text.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

void LineIndex::count() {
  std::uint64_t line = line_;
  for (std::size_t at = 0; at <= text_.size(); at += kStep) {
    before_.push_back(line);
    line += count_newlines(text_.substr(at, kStep));
  }
}

}  // namespace leaksift::base
#endif  // HWY_ONCE
