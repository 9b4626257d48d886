// Finding: a match as it is told to people and programs.
#pragma once

#include "core/match.h"
#include "core/sensitivity.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace leaksift::core {

using Digest128 = std::array<std::uint8_t, 16>;

/// Where a value stands. Offsets are bytes in the innermost content; line and column start at 1.
/// Path and `within` are those of the blob's Provenance.
struct Location {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  std::string_view field;
  std::string_view table;
  std::uint64_t record = 0;
};

/// What must be known of a match to count it, besides what it says itself.
struct Countable {
  Sensitivity sensitivity = Sensitivity::kInternal;
  std::uint64_t identity = 0;  ///< Hash of type and normalised value; never written.
};

/// Views point into patterns, the block or a buffer of the Classifier: a Finding is formatted
/// before its block is let go.
struct Finding {
  std::uint32_t pattern = 0;
  std::string_view type;
  std::string_view category;
  Sensitivity sensitivity = Sensitivity::kInternal;
  double confidence = 0.0;
  Reasons why;
  std::string_view shown;   ///< The value as it may be shown: masked, or raw with --show-values.
  Digest128 id{};           ///< Hash of type and place, never of the value.
  Digest128 fingerprint{};  ///< Keyed hash of type and normalised value.
  Location location;
  NamePart part = NamePart::kWhole;
};

}  // namespace leaksift::core
