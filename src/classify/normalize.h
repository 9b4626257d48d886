// Normal forms: what is left of a value when the ways of writing it no longer matter.
#pragma once

#include "base/raw_bytes.h"
#include "pattern/pattern.h"
#include "validate/eight.h"

#include <cstddef>
#include <string_view>

namespace leaksift::classify {

inline constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

/// Gives the normal forms of values. Two values are the same if their forms are equal. One per
/// thread.
///
/// kDigits keeps ASCII digits; kAlnum keeps ASCII letters, upper-cased, and digits; kLower
/// lower-cases ASCII; kWords keeps words (letters, digits and all that is not ASCII), lower-cased,
/// with single spaces between; kNone keeps every byte. A form that would be empty is the value
/// itself, so that values without a letter or digit are not all one.
class Normalizer {
 public:
  /// A view of `value`, if that is its own form, or of a buffer that is good until the next call.
  std::string_view operator()(std::string_view value, pattern::Normalize form) {
    return is_own_form(value, form) ? value : written(value, form);
  }

 private:
  /// False where that would take long to tell.
  static bool is_own_form(std::string_view value, pattern::Normalize form) {
    switch (form) {
      case pattern::Normalize::kNone:
        return true;
      case pattern::Normalize::kDigits:
      case pattern::Normalize::kAlnum:
        return validate::all_digits(value);
      case pattern::Normalize::kLower:
        return validate::lacks_upper(value);
      case pattern::Normalize::kWords:
        break;
    }
    return false;
  }
  std::string_view written(std::string_view value, pattern::Normalize form);

  base::RawBytes room_;
};

}  // namespace leaksift::classify
