#include "pattern/record_rules.h"

#include "pattern/word_files.h"

#include <charconv>
#include <optional>
#include <utility>

namespace leaksift::pattern {
namespace {

void append(std::vector<std::string>& to, std::vector<std::string> from) {
  for (std::string& text : from) to.push_back(std::move(text));
}

// One [[combination]]: `first` with each of `any`.
void read_combination(const toml::table& table, TomlErrors& errors, RecordRules& rules) {
  TomlReader reader(table, "combination", errors);
  const std::string first = reader.text("first", true);
  const std::string shown = reader.has("as") ? reader.text("as", true) : first;
  if (reader.texts("sources").empty()) reader.fail("sources", "must name the law or its survey");
  for (const std::string& second : reader.texts("any")) {
    rules.combinations.push_back({shown + "+" + second, first, second});
  }
  reader.finish();
}

std::vector<Region> read_names(const toml::table* table, std::string_view where,
                               TomlErrors& errors) {
  std::vector<Region> regions;
  if (!table) return regions;
  TomlReader reader(*table, std::string(where), errors);
  for (const auto& [code, node] : *table) {
    regions.push_back({std::string(code.str()), reader.texts(code.str())});
  }
  return regions;
}

std::optional<std::uint16_t> three_digits(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.size() != 3) return {};
  return number;
}

// "350-352" or "004".
std::optional<PostalRange> range_of(std::string_view text, const std::string& region) {
  const std::size_t hyphen = text.find('-');
  const auto first = three_digits(text.substr(0, hyphen));
  const auto last =
      hyphen == std::string_view::npos ? first : three_digits(text.substr(hyphen + 1));
  if (!first || !last || *first > *last) return std::nullopt;
  return PostalRange{*first, *last, region};
}

void read_postal(const toml::table* table, TomlErrors& errors, RecordRules& rules) {
  if (!table) return;
  TomlReader reader(*table, "postal", errors);
  for (const auto& [code, node] : *table) {
    for (const std::string& text : reader.texts(code.str())) {
      if (const auto range = range_of(text, std::string(code.str()))) {
        rules.postal.push_back(*range);
      } else {
        reader.fail(code.str(), "has '" + text + "', but ranges are like \"350-352\" or \"004\"");
      }
    }
  }
}

}  // namespace

void read_records(const toml::table& table, TomlErrors& errors, RecordRules& rules) {
  TomlReader reader(table, "", errors);
  append(rules.login_fields, reader.texts("login_fields"));
  append(rules.part_names, reader.texts("part_names"));
  append(rules.listed_part_names, reader.texts("listed_part_names"));
  for (const toml::table* combination : reader.tables("combination")) {
    read_combination(*combination, errors, rules);
  }
  reader.finish();
}

void read_regions(const toml::table& table, TomlErrors& errors, RecordRules& rules) {
  TomlReader reader(table, "", errors);
  append(rules.region_fields, reader.texts("region_fields"));
  append(rules.postal_fields, reader.texts("postal_fields"));
  append(rules.country_fields, reader.texts("country_fields"));
  append(rules.elsewhere_words, reader.texts("elsewhere_words"));
  append(rules.address_types, reader.texts("address_types"));
  for (Region& region : read_names(reader.table("regions"), "regions", errors)) {
    rules.regions.push_back(std::move(region));
  }
  for (Region& country : read_names(reader.table("countries"), "countries", errors)) {
    rules.countries.push_back(std::move(country));
  }
  read_postal(reader.table("postal"), errors, rules);
  reader.finish();
}

}  // namespace leaksift::pattern
