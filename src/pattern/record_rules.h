// RecordRules: what a record as a whole means: which combinations breach laws name, and where the
// person lives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {

/// Two types in one record, as `name`: "name+us_ssn". Either may be kLoginElement, which stands for
/// a filled field whose name means a login.
struct Combination {
  std::string name;
  std::string first;
  std::string second;
};
inline constexpr std::string_view kLoginElement = "login";

/// A country ("DE") or a part of one ("US-CA"), ISO 3166-1 alpha-2 or 3166-2, and what it is called
/// in fields, in lower case.
struct Region {
  std::string code;
  std::vector<std::string> names;
};

/// Postal codes of the United States by their first three digits, both ends included.
struct PostalRange {
  std::uint16_t first = 0;
  std::uint16_t last = 0;
  std::string region;
};

/// patterns/records.toml and patterns/regions.toml. Constant after loading.
struct RecordRules {
  std::vector<Combination> combinations;  ///< The gravest first.
  /// Phrases of field names, as in pattern files.
  std::vector<std::string> login_fields;
  /// What records within others are called that are parts of them; see records.toml.
  std::vector<std::string> part_names;
  std::vector<std::string> listed_part_names;
  std::vector<std::string> region_fields;
  std::vector<std::string> postal_fields;
  std::vector<std::string> country_fields;
  std::vector<std::string> elsewhere_words;  ///< See regions.toml.
  std::vector<std::string>
      address_types;            ///< Types whose values may end with a state and ZIP code.
  std::vector<Region> regions;  ///< Parts of countries.
  std::vector<Region> countries;
  std::vector<PostalRange> postal;
};

}  // namespace leaksift::pattern
