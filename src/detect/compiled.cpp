#include "detect/compiled.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <array>

namespace leaksift::detect {
namespace {

char shape_of(char c) {
  if (is_digit(c)) return kShapeDigit;
  return is_letter(c) ? kShapeLetter : c;
}

// A labelled regex of shapes matches a value only if this finds the value's shape.
CompiledRegex::Guess guess_by_shape(const std::vector<Shape>& shapes, std::string_view value) {
  std::array<char, kMaxShapeLength> room;
  if (value.size() > room.size()) return CompiledRegex::Guess::kNo;
  std::transform(value.begin(), value.end(), room.begin(), shape_of);
  const std::string_view shape(room.data(), value.size());
  const auto found =
      std::lower_bound(shapes.begin(), shapes.end(), shape,
                       [](const Shape& a, std::string_view text) { return a.text < text; });
  if (found == shapes.end() || found->text != shape) return CompiledRegex::Guess::kNo;
  return found->exact ? CompiledRegex::Guess::kYes : CompiledRegex::Guess::kMaybe;
}

}  // namespace

CompiledRegex::Guess CompiledRegex::guess(std::string_view value) const {
  auto holds = [](const ByteSet& set, char c) { return set.test(static_cast<unsigned char>(c)); };
  if (value.size() < least_width || value.size() > width) return Guess::kNo;
  if (!holds(front, value.front()) || !holds(back, value.back())) return Guess::kNo;
  if (!shapes.empty()) return guess_by_shape(shapes, value);
  bool any_required = false;
  for (const char c : value) {
    if (!holds(alphabet, c)) return Guess::kNo;
    any_required = any_required || holds(required, c);
  }
  return any_required ? Guess::kMaybe : Guess::kNo;
}

}  // namespace leaksift::detect
