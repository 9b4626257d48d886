// OpenUses: which expressions must be looked for at a sign that stands in a settled cell.
#pragma once

#include "detect/compiled.h"
#include "detect/pivot_gates.h"
#include "detect/settled_cells.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Cells of a column are alike: the same expression settles them, and the same bytes stand beside
/// them. So the answer for one is kept for the next. One per thread; what it is made with must
/// outlive it.
class OpenUses {
 public:
  OpenUses(const CompiledPatterns& patterns, const PivotGates& gates, const SettledCells& settled)
      : patterns_(patterns), gates_(gates), settled_(settled), known_(patterns.signs.size()) {}

  /// The uses of the sign of this number that a match may have which reaches over an edge of
  /// `cell`, going by what the cell is made of and by the bytes beside it. Valid until the next
  /// call.
  std::span<const Sign::Use* const> in(std::string_view text, std::size_t sign,
                                       const SettledCell& cell);

 private:
  /// The bytes beside a cell, and those beside these.
  struct Edges {
    char before_left = 0;
    char left = 0;
    char right = 0;
    char behind_right = 0;
  };
  struct Known {
    bool any = false;
    std::uint32_t regex = 0;  ///< Of the cell.
    Edges edges;
    bool left_goes_on = false;   ///< A match may hold `left`, so that what is before it matters.
    bool right_goes_on = false;  ///< Likewise `right`.
    std::vector<const Sign::Use*> open;

    bool is_like(const Edges& other) const {
      return edges.left == other.left && edges.right == other.right &&
             (!left_goes_on || edges.before_left == other.before_left) &&
             (!right_goes_on || edges.behind_right == other.behind_right);
    }
  };

  void find(std::string_view text, std::size_t sign, const SettledCell& cell, Known& known);

  const CompiledPatterns& patterns_;
  const PivotGates& gates_;
  const SettledCells& settled_;
  std::vector<Known> known_;  ///< By sign: the last answer.
};

}  // namespace leaksift::detect
