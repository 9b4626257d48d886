// Resolves overlapping matches: one value gives one finding.
#pragma once

#include "core/match.h"

#include <vector>

namespace leaksift::detect {

/// Keeps, of matches that overlap, the best: more confident, then longer, then of the regex that is
/// surer by itself, then the smaller pattern index, then the earlier. `matches` come ascending by
/// begin and stay so. Linear in the number of matches but for clusters of overlapping ones.
void resolve_overlaps(std::vector<core::Match>& matches);

/// If the last two of `matches` are the same bytes, removes the one that `resolve_overlaps` would:
/// whatever the other matches are, it cannot win; true.
bool resolve_last(std::vector<core::Match>& matches);

}  // namespace leaksift::detect
