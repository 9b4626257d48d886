#include "validate/checksum.h"

#include "validate/ascii.h"
#include "validate/eight.h"

#include <cstddef>
#include <cstdint>

namespace leaksift::validate {
namespace {

// The dihedral group D5 and the permutation of Verhoeff, "Error Detecting Decimal Codes" (1969).
constexpr unsigned char kProduct[10][10] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
constexpr unsigned char kPermutation[8][10] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}, {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
    {8, 9, 1, 6, 0, 4, 3, 5, 2, 7}, {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};

/// What eight digits add, the last of which is not doubled. The sum of the bytes ends in the
/// highest one; it is at most 72.
int luhn_sum_of_eight(std::uint64_t word) {
  constexpr std::uint64_t kTwice = 0x0001000100010001;
  const std::uint64_t digits = word - eight_times('0');
  const std::uint64_t doubled = digits & (kTwice * 0xff);
  const std::uint64_t above_four = ((doubled + kTwice * (0x80 - 5)) >> 7) & kTwice;
  const std::uint64_t parts = digits + doubled - 9 * above_four;
  return static_cast<int>((parts * eight_times(1)) >> 56);
}

}  // namespace

bool luhn(std::string_view digits, int sum) noexcept {
  if (digits.empty()) return false;
  for_each_eight(digits, [&sum](std::uint64_t eight) { sum += luhn_sum_of_eight(eight); });
  return sum % 10 == 0;
}

bool iban_mod97(std::string_view text) noexcept {
  if (text.size() < 5) return false;
  unsigned remainder = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    if (is_digit(c)) {
      remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
    } else {
      remainder = (remainder * 100 + static_cast<unsigned>(c - 'A') + 10) % 97;
    }
  }
  return remainder == 1;
}

bool mod11_10(std::string_view digits) noexcept {
  if (digits.empty()) return false;
  int product = 10;
  for (char c : digits.substr(0, digits.size() - 1)) {
    const int sum = (product + (c - '0')) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (product + (digits.back() - '0')) % 10 == 1;
}

bool verhoeff(std::string_view digits) noexcept {
  unsigned check = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = static_cast<unsigned>(digits[digits.size() - 1 - i] - '0');
    check = kProduct[check][kPermutation[i % 8][digit]];
  }
  return !digits.empty() && check == 0;
}

int weighted_sum(std::string_view digits, std::span<const int> weights) noexcept {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (digits[i] - '0') * weights[i];
  return sum;
}

int decimal_mod(std::string_view digits, int modulus) noexcept {
  int remainder = 0;
  for (char c : digits) remainder = (remainder * 10 + (c - '0')) % modulus;
  return remainder;
}

}  // namespace leaksift::validate
