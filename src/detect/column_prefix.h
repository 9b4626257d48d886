// ColumnPrefix: what columns are called behind the letters with which all names of a table begin.
//
// Files of IBM i and other old systems call the columns of a table "CMNAME", "CMADR1", "CMSSN":
// the letters of the table, then what the column holds.
#pragma once

#include "core/record.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {

/// By column: its name without such letters; empty if there are none, or if the name says something
/// with them, or nothing without. `is_silent`: whether a name says nothing. At least four columns
/// of a table must begin so, with one to three letters, all that have names, and two of them must
/// say something without.
std::vector<std::string> names_behind_prefix(
    const std::vector<core::Column>& columns,
    const std::function<bool(std::string_view name, std::string_view table)>& is_silent);

}  // namespace leaksift::detect
