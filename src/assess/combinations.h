// Combinations: which types of one record breach laws name together.
#pragma once

#include "core/record_line.h"
#include "pattern/pattern.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::assess {

/// The table of patterns/records.toml, by index of type. Constant after construction; shared by
/// threads. `set` must outlive it.
class Combinations {
 public:
  explicit Combinations(const pattern::PatternSet& set);

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  /// The gravest combination of a record that holds `types`, and a filled login field if `login`:
  /// its number in the table, or kNone.
  std::uint32_t gravest(const std::vector<core::TypeOccurrences>& types, bool login) const;
  /// All of them, the gravest first.
  void all(const std::vector<core::TypeOccurrences>& types, bool login,
           std::vector<std::string_view>& names) const;
  std::string_view name(std::uint32_t number) const {
    return set_.records.combinations[number].name;
  }
  std::size_t size() const { return set_.records.combinations.size(); }

 private:
  template <typename Visit>
  void for_each(const std::vector<core::TypeOccurrences>& types, bool login, Visit visit) const;

  const pattern::PatternSet& set_;
  std::size_t elements_ = 0;            ///< Types, and the login.
  std::vector<std::uint32_t> numbers_;  ///< By the elements of a pair.
};

}  // namespace leaksift::assess
