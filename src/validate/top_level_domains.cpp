#include "validate/top_level_domains.h"

#include "validate/ascii.h"

#include <array>
#include <cstddef>

namespace leaksift::validate {
namespace {

struct Names {
  std::size_t length;
  std::string_view sorted;
};

constexpr Names kNames[] = {
#include "validate/tlds.inc"
};

constexpr std::size_t kLongestDomain = 33;

constexpr std::array<std::string_view, kLongestDomain + 1> by_length() {
  std::array<std::string_view, kLongestDomain + 1> table{};
  for (const Names& names : kNames) table[names.length] = names.sorted;
  return table;
}

constexpr auto kByLength = by_length();

}  // namespace

bool is_top_level_domain(std::string_view label) noexcept {
  const std::size_t length = label.size();
  if (length < 2 || length > kLongestDomain) return false;
  std::array<char, kLongestDomain> lower;
  for (std::size_t i = 0; i < length; ++i) lower[i] = to_lower(label[i]);
  const std::string_view wanted{lower.data(), length};
  const std::string_view sorted = kByLength[length];
  std::size_t first = 0;
  std::size_t last = sorted.size() / length;
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    const int order = sorted.substr(middle * length, length).compare(wanted);
    if (order == 0) return true;
    (order < 0 ? first : last) = order < 0 ? middle + 1 : middle;
  }
  return false;
}

}  // namespace leaksift::validate
