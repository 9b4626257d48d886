// Check digit algorithms that several identifiers share.
#pragma once

#include <span>
#include <string_view>

namespace leaksift::validate {

/// ISO/IEC 7812-1 annex B: from the right every second digit is doubled (less 9 when above 9), and
/// the sum is 0 mod 10. `sum` is what digits to the left, not given, add. False if empty.
bool luhn(std::string_view digits, int sum = 0) noexcept;

/// ISO/IEC 7064 MOD 97-10 as IBAN (ISO 13616) uses it: the first four characters move to the end,
/// letters count A = 10 … Z = 35, and the number is 1 mod 97. Capital letters and digits only.
bool iban_mod97(std::string_view text) noexcept;

/// ISO/IEC 7064 MOD 11,10 over all digits, the check digit last (German tax id).
bool mod11_10(std::string_view digits) noexcept;

/// Verhoeff's dihedral check over all digits, the check digit last (Aadhaar).
bool verhoeff(std::string_view digits) noexcept;

/// The sum of digit × weight; `digits` has at least as many characters as `weights`.
int weighted_sum(std::string_view digits, std::span<const int> weights) noexcept;

/// The remainder of a decimal number of any length.
int decimal_mod(std::string_view digits, int modulus) noexcept;

}  // namespace leaksift::validate
