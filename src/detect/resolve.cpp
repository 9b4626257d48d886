#include "detect/resolve.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace leaksift::detect {
namespace {

using Matches = std::vector<core::Match>;

// The one total order by which overlaps are resolved.
bool is_better(const Matches& matches, const std::vector<double>& surety, std::size_t a,
               std::size_t b) {
  const core::Match& left = matches[a];
  const core::Match& right = matches[b];
  if (left.confidence != right.confidence) return left.confidence > right.confidence;
  if (left.value.length() != right.value.length()) {
    return left.value.length() > right.value.length();
  }
  if (surety[a] != surety[b]) return surety[a] > surety[b];
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
void resolve_cluster(const Matches& matches, const std::vector<double>& surety, std::size_t first,
                     std::size_t last, std::vector<bool>& lost) {
  std::vector<std::size_t> order(last - first);
  std::iota(order.begin(), order.end(), first);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return is_better(matches, surety, a, b); });
  DisjointSpans kept;
  for (const std::size_t index : order) lost[index] = !kept.add(matches[index].value);
}

// The common cluster: one value, several types. Only the best stays, and nothing is allocated.
bool resolve_same_value(const Matches& matches, const std::vector<double>& surety,
                        std::size_t first, std::size_t last, std::vector<bool>& lost) {
  std::size_t best = first;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (matches[i].value != matches[first].value) return false;
    if (is_better(matches, surety, i, best)) best = i;
  }
  for (std::size_t i = first; i < last; ++i) lost[i] = i != best;
  return true;
}

}  // namespace

bool resolve_last(std::vector<core::Match>& matches, std::vector<double>& surety) {
  const std::size_t size = matches.size();
  if (size < 2 || matches[size - 1].value != matches[size - 2].value) return false;
  if (is_better(matches, surety, size - 1, size - 2)) {
    matches[size - 2] = matches[size - 1];
    surety[size - 2] = surety[size - 1];
  }
  matches.pop_back();
  surety.pop_back();
  return true;
}

void resolve_overlaps(std::vector<core::Match>& matches, const std::vector<double>& surety) {
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
      if (!resolve_same_value(matches, surety, first, last, lost)) {
        resolve_cluster(matches, surety, first, last, lost);
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
