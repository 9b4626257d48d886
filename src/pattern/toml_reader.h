// TomlReader: takes the keys of one TOML table, remembers the first thing that is wrong.
#pragma once

#include "base/result.h"

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {

/// The first error of a file, as "file:line: what is wrong; what to do".
class TomlErrors {
 public:
  explicit TomlErrors(std::string file) : file_(std::move(file)) {}

  void add(std::uint32_t line, const std::string& message) {
    if (!first_) first_ = base::Error{file_ + ":" + std::to_string(line) + ": " + message};
  }
  bool any() const { return first_.has_value(); }
  const base::Error& first() const { return *first_; }

 private:
  std::string file_;
  std::optional<base::Error> first_;
};

/// Reads one table. A key of the wrong type, a required key that is missing and, after `finish`, a
/// key that nobody asked for are errors. Getters return a default after an error.
class TomlReader {
 public:
  TomlReader(const toml::table& table, std::string where, TomlErrors& errors)
      : table_(table), where_(std::move(where)), errors_(errors) {}

  std::uint32_t line() const { return static_cast<std::uint32_t>(table_.source().begin.line); }
  std::uint32_t line_of(std::string_view key) const;
  bool has(std::string_view key) const { return table_.contains(key); }

  std::string text(std::string_view key, bool required);
  double number(std::string_view key, double otherwise, bool required = false);
  std::uint32_t count(std::string_view key, std::uint32_t otherwise, std::uint32_t most);
  bool flag(std::string_view key, bool otherwise);
  std::vector<std::string> texts(std::string_view key);
  const toml::table* table(std::string_view key);
  std::vector<const toml::table*> tables(std::string_view key);

  /// The position of a required text in `names`; an error lists them if it is none.
  std::size_t choice(std::string_view key, const std::vector<std::string_view>& names,
                     std::size_t otherwise, bool required);

  void fail(std::string_view key, const std::string& message);
  /// Reports the first key that was not asked for.
  void finish();

 private:
  const toml::node* find(std::string_view key, bool required);

  const toml::table& table_;
  std::string where_;  ///< "", "regex", "context"...: for messages.
  TomlErrors& errors_;
  std::vector<std::string> asked_;
};

/// Parses TOML; a syntax error names file, line and reason.
base::Result<toml::table> parse_toml(std::string_view text, const std::string& file);

}  // namespace leaksift::pattern
