#include "detect/column_prefix.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <cstddef>
#include <map>

namespace leaksift::detect {
namespace {

/// Longer ones are words: "username", "hostname".
constexpr std::size_t kLongestPrefix = 3;
constexpr std::size_t kShortestRest = 2;
constexpr std::size_t kLeastColumns = 4;
constexpr std::size_t kLeastTold = 2;

// What the table calls it: the members of objects are "/name".
std::string_view own_name(const core::Column& column) {
  std::string_view name = column.name;
  if (name.starts_with('/')) name.remove_prefix(1);
  return name;
}

// How many letters all of `names` begin with, and a letter behind them. None of pointers into
// documents.
std::size_t common_letters(const std::vector<std::string_view>& names) {
  std::size_t length = kLongestPrefix;
  for (const std::string_view name : names) {
    if (name.find('/') != std::string_view::npos) return 0;
    const std::string_view first = names.front();
    length = std::min({length, first.size() - std::min(first.size(), kShortestRest),
                       name.size() - std::min(name.size(), kShortestRest)});
    while (length > 0 && name.substr(0, length) != first.substr(0, length)) --length;
  }
  const auto are_letters = [&names](std::size_t count) {
    return std::all_of(names.begin(), names.end(), [count](std::string_view name) {
      return std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(count) + 1,
                         is_letter);
    });
  };
  while (length > 0 && !are_letters(length)) --length;
  return length;
}

}  // namespace

std::vector<std::string> names_behind_prefix(
    const std::vector<core::Column>& columns,
    const std::function<bool(std::string_view name, std::string_view table)>& is_silent) {
  std::map<std::string_view, std::vector<std::size_t>> tables;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!own_name(columns[i]).empty()) tables[columns[i].table].push_back(i);
  }
  std::vector<std::string> names(columns.size());
  for (const auto& [table, members] : tables) {
    std::vector<std::string_view> own;
    for (const std::size_t member : members) own.push_back(own_name(columns[member]));
    if (own.size() < kLeastColumns) continue;
    // Of columns that happen to go on alike, the letters before that.
    std::vector<std::size_t> most_told;
    std::size_t prefix = 0;
    for (std::size_t length = common_letters(own); length > 0; --length) {
      std::vector<std::size_t> told;
      for (std::size_t i = 0; i < own.size(); ++i) {
        const bool tells = is_silent(own[i], table) && !is_silent(own[i].substr(length), table);
        if (tells) told.push_back(i);
      }
      if (told.size() <= most_told.size()) continue;
      most_told = std::move(told);
      prefix = length;
    }
    if (most_told.size() < kLeastTold) continue;
    for (const std::size_t i : most_told) names[members[i]] = own[i].substr(prefix);
  }
  return names;
}

}  // namespace leaksift::detect
