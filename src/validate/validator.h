// Validators: pure functions that say whether a matched text can be a real value of its type.
//
// Each implements the check digits and issue rules of one identifier; the standard or source of the
// rule stands beside its definition. They know nothing of patterns, context or blocks.
#pragma once

#include <string_view>
#include <vector>

namespace leaksift::validate {

enum class Outcome : unsigned char {
  kInvalid,      ///< Breaks a check digit or an issue rule: not a value of this type.
  kValid,        ///< Passes all rules that are known.
  kPlaceholder,  ///< Passes, but is a well-known sample, reserved or default value.
};

/// What a validator found. `reason` has static storage and is a name in snake_case that appears in
/// `why` of a finding ("luhn_valid", "placeholder:test_card"); empty when there is nothing to say.
/// `weight` is added in log-odds to the confidence: 0 unless the rules grade the value (an SSN area
/// never issued before 2011 is a little less likely; a private IP address is not personal).
struct Verdict {
  Outcome outcome = Outcome::kInvalid;
  std::string_view reason;
  double weight = 0.0;
};

/// Takes the match as it stands in the text, with separators (any of space, '-', '.', '/', NBSP)
/// and in any letter case. Never throws, never allocates, thread safe.
using Validator = Verdict (*)(std::string_view text) noexcept;

/// The validator with this name, or nullptr. The name "none" accepts everything.
Validator find(std::string_view name);

/// The name of a validator that `find` gave.
std::string_view name_of(Validator validator);

/// All names, sorted: for error messages and for the test that each has published vectors.
std::vector<std::string_view> names();

}  // namespace leaksift::validate
