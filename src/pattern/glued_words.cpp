#include "pattern/glued_words.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace leaksift::pattern {
namespace {

constexpr std::size_t kShortWord = 2;
constexpr std::size_t kShortestName = 5;
constexpr std::size_t kLongestName = 40;
constexpr std::uint8_t kMostCost = 9;  // Two short words and a long one: "dt of birth".

// What a word costs: two short ones are worse than one long one, for they fill any name.
constexpr std::uint8_t cost_of(std::size_t length) {
  constexpr std::array<std::uint8_t, 4> kCosts = {0, 0, 4, 2};
  return length < kCosts.size() ? kCosts[length] : 1;
}

}  // namespace

void GluedWords::add(std::string_view phrase, bool short_too) {
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    const std::string_view word = phrase.substr(begin, end - begin);
    const bool fits = word.size() > kShortWord || (short_too && word.size() == kShortWord);
    if (fits && std::all_of(word.begin(), word.end(), base::is_lower)) {
      words_.emplace(word);
      longest_ = std::max(longest_, word.size());
    }
    begin = end + 1;
  }
}

std::vector<std::string_view> GluedWords::cut(std::string_view name) const {
  if (name.size() < kShortestName || name.size() > kLongestName || words_.contains(name)) return {};
  // By where a rest of the name begins: what its words cost, and how long the first of them is.
  constexpr std::uint8_t kNever = UINT8_MAX;
  std::array<std::uint8_t, kLongestName + 1> costs;
  std::array<std::uint8_t, kLongestName + 1> lengths{};
  costs.fill(kNever);
  costs[name.size()] = 0;
  for (std::size_t end = name.size(); end >= kShortWord; --end) {
    if (costs[end] == kNever) continue;
    for (std::size_t length = kShortWord; length <= std::min(longest_, end); ++length) {
      const std::size_t begin = end - length;
      const auto cost = static_cast<std::uint8_t>(costs[end] + cost_of(length));
      if (cost > kMostCost || cost >= costs[begin] || !words_.contains(name.substr(begin, length)))
        continue;
      costs[begin] = cost;
      lengths[begin] = static_cast<std::uint8_t>(length);
    }
  }
  if (costs[0] == kNever) return {};
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < name.size(); at += lengths[at]) {
    words.push_back(name.substr(at, lengths[at]));
  }
  return words;
}

}  // namespace leaksift::pattern
