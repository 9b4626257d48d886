// PairNames: what the two halves of a named value are called in lists of them.
#pragma once

#include <string_view>

namespace leaksift::structure {

/// Exports of accounts, forms and settings have lists such as [{"name": "ssn", "value": …}, …], or
/// <String><Key>Password</Key><Value>…</Value></String>. What is the label there names a field of
/// the record that the list belongs to, and no element of the list is a record.
///
/// Whether the label may be called so: "attribute_code", "Attribute Code" and "attributeCode" are
/// one.
bool may_be_label(std::string_view name);
/// Whether the value may.
bool may_be_labelled(std::string_view name);

}  // namespace leaksift::structure
