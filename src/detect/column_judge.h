// ColumnJudge: what a column of a table holds, judged by its values as a whole.
#pragma once

#include "core/record.h"
#include "detect/column_profiles.h"
#include "detect/compiled.h"
#include "detect/confirmer.h"
#include "detect/name_memory.h"
#include "detect/name_value_judge.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Judges the columns of the first rows of a blob, whose verdict then holds for all rows. One per
/// thread.
///
/// The rule: of a column whose name says nothing, up to 256 values are tried, at least 8. A number
/// of nine digits that passes the rules of Social Security numbers says little, since seven of
/// eight random numbers do; a hundred that all do say that they are. So each value counts with the
/// log of how much likelier it is to pass as one of the type than as a random text of its own shape
/// (its digits and letters exchanged for random ones), and each that fails counts against it. The
/// sum is bounded by the pattern's `column` weight; without one the pattern does not take part.
///
/// In a column without a name, numbers that are written as those of a type alone are (three in ten,
/// "219-09-1234") speak for the others that could be of it, however few they are.
///
/// Beside a column whose values tell its type, one without a name may be of a type that stands
/// there: accounts beside routing numbers (`beside_types` of pattern files).
///
/// Columns of ids are no columns of personal numbers, whatever check they pass: where the values
/// rise or fall from row to row, begin alike, or repeat, nothing is said.
///
/// Of names of persons NameValueJudge and echoed_names() have the rules, of dates of birth
/// median_birth_year(). Their columns are then read as if they were called what they hold. Dates
/// are asked for in columns without a name of their own ("column_5", "c7"), where another column of
/// the table is of persons by its name or its values; of several columns that could be, the one
/// with the oldest dates is. Where persons are, three rows are enough, for names too.
///
/// Names that begin with the letters of their table are read without them (column_prefix.h).
class ColumnJudge {
 public:
  ColumnJudge(const CompiledPatterns& patterns, NameMemory& names);

  /// `records` are those of `text`, the first bytes of a blob.
  ColumnProfiles judge(std::string_view text, const core::RecordIndex& records);

 private:
  using Values = ColumnValues;
  /// What is known of the columns of a blob.
  struct Task {
    std::string_view text;
    const core::RecordIndex& records;
    std::vector<Values> values;  ///< By column.
    /// By column: its name where it is not to be read as it is.
    std::vector<std::string> meanings;
    ColumnProfiles profiles;
    std::map<std::string, bool> of_persons;  ///< By table, as far as it was asked.
  };

  void judge_numbers(Task& task);
  void judge_numbers_of_persons(Task& task);
  void judge_companion(Task& task, std::size_t column);
  void judge_names(Task& task);
  void take_names(Task& task, std::uint32_t pattern, const NameFields& fields);
  void judge_births(Task& task);
  const pattern::FieldVerdict& name_of(const Task& task, std::size_t column);
  bool is_without_name(const Task& task, std::size_t column);
  bool has_persons(Task& task, const std::string& table);
  bool is_of_persons(const Task& task, std::size_t column);
  ColumnProfile by_form(const Values& values);
  ColumnProfile profile_of(std::uint32_t pattern, double log_odds) const;
  std::size_t count_passes(const Values& values, std::uint32_t pattern,
                           const std::vector<std::uint32_t>& regexes, double least_confidence);
  bool passes(std::string_view value, std::uint32_t pattern,
              const std::vector<std::uint32_t>& regexes, double least_confidence);
  double log_odds_of(const Values& values, std::uint32_t pattern);
  ColumnProfile best_of(const Values& values, const pattern::FieldVerdict& name);

  const CompiledPatterns& patterns_;
  NameMemory& names_;
  Confirmer confirmer_;
  std::vector<std::uint32_t> candidates_;            ///< Patterns that take part.
  std::vector<bool> of_persons_;                     ///< By pattern: whether it is of persons.
  std::optional<std::uint32_t> births_;              ///< The pattern of dates of birth.
  std::vector<std::vector<std::uint32_t>> regexes_;  ///< By pattern: those found in text.
};

}  // namespace leaksift::detect
