// Verdicts by name, so that a rule reads as one line.
#pragma once

#include "validate/validator.h"

#include <string_view>

namespace leaksift::validate {

/// `reason` must have static storage.
constexpr Verdict valid(std::string_view reason, double weight = 0.0) {
  return {Outcome::kValid, reason, weight};
}

/// `reason` must have static storage and begin with "placeholder:".
constexpr Verdict placeholder(std::string_view reason) {
  return {Outcome::kPlaceholder, reason, 0.0};
}

constexpr Verdict invalid() {
  return {};
}

}  // namespace leaksift::validate
