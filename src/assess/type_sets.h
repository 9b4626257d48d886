// TypeSets: the sets of types that records hold, each judged once.
#pragma once

#include "assess/combinations.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace leaksift::assess {

/// An automaton whose states are sets: a record begins with none and moves on with each of its
/// findings. Sets are numbered as they are met; most tables have a handful. One per worker.
class TypeSets {
 public:
  static constexpr std::uint32_t kEmpty = 0;

  struct Set {
    std::vector<std::uint32_t> types;  ///< Ascending.
    bool login = false;                ///< The record has a filled login field.
    std::uint32_t gravest = Combinations::kNone;
    std::vector<std::string_view> combinations;  ///< The gravest first.
  };

  /// `combinations` must outlive it; `types` is the number of types.
  TypeSets(const Combinations& combinations, std::size_t types);

  /// The set that holds one type more than another.
  std::uint32_t with(std::uint32_t set, std::uint32_t type) {
    const std::uint32_t next = next_[set * elements_ + type];
    return next != kUnknown ? next : add(set, type);
  }
  std::uint32_t with_login(std::uint32_t set) {
    return with(set, static_cast<std::uint32_t>(elements_ - 1));
  }
  /// Valid until a set is added.
  const Set& operator[](std::uint32_t set) const { return sets_[set]; }
  std::size_t size() const { return sets_.size(); }
  /// Forgets all but the empty set.
  void clear();

 private:
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};

  std::uint32_t add(std::uint32_t set, std::uint32_t element);

  const Combinations& combinations_;
  const std::size_t elements_;  ///< Types, and the login as last.
  std::vector<Set> sets_;
  std::vector<std::uint32_t> next_;                              ///< By set and element.
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;  ///< By elements, ascending.
};

}  // namespace leaksift::assess
