#include "core/offset_map.h"

#include <algorithm>
#include <iterator>

namespace leaksift::core {

void OffsetMap::append(std::uint64_t bytes, std::uint32_t width, std::uint32_t length) {
  if (bytes == 0) return;
  const Run run = runs_.empty() ? Run{} : runs_.back();
  const bool goes_on = run.width == width && run.length == length &&
                       run.original + (text_end_ - run.text) / width * length == original_end_;
  if (!goes_on) runs_.push_back({text_end_, original_end_, width, length});
  text_end_ += bytes;
  original_end_ += bytes / width * length;
}

std::vector<OffsetMap::Run>::const_iterator OffsetMap::behind(std::uint64_t at) const {
  return std::upper_bound(runs_.begin(), runs_.end(), at,
                          [](std::uint64_t place, const Run& run) { return place < run.text; });
}

OffsetMap::Run OffsetMap::run_at(std::uint64_t at) const {
  const auto next = behind(at);
  return next == runs_.begin() ? Run{} : *std::prev(next);
}

std::uint64_t OffsetMap::begin_of(std::uint64_t at) const {
  const Run run = run_at(at);
  return run.original + (at - run.text) / run.width * run.length;
}

std::uint64_t OffsetMap::end_of(std::uint64_t at) const {
  if (at == 0) return 0;
  const Run run = run_at(at - 1);
  return run.original + ((at - 1 - run.text) / run.width + 1) * run.length;
}

// One run before is kept, for end_of().
void OffsetMap::forget_before(std::uint64_t at) {
  const auto next = behind(at - std::min<std::uint64_t>(at, 1));
  if (next - runs_.begin() > 1) runs_.erase(runs_.begin(), std::prev(next));
}

void OffsetMap::copy_to(OffsetMap& out, Span text) const {
  const auto first = behind(text.begin - std::min<std::uint64_t>(text.begin, 1));
  out.runs_.assign(first == runs_.begin() ? first : std::prev(first), behind(text.end));
  out.text_end_ = text_end_;
  out.original_end_ = original_end_;
}

}  // namespace leaksift::core
