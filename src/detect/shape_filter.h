// ShapeFilter: tells of most runs of digits, from bitmaps alone, that no shape begins with them.
#pragma once

#include "detect/digit_runs.h"
#include "detect/shapes.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// What a run of digits can be the first digits of, a bit each: a shape that begins with them; one
/// with letters before them, a bit for each number of letters; one with a separator before them, a
/// bit for each of kShapeSeparators.
using ShapeKinds = std::uint32_t;
inline constexpr unsigned kBareShape = 0;
inline constexpr unsigned kShapeBehindLetters = 1;
inline constexpr unsigned kShapeBehindSeparator = kShapeBehindLetters + kLongestShapeHead;

/// A leading run (see digit_runs.h) that may be the first digits of a shape.
struct ShapeCandidate {
  std::uint32_t begin = 0;
  std::uint32_t letters = 0;  ///< How many stand directly before it.
  ShapeKinds kinds = 0;       ///< Only what fits to the byte before it; not 0.

  bool bare() const { return (kinds >> kBareShape & 1) != 0; }
};

/// A shape says of each of its bytes whether it is a digit and whether it belongs to a word, and
/// that the byte behind it does not. The filter keeps, for each pattern of kBytes such bits,
/// which kinds of shapes allow it: of a log with timestamps, addresses and UUIDs it passes fewer
/// than one run in five. Constant once filled.
class ShapeFilter {
 public:
  /// `text` in shape characters, with at least one digit; the run is its first digits. `alone`:
  /// where it begins with them, it need not be found where it joins what stands before (see
  /// ByteMarks::joined).
  void add(std::string_view text, bool alone = false);
  /// Of a text that begins with `head` and then `digits` digits, nothing more is known.
  void add_head(std::string_view head, std::size_t digits);

  /// Replaces `found` by every leading run that can be the first digits of something that was
  /// added, ascending, and few others; nothing that is joined if all were added as alone. `within`
  /// is as of LeadingRuns. Says no without a branch for each run: which ones pass is more than a
  /// CPU can guess.
  void find(const MarkedText& text, bool within, std::vector<ShapeCandidate>& found) const;

  /// What it knows, for the code that `find` chooses by the CPU.
  struct Tables;

 private:
  void allow(std::string_view head, std::uint32_t digits, std::uint32_t words, std::size_t known);

  std::shared_ptr<Tables> tables_;  ///< None if nothing was added.
};

}  // namespace leaksift::detect
