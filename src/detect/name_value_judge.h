// NameValueJudge: which columns of a table hold names of persons, judged by their values.
#pragma once

#include "core/record.h"
#include "detect/name_finder.h"

#include <optional>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// The values of a column, trimmed.
using ColumnValues = std::vector<std::string_view>;

/// By column of a table which part of names it holds, if any.
using NameFields = std::vector<std::optional<NameField>>;

/// The rule: of most values in a column of whole names (of six in ten in a table of persons) the
/// lists know given name and surname. Given
/// names alone, as surnames alone, are also names of places, brands and colours. So of the parts of
/// names a column of given names, nearly all in the lists, and one of surnames, most in the lists
/// and many different, must stand side by side. Of fewer than 20 values in a table
/// of persons, six in ten and every second are enough, if they are five in eight of all. One
/// more column of given names beside them is of middle names.
class NameValueJudge {
 public:
  /// `names` must outlive it.
  explicit NameValueJudge(const NameFinder& names) : names_(names) {}

  /// By column what it holds. `columns` are those of one blob in their order; of those without
  /// values, nothing is said. `of_persons`: by column, whether its table is known to be of persons.
  NameFields judge(const std::vector<core::Column>& columns,
                   const std::vector<ColumnValues>& values,
                   const std::vector<bool>& of_persons) const;

 private:
  /// Parts of the values of a column, from 0 to 1; 0 if few are different.
  struct Shares {
    double whole = 0.0;
    double given = 0.0;
    double family = 0.0;
  };
  Shares shares_of(const ColumnValues& values) const;

  const NameFinder& names_;
};

}  // namespace leaksift::detect
