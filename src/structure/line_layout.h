// Values at fixed places of a line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace leaksift::structure {

/// A value at characters [begin, end) of a line, from 0.
struct LayoutField {
  std::uint16_t begin;
  std::uint16_t end;
  std::string_view name;
};

/// Gives the values of `line` to `out`, a LineOutput: without the spaces before them, with those
/// that fill up their places behind them.
template <class Out>
void give_fields(std::string_view line, std::span<const LayoutField> fields, Out& out) {
  for (const LayoutField& field : fields) {
    const std::size_t end = std::min<std::size_t>(field.end, line.size());
    std::size_t begin = field.begin;
    while (begin < end && line[begin] == ' ') ++begin;
    out.value(begin, end, field.name);
  }
}

}  // namespace leaksift::structure
