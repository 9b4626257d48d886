// AttributeColumns: which columns of a table tell of entities by attribute and value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// The columns of a table that has a row for each attribute of an entity: what tells the entities
/// apart, what the attribute is called, and its value. Columns count from 0.
struct AttributeColumns {
  std::uint32_t entity = 0;
  std::uint32_t attribute = 0;
  std::uint32_t value = 0;
  friend bool operator==(const AttributeColumns&, const AttributeColumns&) = default;
};

/// What the names of a table and its columns say, as of wp_usermeta (umeta_id, user_id, meta_key,
/// meta_value); whether its rows are an entity's shows in them alone. The two columns of a pair are
/// called as in pair_names.h, in front of which both may have a word of their own ("profile_key",
/// "profile_value"). An entity is told by a column that is called after whom or what it is ("id
/// member", "customer_id"), but not after the row itself, or after what holds the settings of many
/// ("store_id", "form_id"); else by the only other column, unless that is such a holder.
///
/// Columns without names are those of WordPress, whose tables of attributes are called the same
/// everywhere.
std::optional<AttributeColumns> attribute_columns(std::string_view table,
                                                  const std::vector<std::string>& names);

}  // namespace leaksift::structure
