// Calendar dates that identifiers carry.
#pragma once

namespace leaksift::validate {

/// The last year a birth date may have. Fixed in the source rather than taken from the clock, so
/// that a scan gives the same findings on any day; raise it with the releases.
inline constexpr int kLatestBirthYear = 2026;
/// The oldest age that a date may give a person at kLatestBirthYear.
inline constexpr int kOldestAge = 120;
inline constexpr int kEarliestBirthYear = 1900;

constexpr bool is_leap_year(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/// A date of the Gregorian calendar.
constexpr bool is_date(int year, int month, int day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const int leap_day = month == 2 && is_leap_year(year) ? 1 : 0;
  return day <= kDays[month - 1] + leap_day;
}

/// A date with a two-digit year whose century is unknown: 1900 and 2000 both give a leap day a
/// chance, so only 29 February of a year that is no leap year in either is refused.
constexpr bool is_date_in_some_century(int two_digit_year, int month, int day) {
  return is_date(1900 + two_digit_year, month, day) || is_date(2000 + two_digit_year, month, day);
}

constexpr bool is_birth_year(int year) {
  return year >= kEarliestBirthYear && year >= kLatestBirthYear - kOldestAge &&
         year <= kLatestBirthYear;
}

}  // namespace leaksift::validate
