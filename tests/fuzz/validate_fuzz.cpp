// Feeds bytes to every validator: none reads beyond them, and the same bytes get the same verdict.
#include "validate/validator.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using leaksift::validate::Outcome;
using leaksift::validate::Validator;
using leaksift::validate::Verdict;

/// Reasons are names that stand in reports; scanned text must never be among them.
bool is_name(std::string_view reason) {
  for (const char c : reason) {
    const bool letter = c >= 'a' && c <= 'z';
    const bool digit = c >= '0' && c <= '9';
    if (!letter && !digit && c != '_' && c != ':') return false;
  }
  return true;
}

bool is_sound(const Verdict& verdict) {
  const bool known = verdict.outcome == Outcome::kInvalid || verdict.outcome == Outcome::kValid ||
                     verdict.outcome == Outcome::kPlaceholder;
  return known && is_name(verdict.reason) && verdict.weight > -20.0 && verdict.weight < 20.0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const std::string_view name : leaksift::validate::names()) {
    const Validator validator = leaksift::validate::find(name);
    if (validator == nullptr) std::abort();
    const Verdict first = validator(text);
    const Verdict second = validator(text);
    if (!is_sound(first)) std::abort();
    if (first.outcome != second.outcome || first.reason != second.reason) std::abort();
  }
  return 0;
}
