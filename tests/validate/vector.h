// A published or synthetic value and what its validator must say.
#pragma once

#include "validate/validator.h"

#include <string_view>

namespace leaksift::validate {

inline constexpr Outcome kNo = Outcome::kInvalid;
inline constexpr Outcome kYes = Outcome::kValid;
inline constexpr Outcome kSample = Outcome::kPlaceholder;

struct Vector {
  std::string_view validator;
  std::string_view text;
  Outcome outcome = kNo;
  std::string_view reason = {};  ///< Checked unless empty.
};

}  // namespace leaksift::validate
