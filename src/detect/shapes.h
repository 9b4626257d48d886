// Shapes: the digit groups and separators that an expression describes, when it is that simple.
//
// Most numbers that people leak are a few fixed arrangements: 3-2-4 digits, 4-4-4-4 digits, two
// letters and six digits and a letter. Runs of digits are found many times faster by a bitmap than
// by an automaton (see bench/README.md), so an expression that is a finite set of such arrangements
// is matched by walking runs instead of bytes.
#pragma once

#include "detect/regex_syntax.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::detect {

/// One arrangement, a character per byte: kShapeDigit for a digit, kShapeLetter for an ASCII
/// letter, anything else for itself. "NNN-NN-NNNN".
struct Shape {
  std::string text;
  /// True if every text of this shape matches the expression; else the regex must confirm.
  bool exact = true;
};

inline constexpr char kShapeDigit = 'N';
inline constexpr char kShapeLetter = 'A';
inline constexpr std::string_view kShapeSeparators = " -./()+:";

/// The longest arrangement worth walking; longer ones are not numbers.
inline constexpr std::size_t kMaxShapeLength = 32;

/// The most bytes that may stand before the first digit of a shape.
inline constexpr std::size_t kLongestShapeHead = 8;

/// All shapes of an expression, sorted by text, or nothing if it has none: if it is too varied,
/// uses other bytes than ASCII letters, digits and kShapeSeparators, has no digit that must be
/// there, or more than kMaxShapes arrangements.
inline constexpr std::size_t kMaxShapes = 2048;
std::optional<std::vector<Shape>> shapes_of(const RegexNode& root);

/// How an expression with too many shapes begins, if that is one arrangement of letters and
/// separators and then a digit.
struct ShapeHead {
  std::string text;              ///< Shape characters before the first digit; at least two.
  std::size_t least_digits = 1;  ///< Digits that follow it in every match.
  /// The bytes with which a match can begin, by twos; any pair of a set before and one behind.
  std::vector<std::pair<ByteSet, ByteSet>> first_two;
};
std::optional<ShapeHead> shape_head_of(const RegexNode& root);

}  // namespace leaksift::detect
