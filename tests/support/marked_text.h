// Texts in which spans are marked as in pattern files: "SSN: «536-90-4399»".
#pragma once

#include "core/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::support {

struct MarkedText {
  std::string text;               ///< Without the marks.
  std::vector<core::Span> spans;  ///< Bytes of `text`.
};

inline MarkedText unmark(std::string_view marked) {
  constexpr std::string_view kOpen = "\u00ab";
  constexpr std::string_view kClose = "\u00bb";
  MarkedText result;
  while (!marked.empty()) {
    if (marked.starts_with(kOpen)) {
      result.spans.push_back({result.text.size(), result.text.size()});
      marked.remove_prefix(kOpen.size());
    } else if (marked.starts_with(kClose)) {
      result.spans.back().end = result.text.size();
      marked.remove_prefix(kClose.size());
    } else {
      result.text += marked.front();
      marked.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace leaksift::support
