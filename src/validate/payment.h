// Payment card numbers, for the rules of cards and of magnetic stripes.
#pragma once

#include "validate/validator.h"

#include <string_view>

namespace leaksift::validate {

/// Judges the bare digits of a primary account number: length and prefix of a brand, Luhn, and the
/// numbers that payment processors publish for tests.
Verdict judge_card_number(std::string_view digits) noexcept;

}  // namespace leaksift::validate
