// RegionFinder: where the person of a record lives, as far as its fields and addresses say.
#pragma once

#include "base/text_hash.h"
#include "core/record_line.h"
#include "pattern/pattern.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leaksift::assess {

/// What the name of a column says that its values are.
enum class ColumnRole : std::uint8_t { kNone, kLogin, kRegion, kPostalCode, kCountry };

/// What is known of a record's region so far. Small enough to keep one for every record of a block.
struct RegionEvidence {
  std::uint16_t region = 0;   ///< Number of a part of a country; 0 if unknown.
  std::uint16_t country = 0;  ///< Number of a country; 0 if unknown.
  core::RegionBasis basis = core::RegionBasis::kNone;  ///< Of `region`.

  /// Keeps the better of two; of equals the first.
  void merge(const RegionEvidence& other);
};

/// Constant after construction; shared by threads. `set` must outlive it.
class RegionFinder {
 public:
  explicit RegionFinder(const pattern::PatternSet& set);

  /// A field means a region, postal code or country if its name ends with one of their phrases, and
  /// a login if it is one, or ends with one that says so. The last step of a pointer or of dotted
  /// keys is looked at first; one that only carries values ("/state/string") is left out. A state
  /// of birth or of an employer is none.
  ColumnRole role_of(std::string_view field) const;

  /// What the value of such a field says: a state by its code or name, a ZIP code by its first
  /// three digits, a country by its code or name.
  void read_field(ColumnRole role, std::string_view value, RegionEvidence& evidence) const;
  /// What an address says that ends with a state and a ZIP code.
  void read_address(std::string_view address, RegionEvidence& evidence) const;

  struct Verdict {
    std::string_view code;  ///< "US-CA" or "DE"; empty if nothing is known.
    core::RegionBasis basis = core::RegionBasis::kNone;
    std::uint16_t number = 0;  ///< Of the code; 0 if nothing is known.
  };
  /// A part of another country than the record names does not count: WA is in Australia, too.
  Verdict judge(const RegionEvidence& evidence) const;
  /// The code with this number.
  std::string_view code(std::uint16_t number) const { return codes_[number]; }
  std::size_t codes() const { return codes_.size(); }

 private:
  using Numbers = std::unordered_map<std::string, std::uint16_t, base::TextHash, std::equal_to<>>;

  bool is_carrier(std::string_view step) const;
  bool says_elsewhere(const std::vector<std::string>& words, std::size_t count) const;
  void add_phrases(const std::vector<std::string>& phrases, ColumnRole role);
  std::uint16_t postal_region(std::string_view value) const;
  std::uint16_t state_at_end(std::string_view address) const;

  const pattern::PatternSet& set_;
  std::vector<std::string> codes_;     ///< By number; [0] is empty.
  Numbers numbers_;                    ///< By code.
  Numbers regions_;                    ///< By name.
  Numbers countries_;                  ///< By name.
  std::vector<std::uint16_t> postal_;  ///< By the first three digits.
  std::unordered_map<std::string, ColumnRole, base::TextHash, std::equal_to<>>
      roles_;                                    ///< By phrase.
  std::unordered_set<std::string> ends_logins_;  ///< Those of logins that other words may precede.
};

}  // namespace leaksift::assess
