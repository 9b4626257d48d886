// TextHash: lets tables of strings be asked for views.
#pragma once

#include <functional>
#include <string_view>

namespace leaksift::base {

/// For unordered containers of std::string, together with std::equal_to<>: looking up a view makes
/// no string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

}  // namespace leaksift::base
