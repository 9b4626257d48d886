// Whether what holds others is called by what they are.
#pragma once

#include "structure/bytes.h"

#include <string_view>

namespace leaksift::structure {

/// Whether the last step of a path is a word in the plural, as "users" and "clientes" are, and
/// "address" and "status" are not.
inline bool is_plural(std::string_view path) {
  constexpr std::size_t kLeastLength = 4;
  const std::string_view step = path.substr(path.rfind('/') + 1);
  const auto lower = [step](std::size_t from_end) {
    return to_lower(step[step.size() - from_end]);
  };
  return step.size() >= kLeastLength && lower(1) == 's' && lower(2) != 's' && lower(2) != 'u';
}

}  // namespace leaksift::structure
