#include "detect/birth_value_judge.h"

#include "validate/calendar.h"
#include "validate/digits.h"
#include "validate/rules.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

constexpr std::size_t kLeastDates = 3;
constexpr int kOldestTenth = validate::kLatestBirthYear - 50;
constexpr int kOlderHalf = validate::kLatestBirthYear - 28;
constexpr int kLeastSpread = 15;

/// The year that a date has: four digits of their own, the first four of eight, or the last two.
int year_of(std::string_view date) {
  constexpr std::string_view kDigits = "0123456789";
  std::string_view last;
  for (std::size_t at = date.find_first_of(kDigits); at != std::string_view::npos;) {
    const std::size_t end = std::min(date.find_first_not_of(kDigits, at), date.size());
    last = date.substr(at, end - at);
    if (last.size() == 4 || last.size() == 8) return validate::to_int(last.substr(0, 4));
    at = date.find_first_of(kDigits, end);
  }
  if (last.size() != 2) return 0;
  const int year = validate::to_int(last);
  return year + (year <= validate::kLatestBirthYear % 100 ? 2000 : 1900);
}

}  // namespace

std::optional<int> median_birth_year(const ColumnValues& values) {
  std::vector<int> years;
  for (const std::string_view value : values) {
    const bool valid = validate::rules::birth_date(value).outcome == validate::Outcome::kValid;
    const int year = valid ? year_of(value) : 0;
    if (validate::is_birth_year(year)) years.push_back(year);
    // Most columns show at once that they hold something else.
    if (values[kLeastDates - 1].data() == value.data() && years.empty()) return std::nullopt;
  }
  if (years.size() < kLeastDates || years.size() * 10 < values.size() * 9) return std::nullopt;
  std::sort(years.begin(), years.end());
  const int early = years[years.size() / 10];
  const int late = years[years.size() - 1 - years.size() / 10];
  const int median = years[years.size() / 2];
  const bool aged = early <= kOldestTenth && median <= kOlderHalf;
  return aged && late - early >= kLeastSpread ? std::optional(median) : std::nullopt;
}

}  // namespace leaksift::detect
