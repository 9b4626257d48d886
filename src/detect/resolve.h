// Resolves overlapping matches: one value gives one finding.
#pragma once

#include "core/match.h"

#include <vector>

namespace leaksift::detect {

/// Keeps, of matches that overlap, the best: more confident, then longer, then of the regex that is
/// surer by itself, then the smaller pattern index, then the earlier. `surety` is by position of
/// `matches`: the confidence of the regex alone. `matches` come ascending by begin and stay so.
/// Linear in the number of matches but for clusters of overlapping ones.
void resolve_overlaps(std::vector<core::Match>& matches, const std::vector<double>& surety);

/// If the last two of `matches` are the same bytes, removes the one that `resolve_overlaps` would:
/// whatever the other matches are, it cannot win; true. The same of `surety`.
bool resolve_last(std::vector<core::Match>& matches, std::vector<double>& surety);

}  // namespace leaksift::detect
