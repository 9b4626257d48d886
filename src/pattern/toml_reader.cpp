#include "pattern/toml_reader.h"

#include <algorithm>
#include <cmath>

namespace leaksift::pattern {

base::Result<toml::table> parse_toml(std::string_view text, const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return base::Error{file + ":" + std::to_string(error.source().begin.line) +
                       ": not valid TOML: " + std::string(error.description())};
  }
}

std::uint32_t TomlReader::line_of(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node ? static_cast<std::uint32_t>(node->source().begin.line) : line();
}

void TomlReader::fail(std::string_view key, const std::string& message) {
  const std::string name = where_.empty() ? std::string(key) : where_ + "." + std::string(key);
  errors_.add(line_of(key), "'" + name + "' " + message);
}

const toml::node* TomlReader::find(std::string_view key, bool required) {
  asked_.emplace_back(key);
  const toml::node* node = table_.get(key);
  if (!node && required) fail(key, "is missing: every pattern needs one (see patterns/README.md)");
  return node;
}

std::string TomlReader::text(std::string_view key, bool required) {
  const toml::node* node = find(key, required);
  if (!node) return {};
  if (const auto value = node->value_exact<std::string>()) {
    if (required && value->empty()) fail(key, "is empty");
    return *value;
  }
  fail(key, "must be a string");
  return {};
}

double TomlReader::number(std::string_view key, double otherwise, bool required) {
  const toml::node* node = find(key, required);
  if (!node) return otherwise;
  const double value = node->is_number() ? node->value<double>().value_or(NAN) : NAN;
  if (std::isfinite(value)) return value;
  fail(key, "must be a number");
  return otherwise;
}

std::uint32_t TomlReader::count(std::string_view key, std::uint32_t otherwise, std::uint32_t most) {
  const toml::node* node = find(key, false);
  if (!node) return otherwise;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= 0 && *value <= most) return static_cast<std::uint32_t>(*value);
  fail(key, "must be a whole number from 0 to " + std::to_string(most));
  return otherwise;
}

bool TomlReader::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key, false);
  if (!node) return otherwise;
  if (const auto value = node->value_exact<bool>()) return *value;
  fail(key, "must be true or false");
  return otherwise;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  const toml::node* node = find(key, false);
  std::vector<std::string> result;
  if (!node) return result;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& element : *array) {
      if (const auto value = element.value_exact<std::string>()) result.push_back(*value);
    }
    if (result.size() == array->size()) return result;
  }
  fail(key, "must be a list of strings");
  return {};
}

const toml::table* TomlReader::table(std::string_view key) {
  const toml::node* node = find(key, false);
  if (!node) return nullptr;
  if (const toml::table* table = node->as_table()) return table;
  fail(key, "must be a table");
  return nullptr;
}

std::vector<const toml::table*> TomlReader::tables(std::string_view key) {
  const toml::node* node = find(key, false);
  std::vector<const toml::table*> result;
  if (!node) return result;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& element : *array) {
      if (const toml::table* table = element.as_table()) result.push_back(table);
    }
    if (result.size() == array->size()) return result;
  }
  fail(key, "must be a list of tables: write [[" + std::string(key) + "]]");
  return {};
}

std::size_t TomlReader::choice(std::string_view key, const std::vector<std::string_view>& names,
                               std::size_t otherwise, bool required) {
  const std::string value = text(key, required);
  if (value.empty()) return otherwise;
  const auto found = std::find(names.begin(), names.end(), value);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + std::string(name);
  fail(key, "is '" + value + "', but must be one of " + list);
  return otherwise;
}

void TomlReader::finish() {
  for (const auto& [key, node] : table_) {
    if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
    std::string list;
    for (const std::string& name : asked_) list += (list.empty() ? "" : ", ") + name;
    fail(key.str(), "is not a key of a pattern file; here are known: " + list);
    return;
  }
}

}  // namespace leaksift::pattern
