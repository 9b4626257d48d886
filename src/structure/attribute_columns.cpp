#include "structure/attribute_columns.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/pair_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace leaksift::structure {

namespace {

using Names = std::vector<std::string>;

/// A name without what parts its words, in lower case: "User_ID" and "UserId" are "userid".
std::string joined(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (base::is_alnum(c)) letters += to_lower(c);
  }
  return letters;
}

/// What a name has in front of its other words: "profile_" of "profile_value"; or nothing.
std::string_view front_of(std::string_view name) {
  const std::size_t end = name.find('_');
  return end == name.npos || end == 0 ? std::string_view() : name.substr(0, end + 1);
}

/// The column whose name, behind `front`, may be that of an attribute; else the number of columns.
std::size_t attribute_behind(std::string_view front, const Names& names) {
  const auto may_be = [front](std::string_view name) {
    return name.starts_with(front) && may_be_label(name.substr(front.size()));
  };
  return static_cast<std::size_t>(std::ranges::find_if(names, may_be) - names.begin());
}

struct Pair {
  std::size_t attribute;
  std::size_t value;
};

/// The first value that has an attribute.
std::optional<Pair> pair_among(const Names& names) {
  for (std::size_t value = 0; value < names.size(); ++value) {
    const std::string_view name = names[value];
    for (const std::string_view front : {std::string_view(), front_of(name)}) {
      if (!may_be_labelled(name.substr(front.size()))) continue;
      const std::size_t attribute = attribute_behind(front, names);
      if (attribute < names.size() && attribute != value) return Pair{attribute, value};
    }
  }
  return std::nullopt;
}

/// What a column is called after that holds an id: "user" of "userid" and "iduser"; nothing of
/// others.
std::string_view owner_of(std::string_view name) {
  for (const std::string_view id : {"uuid", "guid", "uid", "id"}) {
    if (name.ends_with(id)) return name.substr(0, name.size() - id.size());
  }
  return name.starts_with("id") ? name.substr(2) : std::string_view();
}

bool ends_with_one_of(std::string_view text, const auto& words) {
  return std::ranges::any_of(words, [text](std::string_view word) { return text.ends_with(word); });
}

/// Whether an id of `owner` is that of the row: of wp_usermeta's "umeta", of "attribute", or of
/// what the table is called after.
bool is_row(std::string_view owner, std::string_view table) {
  constexpr auto kParts = std::to_array<std::string_view>(
      {"meta", "attribute", "attr", "value", "property", "setting", "option", "field", "preference",
       "data", "row", "answer", "claim"});
  if (table.ends_with('s')) table.remove_suffix(1);
  return ends_with_one_of(owner, kParts) || table.ends_with(owner);
}

/// Whether what an id is of has settings, or holds entities, and is none.
bool holds_many(std::string_view owner) {
  constexpr auto kHolders = std::to_array<std::string_view>(
      {"store",    "site",     "website", "blog",     "shop",        "lang",         "language",
       "locale",   "theme",    "type",    "form",     "survey",      "module",       "group",
       "category", "scope",    "app",     "domain",   "tenant",      "company",      "org",
       "realm",    "campaign", "batch",   "status",   "version",     "section",      "revision",
       "creator",  "author",   "editor",  "modifier", "set",         "organization", "namespace",
       "context",  "file",     "page",    "plugin",   "environment", "project"});
  return ends_with_one_of(owner, kHolders);
}

bool tells_entity(std::string_view name, std::string_view table) {
  constexpr auto kWhole = std::to_array<std::string_view>(
      {"uid",         "user",       "username", "login",   "email",    "member",
       "customer",    "client",     "person",   "patient", "employee", "student",
       "contact",     "account",    "guest",    "subject", "owner",    "applicant",
       "participant", "respondent", "entity",   "object",  "record"});
  const std::string letters = joined(name);
  if (std::ranges::find(kWhole, letters) != kWhole.end()) return true;
  if (joined(name.substr(front_of(name).size())) == "user") return true;
  const std::string_view owner = owner_of(letters);
  return !owner.empty() && !is_row(owner, table) && !holds_many(owner);
}

/// The last before the attribute, which tells most, or the first behind it.
std::optional<std::size_t> entity_beside(const Pair& pair, std::string_view table,
                                         const Names& names) {
  std::optional<std::size_t> entity;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i == pair.attribute || i == pair.value || !tells_entity(names[i], table)) continue;
    if (i > pair.attribute && entity) break;
    entity = i;
  }
  if (entity || names.size() > 3) return entity;
  const std::size_t other = 3 - pair.attribute - pair.value;
  return holds_many(joined(names[other])) ? entity : other;
}

/// What WordPress has in wp_usermeta, wp_postmeta and their like.
std::optional<AttributeColumns> unnamed_columns(std::string_view table) {
  constexpr auto kTables =
      std::to_array<std::string_view>({"usermeta", "postmeta", "commentmeta", "ordermeta"});
  if (!ends_with_one_of(table, kTables)) return std::nullopt;
  return AttributeColumns{.entity = 1, .attribute = 2, .value = 3};
}

}  // namespace

std::optional<AttributeColumns> attribute_columns(std::string_view table, const Names& names) {
  constexpr std::size_t kLeastColumns = 3;
  if (names.size() < kLeastColumns) return std::nullopt;
  const std::string called = joined(table);
  if (names.front() == "column_1") return unnamed_columns(called);
  const std::optional<Pair> pair = pair_among(names);
  if (!pair) return std::nullopt;
  const std::optional<std::size_t> entity = entity_beside(*pair, called, names);
  if (!entity) return std::nullopt;
  return AttributeColumns{.entity = static_cast<std::uint32_t>(*entity),
                          .attribute = static_cast<std::uint32_t>(pair->attribute),
                          .value = static_cast<std::uint32_t>(pair->value)};
}

}  // namespace leaksift::structure
