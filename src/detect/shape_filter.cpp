#include "detect/shape_filter.h"

#include "detect/shapes.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

std::uint8_t side_of(std::string_view head) {
  return head.ends_with(kShapeLetter) ? 2 : 1;
}

}  // namespace

// Allows every pattern whose first `known` bits are those of `pattern`.
void ShapeFilter::allow(Sides& sides, std::uint8_t side, std::uint32_t pattern, std::size_t known) {
  for (std::uint32_t rest = 0; rest < 1U << (kBytes - known); ++rest) {
    sides[pattern | rest << known] |= side;
  }
}

void ShapeFilter::add(std::string_view text) {
  const std::size_t begin = text.find(kShapeDigit);
  const std::uint8_t side = side_of(text.substr(0, begin));
  const std::string_view rest = text.substr(begin, kBytes);
  std::uint32_t digits = 0;
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool digit = rest[i] == kShapeDigit;
    digits |= static_cast<std::uint32_t>(digit) << i;
    words |= static_cast<std::uint32_t>(digit || rest[i] == kShapeLetter) << i;
  }
  // The byte behind a shape belongs to no word: its bits are known, and 0.
  const std::size_t known = std::min(kBytes, rest.size() + 1);
  allow(digits_, side, digits, known);
  allow(words_, side, words, known);
}

void ShapeFilter::add_head(std::string_view head, std::size_t digits) {
  const std::uint8_t side = side_of(head);
  const std::size_t known = std::min(kBytes, digits);
  const std::uint32_t pattern = (std::uint32_t{1} << known) - 1;
  allow(digits_, side, pattern, known);
  allow(words_, side, pattern, known);
}

}  // namespace leaksift::detect
