#include "structure/pair_names.h"

#include "structure/bytes.h"

#include <algorithm>
#include <array>

namespace leaksift::structure {

namespace {

constexpr std::array<std::string_view, 14> kLabels = {
    "name",  "key",      "k",        "field",     "field_name",     "fieldname", "label",
    "param", "property", "question", "attribute", "attribute_name", "parameter", "attributename"};

constexpr std::array<std::string_view, 11> kValues = {
    "value",  "values",  "val",      "v",           "field_value",    "fieldvalue",
    "answer", "answers", "response", "stringvalue", "attribute_value"};

bool is_one_of(std::string_view name, const auto& lower_names) {
  return std::any_of(lower_names.begin(), lower_names.end(), [name](std::string_view lower) {
    return std::equal(name.begin(), name.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return to_lower(a) == b; });
  });
}

}  // namespace

bool may_be_label(std::string_view name) {
  return is_one_of(name, kLabels);
}

bool may_be_labelled(std::string_view name) {
  return is_one_of(name, kValues);
}

}  // namespace leaksift::structure
