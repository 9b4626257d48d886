// Sensitivity and confidence levels, with their names as they stand in files and reports.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leaksift::core {

/// How much harm a value does when it leaks, least first.
/// restricted: theft or fraud on its own, or named by breach laws. confidential: personal, harmful
/// in combination. internal: published or linkable only. public: samples and reserved values.
enum class Sensitivity : std::uint8_t { kPublic, kInternal, kConfidential, kRestricted };

inline constexpr std::array<std::string_view, 4> kSensitivityNames = {"public", "internal",
                                                                      "confidential", "restricted"};

constexpr std::string_view name_of(Sensitivity sensitivity) {
  return kSensitivityNames[static_cast<std::size_t>(sensitivity)];
}

/// Confidence in words: low < 0.5 <= medium < 0.8 <= high.
enum class Level : std::uint8_t { kLow, kMedium, kHigh };

inline constexpr std::array<std::string_view, 3> kLevelNames = {"low", "medium", "high"};
inline constexpr double kMediumConfidence = 0.5;
inline constexpr double kHighConfidence = 0.8;

constexpr std::string_view name_of(Level level) {
  return kLevelNames[static_cast<std::size_t>(level)];
}

constexpr Level level_of(double confidence) {
  if (confidence >= kHighConfidence) return Level::kHigh;
  return confidence >= kMediumConfidence ? Level::kMedium : Level::kLow;
}

/// The least confidence of a level.
constexpr double floor_of(Level level) {
  if (level == Level::kHigh) return kHighConfidence;
  return level == Level::kMedium ? kMediumConfidence : 0.0;
}

/// The enumerator with this name, or nothing.
constexpr std::optional<Sensitivity> parse_sensitivity(std::string_view text) {
  for (std::size_t i = 0; i < kSensitivityNames.size(); ++i) {
    if (kSensitivityNames[i] == text) return static_cast<Sensitivity>(i);
  }
  return std::nullopt;
}

constexpr std::optional<Level> parse_level(std::string_view text) {
  for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
    if (kLevelNames[i] == text) return static_cast<Level>(i);
  }
  return std::nullopt;
}

}  // namespace leaksift::core
