// What every match of a block is counted by.
#pragma once

#include "assess/record_joiner.h"
#include "classify/classifier.h"
#include "core/finding.h"
#include "core/match.h"

#include <algorithm>
#include <array>
#include <span>

namespace leaksift::scan {

/// Counts the matches of the block that both have started. Few at a time, so that each stage goes
/// over them in a loop of its own while they are in the cache.
inline void count(std::span<const core::Match> matches, classify::Classifier& classifier,
                  assess::RecordJoiner& joiner) {
  std::array<core::Countable, 64> room;
  while (!matches.empty()) {
    const auto some = matches.first(std::min(matches.size(), room.size()));
    const auto findings = std::span(room).first(some.size());
    classifier.count(some, findings);
    joiner.add(findings);
    matches = matches.subspan(some.size());
  }
}

}  // namespace leaksift::scan
