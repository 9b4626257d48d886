// What a record exposes, and what a column holds: the lines of a report that join findings.
#pragma once

#include "core/finding.h"
#include "core/sensitivity.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::core {

/// How often a type occurs in something. The type is an index into the list of patterns.
struct TypeOccurrences {
  std::uint32_t type = 0;
  std::uint64_t count = 0;
  friend bool operator==(const TypeOccurrences&, const TypeOccurrences&) = default;
};

/// How the region of a record became known, weakest first.
enum class RegionBasis : std::uint8_t { kNone, kCountryField, kAddress, kPostalCode, kRegionField };
inline constexpr std::string_view kRegionBasisNames[] = {"", "country_field", "address",
                                                         "postal_code", "region_field"};

/// One record that holds findings. Path and `within` are those of the blob.
struct RecordLine {
  std::string table;
  std::uint64_t number = 0;  ///< In its table, from 1.
  std::uint64_t offset = 0;  ///< Of its first byte in the blob.
  std::uint64_t length = 0;
  std::uint64_t line = 1;              ///< Of its first byte, from 1.
  std::vector<TypeOccurrences> types;  ///< Ascending by type. See join_names.
  Sensitivity sensitivity = Sensitivity::kPublic;
  /// The combinations of types that breach laws name, the gravest first: "name+us_ssn".
  std::vector<std::string_view> combinations;
  std::string_view region;  ///< "US-CA" (ISO 3166-2) or "DE"; empty if unknown.
  RegionBasis region_by = RegionBasis::kNone;
  std::vector<Digest128> findings;  ///< Their ids, in order; at most kMostIds.
  std::uint64_t finding_count = 0;

  static constexpr std::size_t kMostIds = 1000;

  /// Findings that are parts of names, which `types` does not count before join_names().
  std::uint64_t given_names = 0;
  std::uint64_t family_names = 0;
  std::uint32_t name_type = 0;  ///< Theirs, if there are some.

  /// Counts parts as the names that they make together: a family name takes all given names beside
  /// it, and given names alone are one.
  void join_names() {
    const std::uint64_t names = family_names > 0 ? family_names : given_names > 0 ? 1 : 0;
    for (TypeOccurrences& type : types) type.count += type.type == name_type ? names : 0;
    given_names = family_names = 0;
  }
};

/// A type that a column of a table holds.
struct ColumnLine {
  std::string table;
  std::string field;
  std::uint64_t rows = 0;    ///< Records of the table.
  std::uint64_t filled = 0;  ///< Cells of the column that are not empty.
  std::uint32_t type = 0;
  std::uint64_t occurrences = 0;
  std::uint64_t distinct = 0;
  bool distinct_exact = true;
  double confidence = 0.0;  ///< The mean of its findings.
  Sensitivity sensitivity = Sensitivity::kPublic;

  /// The part of the filled cells that hold the type, from 0 to 1.
  double share() const {
    if (filled == 0) return 0.0;
    const double part = static_cast<double>(occurrences) / static_cast<double>(filled);
    return part < 1.0 ? part : 1.0;
  }
};

}  // namespace leaksift::core
