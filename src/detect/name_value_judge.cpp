#include "detect/name_value_judge.h"

#include "validate/name_tokens.h"

#include <algorithm>
#include <set>

namespace leaksift::detect {
namespace {

constexpr double kLeastWhole = 0.8;
constexpr double kLeastWholeOfPersons = 0.6;
constexpr double kLeastGiven = 0.85;
constexpr double kLeastFamily = 0.7;
/// Values that are different: sexes and states come again and again. Of few, all are.
constexpr std::size_t kLeastDistinct = 8;
constexpr std::size_t kFew = 20;
constexpr double kLeastGivenOfFew = 0.6;
constexpr double kLeastFamilyOfFew = 0.5;
constexpr double kLeastSumOfFew = 1.25;
/// Rarer names are also words.
constexpr int kKnown = 2;
/// A middle name may stand between the others.
constexpr std::size_t kFarthest = 2;

}  // namespace

NameValueJudge::Shares NameValueJudge::shares_of(const ColumnValues& values) const {
  Shares shares;
  const std::size_t least = std::clamp(values.size(), std::size_t{1}, kLeastDistinct);
  if (std::set(values.begin(), values.end()).size() < least) return shares;
  const double one = 1.0 / static_cast<double>(values.size());
  for (const std::string_view value : values) {
    FoundName found;
    if (!names_.in_field(value, 0, value.size(), NameField::kFull, false, found)) continue;
    if (found.begin != 0 || found.end != value.size()) continue;
    const bool single = value.find(' ') == std::string_view::npos;
    if (!single && found.log_odds >= kLikelyName) shares.whole += one;
    const auto token = validate::name_token(value.substr(0, value.find_first_of(" -")));
    if (token.given >= kKnown) shares.given += one;
    if (token.surname >= kKnown && (single || value.find('-') != std::string_view::npos)) {
      shares.family += one;
    }
  }
  return shares;
}

NameFields NameValueJudge::judge(const std::vector<core::Column>& columns,
                                 const std::vector<ColumnValues>& values,
                                 const std::vector<bool>& of_persons) const {
  NameFields holds(columns.size());
  std::vector<Shares> shares;
  for (const ColumnValues& of_column : values) shares.push_back(shares_of(of_column));
  auto is_few = [&](std::size_t i) { return of_persons[i] && values[i].size() < kFew; };
  auto each_beside = [&](std::size_t i, auto take) {
    const std::size_t end = std::min(columns.size(), i + kFarthest + 1);
    for (std::size_t j = i - std::min(i, kFarthest); j < end; ++j) {
      if (j != i && columns[j].table == columns[i].table) take(j);
    }
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double least_whole = of_persons[i] ? kLeastWholeOfPersons : kLeastWhole;
    if (shares[i].whole >= least_whole) holds[i] = NameField::kFull;
    const double least_given = is_few(i) ? kLeastGivenOfFew : kLeastGiven;
    if (shares[i].given < least_given || holds[i] == NameField::kFamily) continue;
    each_beside(i, [&](std::size_t j) {
      // Many given names are surnames, too: the column with more of these has them.
      const bool more = shares[i].given - shares[i].family > shares[j].given - shares[j].family;
      const double least = is_few(j) ? kLeastFamilyOfFew : kLeastFamily;
      if (shares[j].family < least || !more || holds[j] == NameField::kGiven) return;
      if (is_few(i) && shares[i].given + shares[j].family < kLeastSumOfFew) return;
      holds[i] = NameField::kGiven;
      holds[j] = NameField::kFamily;
    });
  }
  return holds;
}

}  // namespace leaksift::detect
