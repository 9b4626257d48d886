// LineMap: which lines of its original the lines of a decoded text are.
#pragma once

#include "core/span.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace leaksift::core {

/// By how much the number of a line in the original is greater than in the text, from an offset of
/// the text on. Made from front to back. While there is no difference, it is empty.
class LineMap {
 public:
  void set(std::uint64_t offset, std::int64_t difference) {
    if (difference == (steps_.empty() ? 0 : steps_.back().difference)) return;
    steps_.push_back({offset, difference});
  }

  bool empty() const { return steps_.empty(); }
  std::int64_t at(std::uint64_t offset) const {
    const auto next = behind(offset);
    return next == steps_.begin() ? 0 : std::prev(next)->difference;
  }

  /// Drops what is needed only for offsets before `offset`.
  void forget_before(std::uint64_t offset) {
    const auto next = behind(offset);
    if (next != steps_.begin()) steps_.erase(steps_.begin(), std::prev(next));
  }
  /// Makes `out` a map of the offsets from `begin` to `end` of the text alone.
  void copy_to(LineMap& out, Span text) const {
    const auto first = behind(text.begin);
    out.steps_.assign(first == steps_.begin() ? first : std::prev(first), behind(text.end));
  }

 private:
  struct Step {
    std::uint64_t offset = 0;
    std::int64_t difference = 0;
  };
  std::vector<Step>::const_iterator behind(std::uint64_t offset) const {
    return std::upper_bound(steps_.begin(), steps_.end(), offset,
                            [](std::uint64_t at, const Step& step) { return at < step.offset; });
  }

  std::vector<Step> steps_;
};

}  // namespace leaksift::core
