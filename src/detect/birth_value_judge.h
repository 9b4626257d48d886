// Which columns of dates are dates of birth, judged by their years.
#pragma once

#include "detect/name_value_judge.h"

#include <optional>

namespace leaksift::detect {

/// The median year of the values of a column, if they can be dates of birth; else nothing.
///
/// The rule: nine in ten are dates, and their years are spread as those of adults' births are. A
/// tenth of them are older than fifty, half are grown up for ten years, and from the first tenth to
/// the last are fifteen years or more. Of what happened to people at work, at a bank or in a shop,
/// exports seldom reach back so far. Ages are those in the year kLatestBirthYear, whatever the day
/// of the scan.
std::optional<int> median_birth_year(const ColumnValues& values);

}  // namespace leaksift::detect
