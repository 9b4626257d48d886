// Matches in words, for comparing and for messages.
#pragma once

#include "core/match.h"
#include "pattern/pattern.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::support {

/// "us_ssn/dashed [5,16) 0.9876 label:ssn": everything that a report could show of a match.
inline std::string show(const pattern::PatternSet& set, const core::Match& match) {
  const pattern::Pattern& pattern = set.patterns.at(match.what->pattern);
  char confidence[32];
  std::snprintf(confidence, sizeof confidence, " %.12f", match.what->confidence);
  std::string text = pattern.id + "/" + pattern.regexes.at(match.what->regex).name + " [" +
                     std::to_string(match.value.begin) + "," + std::to_string(match.value.end) +
                     ")" + confidence;
  for (const core::Reason& reason : match.what->why) {
    text += " " + std::string(reason.name);
    if (!reason.detail.empty()) text += ":" + std::string(reason.detail);
  }
  if (match.record_number != 0) text += " record " + std::to_string(match.record_number);
  return text;
}

inline std::vector<std::string> show(const pattern::PatternSet& set,
                                     const std::vector<core::Match>& matches) {
  std::vector<std::string> shown;
  for (const core::Match& match : matches) shown.push_back(show(set, match));
  return shown;
}

}  // namespace leaksift::support
