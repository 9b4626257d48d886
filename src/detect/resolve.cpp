#include "detect/resolve.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace leaksift::detect {
namespace {

using Matches = std::vector<core::Match>;

// The one total order by which overlaps are resolved.
bool is_better(const Matches& matches, std::size_t a, std::size_t b) {
  const core::Judgement& left = *matches[a].what;
  const core::Judgement& right = *matches[b].what;
  if (left.confidence != right.confidence) return left.confidence > right.confidence;
  const std::uint64_t left_length = matches[a].value.length();
  const std::uint64_t right_length = matches[b].value.length();
  if (left_length != right_length) return left_length > right_length;
  if (left.surety != right.surety) return left.surety > right.surety;
  if (left.pattern != right.pattern) return left.pattern < right.pattern;
  return a < b;
}

// Spans that do not overlap, ascending.
class DisjointSpans {
 public:
  // Adds `span` unless it overlaps one that is there.
  bool add(const core::Span& span) {
    const auto next = std::lower_bound(
        spans_.begin(), spans_.end(), span,
        [](const core::Span& a, const core::Span& b) { return a.begin < b.begin; });
    if (next != spans_.end() && next->overlaps(span)) return false;
    if (next != spans_.begin() && std::prev(next)->overlaps(span)) return false;
    spans_.insert(next, span);
    return true;
  }

 private:
  std::vector<core::Span> spans_;
};

// Marks the matches of one cluster [first, last) that lose.
void resolve_cluster(const Matches& matches, std::size_t first, std::size_t last,
                     std::vector<bool>& lost) {
  std::vector<std::size_t> order(last - first);
  std::iota(order.begin(), order.end(), first);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return is_better(matches, a, b); });
  DisjointSpans kept;
  for (const std::size_t index : order) lost[index] = !kept.add(matches[index].value);
}

// The common cluster: one value, several types. Only the best stays, and nothing is allocated.
bool resolve_same_value(const Matches& matches, std::size_t first, std::size_t last,
                        std::vector<bool>& lost) {
  std::size_t best = first;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (matches[i].value != matches[first].value) return false;
    if (is_better(matches, i, best)) best = i;
  }
  for (std::size_t i = first; i < last; ++i) lost[i] = i != best;
  return true;
}

}  // namespace

bool resolve_last(std::vector<core::Match>& matches) {
  const std::size_t size = matches.size();
  if (size < 2 || matches[size - 1].value != matches[size - 2].value) return false;
  if (is_better(matches, size - 1, size - 2)) matches[size - 2] = matches[size - 1];
  matches.pop_back();
  return true;
}

void resolve_overlaps(std::vector<core::Match>& matches) {
  std::vector<bool> lost;  // Empty as long as nothing overlaps.
  for (std::size_t first = 0; first < matches.size();) {
    std::uint64_t reach = matches[first].value.end;
    std::size_t last = first + 1;
    while (last < matches.size() && matches[last].value.begin < reach) {
      reach = std::max(reach, matches[last].value.end);
      ++last;
    }
    if (last - first > 1) {
      lost.resize(matches.size(), false);
      if (!resolve_same_value(matches, first, last, lost)) {
        resolve_cluster(matches, first, last, lost);
      }
    }
    first = last;
  }
  if (lost.empty()) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (lost[i]) continue;
    if (kept != i) matches[kept] = matches[i];
    ++kept;
  }
  matches.resize(kept);
}

}  // namespace leaksift::detect
