// ExpressionParts: what the expressions of a pattern file have in common, told once under [parts].
#pragma once

#include "pattern/toml_reader.h"

#include <map>
#include <string>
#include <string_view>

namespace leaksift::pattern {

/// `{name}` in an expression stands for `(?:…)` of the part of that name, and so it does in a part.
/// Names are snake_case, so that no repeat ("{2,5}") is one. Immutable.
class ExpressionParts {
 public:
  /// Of a table that may be missing. What is wrong with a part goes to `errors`.
  ExpressionParts(const toml::table* table, TomlErrors& errors);

  /// `expression` with its parts put in. `missing` gets the first name that no part has, in a file
  /// that names parts.
  std::string expand(std::string_view expression, std::string& missing) const;

 private:
  std::string expand(std::string_view expression, std::string& missing, unsigned depth) const;

  std::map<std::string, std::string, std::less<>> parts_;
};

}  // namespace leaksift::pattern
