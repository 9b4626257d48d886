// ShapeTrie: matches all shapes of all patterns at once by walking runs of digits and letters.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/shapes.h"

namespace leaksift::detect {

/// A shape that stands in the text.
struct ShapeHit {
  std::uint32_t regex = 0;
  bool exact = true;  ///< The expression matches for certain.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Immutable after `add`; shared by threads. An edge is a whole run: "exactly 3 digits", "exactly 2
/// letters", or one separator. What stands before a shape's first digit ("(", "+", "AA ") is its
/// head, matched backwards from the digits.
class ShapeTrie {
 public:
  ShapeTrie() : nodes_(1) {}

  void add(std::uint32_t regex, const Shape& shape);

  /// Appends every shape whose first digit is at `digit`, the beginning of a run of digits, and
  /// which has no letter or digit directly before or after.
  void match(std::string_view text, std::size_t digit, std::vector<ShapeHit>& hits) const;

 private:
  static constexpr std::size_t kMaxRun = 32;
  static constexpr std::string_view kSeparators = " -./()+:";

  struct Accept {
    std::uint32_t regex;
    bool exact;
  };
  struct Node {
    std::array<std::uint16_t, kMaxRun + 1> digits{};
    std::array<std::uint16_t, kMaxRun + 1> letters{};
    std::array<std::uint16_t, kSeparators.size()> separators{};
    std::vector<Accept> accepts;
  };
  struct Head {
    std::string text;  ///< Shape characters.
    std::uint16_t root = 0;
  };

  std::uint16_t child(std::uint16_t& slot);
  std::uint16_t head_root(const std::string& text);
  void walk(std::string_view text, std::size_t begin, std::size_t digit, std::uint16_t node,
            std::vector<ShapeHit>& hits) const;

  std::vector<Node> nodes_;  ///< 0 is "none".
  std::uint16_t bare_root_ = 0;
  std::vector<Head> heads_;
  std::array<bool, 256> ends_head_{};  ///< Bytes with which some head ends.
};

}  // namespace leaksift::detect
