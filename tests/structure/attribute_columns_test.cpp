#include "structure/attribute_columns.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

struct Table {
  std::string_view name;
  std::vector<std::string> columns;
  std::optional<AttributeColumns> attributes;
};

TEST(AttributeColumns, AreToldByTheirNames) {
  const std::vector<Table> tables = {
      {"wp_usermeta",
       {"umeta_id", "user_id", "meta_key", "meta_value"},
       AttributeColumns{.entity = 1, .attribute = 2, .value = 3}},
      {"x_PostMeta",
       {"column_1", "column_2", "column_3", "column_4"},
       AttributeColumns{.entity = 1, .attribute = 2, .value = 3}},
      {"users_data",
       {"uid", "module", "name", "value", "serialized"},
       AttributeColumns{.entity = 0, .attribute = 2, .value = 3}},
      {"user_profiles",
       {"user_id", "profile_key", "profile_value", "ordering"},
       AttributeColumns{.entity = 0, .attribute = 1, .value = 2}},
      {"user_properties",
       {"up_user", "up_property", "up_value"},
       AttributeColumns{.entity = 0, .attribute = 1, .value = 2}},
      {"user_attribute",
       {"name", "value", "user_id", "id"},
       AttributeColumns{.entity = 2, .attribute = 0, .value = 1}},
      {"UserAttributes",
       {"UserAttributeId", "UserId", "Name", "Value", "EditorId"},
       AttributeColumns{.entity = 1, .attribute = 2, .value = 3}},
      {"themes",
       {"id_member", "id_theme", "variable", "value"},
       AttributeColumns{.entity = 0, .attribute = 2, .value = 3}},
      {"answers",
       {"id", "survey_id", "response_id", "question", "answer"},
       AttributeColumns{.entity = 2, .attribute = 3, .value = 4}},
      {"redcap_data",
       {"project_id", "event_id", "record", "field_name", "value"},
       AttributeColumns{.entity = 2, .attribute = 3, .value = 4}},
      {"directory",
       {"dn", "attribute", "value"},
       AttributeColumns{.entity = 0, .attribute = 1, .value = 2}},
      {"attributes",
       {"id", "name", "value"},
       AttributeColumns{.entity = 0, .attribute = 1, .value = 2}},
  };
  for (const Table& table : tables) {
    SCOPED_TRACE(table.name);
    EXPECT_EQ(attribute_columns(table.name, table.columns), table.attributes);
  }
}

TEST(AttributeColumns, AreNotInTablesThatLookAlike) {
  const std::vector<Table> tables = {
      {"log", {"id", "level", "message", "user_id"}, {}},
      {"lookups", {"id", "group_id", "code", "label", "value"}, {}},
      {"translations", {"id", "lang", "key", "value"}, {}},
      {"oc_setting", {"setting_id", "store_id", "code", "key", "value", "serialized"}, {}},
      {"wp_options", {"option_id", "option_name", "option_value", "autoload"}, {}},
      {"config", {"key", "value"}, {}},
      {"texts", {"language", "key", "value"}, {}},
      {"audit", {"id", "changed_by", "field", "value"}, {}},
      {"varchar", {"value_id", "attribute_id", "entity_id", "value"}, {}},
      {"people", {"user_id", "first_name", "last_name"}, {}},
      {"metadata", {"column_1", "column_2", "column_3", "column_4"}, {}},
  };
  for (const Table& table : tables) {
    SCOPED_TRACE(table.name);
    EXPECT_EQ(attribute_columns(table.name, table.columns), table.attributes);
  }
}

}  // namespace
}  // namespace leaksift::structure
