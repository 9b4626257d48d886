// Shrinks a text that shows a fault to a small one that still does.
#pragma once

#include <algorithm>
#include <functional>
#include <string>

namespace leaksift::support {

/// A text no longer than `text` for which `fails` still holds, such that no single chunk that was
/// tried can be left out. Tries at most `most_trials` texts.
inline std::string shrink(std::string text, const std::function<bool(const std::string&)>& fails,
                          int most_trials = 4000) {
  std::size_t chunk = std::max<std::size_t>(text.size() / 2, 1);
  while (most_trials > 0) {
    bool shorter = false;
    for (std::size_t at = 0; at < text.size() && most_trials > 0; --most_trials) {
      std::string without = text.substr(0, at) + text.substr(std::min(text.size(), at + chunk));
      if (fails(without)) {
        text = std::move(without);
        shorter = true;
      } else {
        at += chunk;
      }
    }
    if (chunk == 1 && !shorter) break;
    if (chunk > 1) chunk = (chunk + 1) / 2;
  }
  return text;
}

}  // namespace leaksift::support
