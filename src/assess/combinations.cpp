#include "assess/combinations.h"

#include <algorithm>

namespace leaksift::assess {

Combinations::Combinations(const pattern::PatternSet& set)
    : set_(set), elements_(set.patterns.size() + 1), numbers_(elements_ * elements_, kNone) {
  auto index_of = [&](std::string_view id) {
    const auto found = std::find_if(set.patterns.begin(), set.patterns.end(),
                                    [id](const auto& pattern) { return pattern.id == id; });
    if (found != set.patterns.end()) return static_cast<std::size_t>(found - set.patterns.begin());
    return id == pattern::kLoginElement ? elements_ - 1 : elements_;
  };
  for (std::size_t i = set.records.combinations.size(); i-- > 0;) {
    const pattern::Combination& combination = set.records.combinations[i];
    const std::size_t first = index_of(combination.first);
    const std::size_t second = index_of(combination.second);
    // Types that are not looked for have no combinations.
    if (first == elements_ || second == elements_) continue;
    numbers_[first * elements_ + second] = static_cast<std::uint32_t>(i);
    numbers_[second * elements_ + first] = static_cast<std::uint32_t>(i);
  }
}

template <typename Visit>
void Combinations::for_each(const std::vector<core::TypeOccurrences>& types, bool login,
                            Visit visit) const {
  for (std::size_t i = 0; i < types.size(); ++i) {
    const std::uint32_t* const row = numbers_.data() + types[i].type * elements_;
    for (std::size_t j = i + 1; j < types.size(); ++j) {
      if (row[types[j].type] != kNone) visit(row[types[j].type]);
    }
    if (login && row[elements_ - 1] != kNone) visit(row[elements_ - 1]);
  }
}

std::uint32_t Combinations::gravest(const std::vector<core::TypeOccurrences>& types,
                                    bool login) const {
  std::uint32_t best = kNone;
  for_each(types, login, [&best](std::uint32_t number) { best = std::min(best, number); });
  return best;
}

void Combinations::all(const std::vector<core::TypeOccurrences>& types, bool login,
                       std::vector<std::string_view>& names) const {
  std::vector<std::uint32_t> found;
  for_each(types, login, [&found](std::uint32_t number) { found.push_back(number); });
  std::sort(found.begin(), found.end());
  names.clear();
  for (const std::uint32_t number : found) names.push_back(name(number));
}

}  // namespace leaksift::assess
