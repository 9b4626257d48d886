// ColumnJudge: what a column of a table holds, judged by its values as a whole.
#pragma once

#include "core/record.h"
#include "detect/column_profiles.h"
#include "detect/compiled.h"
#include "detect/confirmer.h"
#include "detect/name_memory.h"
#include "detect/name_value_judge.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Judges the columns of the first rows of a blob, whose verdict then holds for all rows. One per
/// thread.
///
/// The rule: of a column whose name says nothing, up to 256 values are tried, at least 20. A number
/// of nine digits that passes the rules of Social Security numbers says little, since seven of
/// eight random numbers do; a hundred that all do say that they are. So each value counts with the
/// log of how much likelier it is to pass as one of the type than as a random text of its own shape
/// (its digits and letters exchanged for random ones), and each that fails counts against it. The
/// sum is bounded by the pattern's `column` weight; without one the pattern does not take part.
///
/// Columns of ids are no columns of personal numbers, whatever check they pass: where the values
/// rise or fall from row to row, begin alike, or repeat, nothing is said.
///
/// Of names of persons NameValueJudge has the rule. Their columns are then read as if they were
/// called what they hold.
class ColumnJudge {
 public:
  ColumnJudge(const CompiledPatterns& patterns, NameMemory& names);

  /// `records` are those of `text`, the first bytes of a blob.
  ColumnProfiles judge(std::string_view text, const core::RecordIndex& records);

 private:
  using Values = ColumnValues;

  void judge_names(const core::RecordIndex& records, std::vector<Values>& columns,
                   ColumnProfiles& profiles);
  bool passes(std::string_view value, std::uint32_t pattern);
  double log_odds_of(const Values& values, std::uint32_t pattern);
  ColumnProfile best_of(const Values& values, const pattern::FieldVerdict& name);

  const CompiledPatterns& patterns_;
  NameMemory& names_;
  Confirmer confirmer_;
  std::vector<std::uint32_t> candidates_;            ///< Patterns that take part.
  std::vector<std::vector<std::uint32_t>> regexes_;  ///< By pattern: those found in text.
};

}  // namespace leaksift::detect
