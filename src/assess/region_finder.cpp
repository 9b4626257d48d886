#include "assess/region_finder.h"

#include "pattern/vocabulary.h"

#include <algorithm>

namespace leaksift::assess {
namespace {

constexpr std::size_t kPrefixes = 1000;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMostWords = 4;  // Of a phrase of a field.

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The value in lower case without space around it; empty if it is too long for a name.
std::string_view lower(std::string_view value, char (&room)[kLongestName]) {
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
  if (value.size() > kLongestName) return {};
  std::transform(value.begin(), value.end(), room,
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return {room, value.size()};
}

template <class Numbers>
std::uint16_t find(const Numbers& numbers, std::string_view name) {
  const auto found = numbers.find(name);
  return found == numbers.end() ? std::uint16_t{0} : found->second;
}

}  // namespace

void RegionEvidence::merge(const RegionEvidence& other) {
  if (other.basis > basis) {
    region = other.region;
    basis = other.basis;
  }
  if (country == 0) country = other.country;
}

RegionFinder::RegionFinder(const pattern::PatternSet& set) : set_(set), codes_(1) {
  postal_.resize(kPrefixes);
  auto add = [this](const std::vector<pattern::Region>& regions, Numbers& names) {
    for (const pattern::Region& region : regions) {
      const auto number = static_cast<std::uint16_t>(codes_.size());
      codes_.push_back(region.code);
      numbers_.emplace(region.code, number);
      for (const std::string& name : region.names) names.emplace(name, number);
    }
  };
  const pattern::RecordRules& rules = set.records;
  add(rules.regions, regions_);
  add(rules.countries, countries_);
  for (const pattern::PostalRange& range : rules.postal) {
    for (std::size_t i = range.first; i <= range.last; ++i) {
      postal_[i] = find(numbers_, range.region);
    }
  }
  add_phrases(rules.region_fields, ColumnRole::kRegion);
  add_phrases(rules.postal_fields, ColumnRole::kPostalCode);
  add_phrases(rules.country_fields, ColumnRole::kCountry);
  add_phrases(rules.login_fields, ColumnRole::kLogin);
}

void RegionFinder::add_phrases(const std::vector<std::string>& phrases, ColumnRole role) {
  constexpr std::string_view kAnyWords = "* ";
  for (std::string_view phrase : phrases) {
    const bool ends_names = phrase.starts_with(kAnyWords);
    if (ends_names) phrase.remove_prefix(kAnyWords.size());
    roles_.emplace(phrase, role);
    if (ends_names) ends_logins_.emplace(phrase);
  }
}

bool RegionFinder::is_carrier(std::string_view step) const {
  const std::vector<std::string>& carriers = set_.vocabulary.carriers;
  const std::vector<std::string> words = pattern::words_of(step, set_.vocabulary);
  return std::all_of(words.begin(), words.end(), [&carriers](const std::string& word) {
    return std::find(carriers.begin(), carriers.end(), word) != carriers.end();
  });
}

// Whether one of the words before the last `count` says that they are of something else.
bool RegionFinder::says_elsewhere(const std::vector<std::string>& words, std::size_t count) const {
  const std::vector<std::string>& elsewhere = set_.records.elsewhere_words;
  return std::any_of(words.begin(), words.end() - static_cast<std::ptrdiff_t>(count),
                     [&elsewhere](const std::string& word) {
                       return std::find(elsewhere.begin(), elsewhere.end(), word) !=
                              elsewhere.end();
                     });
}

ColumnRole RegionFinder::role_of(std::string_view field) const {
  const std::size_t carrier = field.rfind('/');
  if (carrier != std::string_view::npos && carrier > 0 && is_carrier(field.substr(carrier + 1))) {
    return role_of(field.substr(0, carrier));
  }
  // The last step of a pointer or of dotted keys: "/account/username", "query.user".
  const std::size_t step = field.find_last_of("/.");
  if (step != std::string_view::npos && step + 1 < field.size()) {
    const ColumnRole role = role_of(field.substr(step + 1));
    if (role != ColumnRole::kNone) return role;
  }
  const std::vector<std::string> words = pattern::words_of(field, set_.vocabulary);
  const std::size_t most = std::min(words.size(), kMostWords);
  for (std::size_t count = most; count > 0; --count) {
    std::string phrase;
    for (std::size_t i = words.size() - count; i < words.size(); ++i) {
      if (!phrase.empty()) phrase += ' ';
      phrase += words[i];
    }
    const auto found = roles_.find(phrase);
    if (found == roles_.end()) continue;
    if (found->second != ColumnRole::kLogin) {
      return says_elsewhere(words, count) ? ColumnRole::kNone : found->second;
    }
    if (count == words.size() || ends_logins_.contains(phrase)) return ColumnRole::kLogin;
  }
  return ColumnRole::kNone;
}

std::uint16_t RegionFinder::postal_region(std::string_view value) const {
  if (value.size() < 5 || !std::all_of(value.begin(), value.begin() + 5, is_digit)) return 0;
  if (value.size() > 5 && value[5] != '-') return 0;
  const int prefix = (value[0] - '0') * 100 + (value[1] - '0') * 10 + (value[2] - '0');
  return postal_[static_cast<std::size_t>(prefix)];
}

void RegionFinder::read_field(ColumnRole role, std::string_view value,
                              RegionEvidence& evidence) const {
  char room[kLongestName];
  const std::string_view name = lower(value, room);
  RegionEvidence found;
  if (role == ColumnRole::kRegion) {
    found.region = find(regions_, name);
    found.basis = core::RegionBasis::kRegionField;
  } else if (role == ColumnRole::kPostalCode) {
    found.region = postal_region(name);
    found.basis = core::RegionBasis::kPostalCode;
  } else if (role == ColumnRole::kCountry) {
    found.country = find(countries_, name);
  }
  if (found.region == 0) found.basis = core::RegionBasis::kNone;
  evidence.merge(found);
}

// "12 Main St, Springfield, IL 62704": the code of a state right before the ZIP code.
void RegionFinder::read_address(std::string_view address, RegionEvidence& evidence) const {
  while (!address.empty() && !is_digit(address.back())) address.remove_suffix(1);
  const std::size_t space = address.rfind(' ');
  if (space == std::string_view::npos || space < 3) return;
  RegionEvidence found;
  found.region = postal_region(address.substr(space + 1));
  const std::uint16_t state = state_at_end(address.substr(0, space));
  if (found.region == 0 || state == 0) return;
  found.region = state;
  found.basis = core::RegionBasis::kAddress;
  evidence.merge(found);
}

// Of "12 Gull Rd, Beaufort SC": what stands behind its last comma ("West Virginia"), or its last
// word.
std::uint16_t RegionFinder::state_at_end(std::string_view address) const {
  while (address.ends_with(' ')) address.remove_suffix(1);
  for (const char before : {',', ' '}) {
    const std::size_t at = address.rfind(before);
    if (at == std::string_view::npos) continue;
    char room[kLongestName];
    const std::uint16_t state = find(regions_, lower(address.substr(at + 1), room));
    if (state != 0) return state;
  }
  return 0;
}

RegionFinder::Verdict RegionFinder::judge(const RegionEvidence& evidence) const {
  if (evidence.region == 0 && evidence.country == 0) return {};
  const std::string_view country = codes_[evidence.country];
  const std::string_view region = codes_[evidence.region];
  const bool fits = country.empty() || region.substr(0, country.size()) == country;
  if (evidence.region != 0 && fits) return {region, evidence.basis, evidence.region};
  if (evidence.country == 0) return {};
  return {country, core::RegionBasis::kCountryField, evidence.country};
}

}  // namespace leaksift::assess
