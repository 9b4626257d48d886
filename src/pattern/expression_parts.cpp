#include "pattern/expression_parts.h"

#include <algorithm>

namespace leaksift::pattern {
namespace {

constexpr unsigned kDeepest = 8;              // Parts in parts; more are a ring.
constexpr std::size_t kLongest = 64U << 10U;  // Of an expression that is put together.

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

// The name in braces at the front of `text`; empty if there is none.
std::string_view name_at(std::string_view text) {
  if (!text.starts_with('{')) return {};
  const std::size_t end = text.find('}');
  if (end == std::string_view::npos) return {};
  const std::string_view name = text.substr(1, end - 1);
  return std::ranges::all_of(name, is_of_name) ? name : std::string_view();
}

}  // namespace

ExpressionParts::ExpressionParts(const toml::table* table, TomlErrors& errors) {
  if (table == nullptr) return;
  TomlReader reader(*table, "parts", errors);
  for (const auto& [key, node] : *table) {
    const std::string_view name = key.str();
    if (!std::ranges::all_of(name, is_of_name)) reader.fail(name, "must be of a-z and _");
    parts_.emplace(name, reader.text(name, true));
  }
  for (const auto& [name, part] : parts_) {
    std::string missing;
    expand(part, missing);
    if (!missing.empty())
      reader.fail(name,
                  "wants the part '" + missing + "', which is none, wants this one or is too long");
  }
}

std::string ExpressionParts::expand(std::string_view expression, std::string& missing) const {
  return expand(expression, missing, 0);
}

std::string ExpressionParts::expand(std::string_view expression, std::string& missing,
                                    unsigned depth) const {
  std::string text;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    const std::string_view name =
        parts_.empty() ? std::string_view() : name_at(expression.substr(at));
    if (name.empty()) {
      if (expression[at] == '\\' && at + 1 < expression.size()) text += expression[at++];
      text += expression[at];
      continue;
    }
    const auto part = parts_.find(name);
    if (part == parts_.end() || depth == kDeepest || text.size() > kLongest) missing = name;
    if (!missing.empty()) return text;
    text += "(?:" + expand(part->second, missing, depth + 1) + ')';
    at += name.size() + 1;
  }
  return text;
}

}  // namespace leaksift::pattern
