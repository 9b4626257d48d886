// SettledCells: cells of tables whose column names a type and whose value is of that type beyond
// dispute, so that nothing else need be looked for in them.
//
// In a dense table nearly every cell is such a one. To find its value by shape, confirm and judge
// each type that it might be, and drop all but the best, costs several times what it takes to see
// that the best one wins.
#pragma once

#include "core/record.h"
#include "detect/compiled.h"
#include "detect/lazy_dfa.h"
#include "detect/regex_program.h"
#include "validate/validator.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// A cell all of whose bytes [begin, end) are the match of `regex`.
struct SettledCell {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t regex = 0;
  const core::Cell* cell = nullptr;
  validate::Verdict verdict;
};

/// One per thread; keeps its buffers from block to block. `patterns` must outlive it.
class SettledCells {
 public:
  explicit SettledCells(const CompiledPatterns& patterns);

  /// Finds the settled cells that begin in text[begin, end). A cell is settled when
  ///
  ///   - its column is named for a type,
  ///   - of the regexes of all types that it is named for, the surest that matches all of the cell
  ///     has a valid value,
  ///   - whatever other regex could match within it would be less sure, or shorter and no surer,
  ///     by what the column's name and the bounds of the other's pattern leave it,
  ///   - the bytes on both sides keep values apart, and no match found by shapes, or of the regex
  ///     that settles it, reaches over them.
  ///
  /// So of all matches within it this one wins; one that reaches over its edges may still be surer.
  /// Cells less sure than `least` are not settled; none is without `settle`. `generation` is that
  /// of the verdicts: see NameMemory.
  void find(std::string_view text, std::size_t begin, std::size_t end,
            const core::RecordIndex& records,
            const std::vector<const pattern::FieldVerdict*>& verdicts, std::uint64_t generation,
            double least, bool settle);

  /// Ascending.
  const std::vector<SettledCell>& cells() const { return cells_; }
  /// The other cells that begin there and whose column is named for a type, ascending.
  const std::vector<const core::Cell*>& others() const { return others_; }

  /// Whether a match of `regex` that has a byte in the bytes [begin, end) of a cell lies within
  /// them.
  bool holds(std::string_view text, std::size_t begin, std::size_t end, std::uint32_t regex) const;

  /// The settled cell that holds the byte at `at`, or null. To be asked in ascending order.
  class Cursor {
   public:
    explicit Cursor(const SettledCells& settled)
        : next_(settled.cells_.data()), end_(next_ + settled.cells_.size()) {}
    const SettledCell* at(std::size_t at) {
      while (next_ != end_ && next_->end <= at) ++next_;
      return next_ != end_ && next_->begin <= at ? next_ : nullptr;
    }

   private:
    const SettledCell* next_;
    const SettledCell* end_;
  };

 private:
  /// The regexes of the types that a column is named for, the surest first.
  struct Named {
    std::vector<std::uint32_t> regexes;
    std::unique_ptr<RegexProgram> program;  ///< All side by side; null if they are too many.
    std::unique_ptr<LazyDfa> automaton;
  };
  /// A regex of a type that a column is named for. `needed`: the least weight, in log-odds, with
  /// which it beats all others.
  struct Candidate {
    std::uint32_t regex = 0;
    validate::Validator validator = nullptr;
    double needed = 0.0;
    bool reaches_over = false;  ///< What is before and behind the cell matters.
  };
  /// What to do with the cells of a column; the automaton is null if nothing can be settled.
  struct Plan {
    LazyDfa* automaton = nullptr;
    std::vector<Candidate> candidates;  ///< By expression of the automaton.
    bool named = false;                 ///< For some type.
    // What it was made for.
    const pattern::FieldVerdict* verdict = nullptr;
    std::uint64_t generation = 0;
    double least = 0.0;
    // Cells that wait for others, to be walked side by side.
    std::array<const core::Cell*, LazyDfa::kSideBySide> waiting{};
    LazyDfa::Texts texts;  ///< What stands in them.
    std::size_t waits = 0;
  };

  Named& named_for(const std::vector<std::uint32_t>& patterns);
  void plan(const pattern::FieldVerdict& verdict, Plan& plan);
  double least_to_win(std::uint32_t regex, const pattern::FieldVerdict& verdict, double least);
  bool goes_before(std::uint32_t a, std::uint32_t b) const;
  static bool may_be_as_long(const CompiledRegex& rival, const CompiledRegex& regex);
  double bound_of(std::uint32_t rival, std::uint32_t regex,
                  const pattern::FieldVerdict& verdict) const;
  static bool may_match_within(const CompiledRegex& rival, const ByteSet& bytes);
  const std::vector<std::uint32_t>& rivals_of(std::uint32_t regex);
  /// Whether bytes that keep values apart stand on both sides of a cell, and no spaces within.
  bool stands_apart(std::string_view text, const core::Cell& cell) const {
    auto apart = [&](std::size_t at) { return apart_[static_cast<unsigned char>(text[at])]; };
    return !cell.loose && cell.begin > 0 && cell.begin < cell.end && cell.end < text.size() &&
           apart(cell.begin - 1) && apart(cell.end) && text[cell.begin] != ' ' &&
           text[cell.end - 1] != ' ';
  }
  void plan_all(const std::vector<const pattern::FieldVerdict*>& verdicts, std::uint64_t generation,
                double least);
  void settle_some(std::string_view text, std::span<const core::Cell> cells);
  void settle_waiting(std::string_view text, Plan& plan, const core::Cell* first);
  void settle(std::string_view text, const core::Cell& cell, std::string_view value,
              const Plan& plan, std::span<const RegexProgram::NodeId> matching,
              SettledCell& settled) const;

  const CompiledPatterns& patterns_;
  /// By byte: it keeps values apart, and no match found by shapes holds it.
  std::array<bool, 256> apart_{};
  std::map<std::vector<std::uint32_t>, Named> named_;  ///< By patterns.
  struct Rivals {
    bool known = false;
    std::vector<std::uint32_t> regexes;
  };
  std::vector<Rivals> rivals_;  ///< By regex.
  std::vector<Plan> plans_;     ///< By column.
  /// Cells that are settled together, so many that those of a column meet.
  static constexpr std::size_t kTogether = 128;
  std::array<SettledCell, kTogether> together_;  ///< Of length 0: not settled.
  std::vector<Plan*> waiting_;                   ///< Those for which cells wait.
  std::vector<SettledCell> cells_;
  std::vector<const core::Cell*> others_;
};

}  // namespace leaksift::detect
