#include "structure/pair_names.h"

#include "base/ascii.h"
#include "structure/bytes.h"

#include <algorithm>
#include <array>

namespace leaksift::structure {

namespace {

constexpr std::array<std::string_view, 27> kLabels = {
    "name",         "key",           "k",
    "field",        "fieldname",     "fieldlabel",
    "fieldkey",     "label",         "param",
    "parameter",    "property",      "propertyname",
    "propertykey",  "question",      "questiontext",
    "attribute",    "attributecode", "attributename",
    "attributekey", "metakey",       "variable",
    "variablename", "settingname",   "fieldid",
    "attrname",     "claimtype",     "paramname"};

constexpr std::array<std::string_view, 17> kValues = {
    "value",         "values",       "val",       "v",          "fieldvalue", "attributevalue",
    "propertyvalue", "answer",       "answers",   "answertext", "response",   "stringvalue",
    "metavalue",     "settingvalue", "attrvalue", "claimvalue", "paramvalue"};

/// Whether a name is one of these but for case, and for what parts words.
bool spells_one_of(std::string_view name, const auto& words) {
  constexpr std::size_t kLongest = 20;
  std::array<char, kLongest> together{};
  std::size_t length = 0;
  for (const char c : name) {
    if (!base::is_alnum(c)) continue;
    if (length == kLongest) return false;
    together[length++] = to_lower(c);
  }
  const std::string_view text(together.data(), length);
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

bool may_be_label(std::string_view name) {
  return spells_one_of(name, kLabels);
}

bool may_be_labelled(std::string_view name) {
  return spells_one_of(name, kValues);
}

}  // namespace leaksift::structure
