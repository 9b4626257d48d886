#include "detect/resolve.h"

#include <algorithm>
#include <numeric>

namespace leaksift::detect {
namespace {

// Marks the matches of one cluster [first, last) that lose.
void resolve_cluster(const std::vector<core::Match>& matches, const std::vector<double>& surety,
                     std::size_t first, std::size_t last, std::vector<bool>& lost) {
  std::vector<std::size_t> order(last - first);
  std::iota(order.begin(), order.end(), first);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const core::Match& left = matches[a];
    const core::Match& right = matches[b];
    if (left.confidence != right.confidence) return left.confidence > right.confidence;
    if (left.value.length() != right.value.length()) {
      return left.value.length() > right.value.length();
    }
    if (surety[a] != surety[b]) return surety[a] > surety[b];
    if (left.pattern != right.pattern) return left.pattern < right.pattern;
    return a < b;
  });
  std::vector<core::Span> kept;
  for (const std::size_t index : order) {
    const core::Span& value = matches[index].value;
    lost[index] = std::any_of(kept.begin(), kept.end(),
                              [&value](const core::Span& span) { return span.overlaps(value); });
    if (!lost[index]) kept.push_back(value);
  }
}

}  // namespace

void resolve_overlaps(std::vector<core::Match>& matches, const std::vector<double>& surety) {
  std::vector<bool> lost(matches.size(), false);
  for (std::size_t first = 0; first < matches.size();) {
    std::uint64_t reach = matches[first].value.end;
    std::size_t last = first + 1;
    while (last < matches.size() && matches[last].value.begin < reach) {
      reach = std::max(reach, matches[last].value.end);
      ++last;
    }
    if (last - first > 1) resolve_cluster(matches, surety, first, last, lost);
    first = last;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (lost[i]) continue;
    if (kept != i) matches[kept] = matches[i];
    ++kept;
  }
  matches.resize(kept);
}

}  // namespace leaksift::detect
