#include "assess/type_sets.h"

#include <algorithm>
#include <utility>

namespace leaksift::assess {

TypeSets::TypeSets(const Combinations& combinations, std::size_t types)
    : combinations_(combinations), elements_(types + 1) {
  clear();
}

void TypeSets::clear() {
  sets_.assign(1, {});
  next_.assign(elements_, kUnknown);
  numbers_.clear();
  numbers_.emplace(std::vector<std::uint32_t>(), kEmpty);
}

// A set is reached in many orders; whichever comes first gives it its number.
std::uint32_t TypeSets::add(std::uint32_t set, std::uint32_t element) {
  const auto login = static_cast<std::uint32_t>(elements_ - 1);
  std::vector<std::uint32_t> elements = sets_[set].types;
  if (sets_[set].login) elements.push_back(login);
  const auto place = std::lower_bound(elements.begin(), elements.end(), element);
  if (place == elements.end() || *place != element) elements.insert(place, element);
  const auto [known, is_new] =
      numbers_.try_emplace(elements, static_cast<std::uint32_t>(sets_.size()));
  next_[set * elements_ + element] = known->second;
  if (!is_new) return known->second;

  Set added;
  std::vector<core::TypeOccurrences> occurrences;
  for (const std::uint32_t each : elements) {
    if (each == login) {
      added.login = true;
    } else {
      added.types.push_back(each);
      occurrences.push_back({each, 1});
    }
  }
  added.gravest = combinations_.gravest(occurrences, added.login);
  combinations_.all(occurrences, added.login, added.combinations);
  sets_.push_back(std::move(added));
  next_.resize(sets_.size() * elements_, kUnknown);
  return known->second;
}

}  // namespace leaksift::assess
