// The words of SQL.
#pragma once

#include "structure/bytes.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace leaksift::structure {

/// Whether `text`, not empty, is one of `words`, which are in lower case.
inline bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (word.size() == text.size() && to_lower(text.front()) == word.front() &&
        std::equal(text.begin(), text.end(), word.begin(),
                   [](char a, char b) { return to_lower(a) == b; })) {
      return true;
    }
  }
  return false;
}

}  // namespace leaksift::structure
