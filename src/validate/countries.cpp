#include "validate/countries.h"

#include <algorithm>
#include <array>

namespace leaksift::validate {
namespace {

constexpr std::string_view kCountryCodes =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW";

constexpr std::size_t kLetters = 26;

constexpr std::array<bool, kLetters * kLetters> assigned() {
  std::array<bool, kLetters * kLetters> table{};
  for (std::size_t i = 0; i + 1 < kCountryCodes.size(); i += 3) {
    const auto first = static_cast<std::size_t>(kCountryCodes[i] - 'A');
    table[first * kLetters + static_cast<std::size_t>(kCountryCodes[i + 1] - 'A')] = true;
  }
  return table;
}

constexpr auto kAssigned = assigned();

// 249 codes of ISO 3166-1 and XK.
static_assert(std::ranges::count(kAssigned, true) == 250);

}  // namespace

bool is_country(std::string_view code) noexcept {
  if (code.size() != 2) return false;
  const auto first = static_cast<std::size_t>(code[0] - 'A');
  const auto second = static_cast<std::size_t>(code[1] - 'A');
  return first < kLetters && second < kLetters && kAssigned[first * kLetters + second];
}

}  // namespace leaksift::validate
