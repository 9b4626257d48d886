#include "structure/attribute_columns.h"
#include "structure/bytes.h"
#include "structure/sql_statement.h"

#include <algorithm>
#include <utility>

namespace leaksift::structure {

SqlCatalog::SqlCatalog() : rows_(1) {
  Tables& tables = tables_.write();
  tables.headings.push_back(std::make_shared<Heading>());
  tables.qualifiers.emplace_back();
  tables.lists.emplace_back();
  tables.assigned.emplace_back();
}

namespace {

std::string lower(std::string_view name) {
  std::string key(name);
  std::transform(key.begin(), key.end(), key.begin(), to_lower);
  return key;
}

}  // namespace

SqlCatalog::TableNumber SqlCatalog::number_of(std::string_view name, std::string_view qualifier) {
  const std::string key = lower(name);
  const auto& numbers = tables_.read().numbers;
  const auto first = numbers.find(key);
  if (qualifier.empty() && first != numbers.end()) return first->second;
  const std::string whole = lower(qualifier) + '.' + key;
  const auto known = numbers.find(whole);
  if (known != numbers.end()) return known->second;
  TableNumber number = first == numbers.end() ? kOthers : first->second;
  if (number == kOthers) {
    number = add(std::string(name), qualifier);
    if (number != kOthers) tables_.write().numbers.emplace(key, number);
  } else if (tables_.read().qualifiers[number].empty()) {
    tables_.write().qualifiers[number] = qualifier;
  } else {
    number = add((std::string(qualifier) + '.').append(name), qualifier);
  }
  if (number != kOthers && !qualifier.empty()) tables_.write().numbers.emplace(whole, number);
  return number;
}

SqlCatalog::TableNumber SqlCatalog::add(std::string name, std::string_view qualifier) {
  if (tables_.read().headings.size() > kMaxTables) return kOthers;
  name.resize(std::min(name.size(), kMaxNameLength));
  Tables& tables = tables_.write();
  const auto number = static_cast<TableNumber>(tables.headings.size());
  tables.headings.push_back(
      std::make_shared<Heading>(Heading{.table = std::move(name), .names = {}}));
  tables.qualifiers.emplace_back(qualifier);
  tables.lists.emplace_back();
  tables.assigned.emplace_back();
  rows_.push_back(0);
  return number;
}

void SqlCatalog::create(TableNumber table, std::string_view name,
                        const std::vector<std::string>& columns) {
  remember(&Tables::headings, table, name, columns);
}

SharedHeading SqlCatalog::created(TableNumber table) {
  const SharedHeading& known = tables_.read().headings[table];
  if (!known->names.empty() || table == kOthers) return known;
  remember(&Tables::headings, table, std::string(known->table),
           numbered_heading(kNumberedColumns)->names);
  return tables_.read().headings[table];
}

SharedHeading SqlCatalog::listed(TableNumber table, std::string_view name,
                                 const std::vector<std::string>& columns) {
  const SharedHeading& latest = tables_.read().lists[table];
  if (latest == nullptr || latest->names != columns) {
    remember(&Tables::lists, table, name, columns);
  }
  const SharedHeading& kept = tables_.read().lists[table];
  return kept != nullptr && kept->names == columns ? kept : tables_.read().headings[kOthers];
}

SharedHeading SqlCatalog::assigned(TableNumber table, std::string_view name,
                                   std::string_view column) {
  const SharedHeading known = tables_.read().assigned[table];
  std::vector<std::string> columns = known == nullptr ? std::vector<std::string>() : known->names;
  const bool present = std::find(columns.begin(), columns.end(), column) != columns.end();
  if (!present && columns.size() < kMaxAssigned) {
    columns.emplace_back(column);
    remember(&Tables::assigned, table, name, columns);
  }
  const SharedHeading& kept = tables_.read().assigned[table];
  return kept == nullptr ? tables_.read().headings[kOthers] : kept;
}

void SqlCatalog::remember(std::vector<SharedHeading> Tables::*headings, TableNumber table,
                          std::string_view name, const std::vector<std::string>& columns) {
  if (table == kOthers) return;
  const SharedHeading& old = (tables_.read().*headings)[table];
  const std::size_t released = old == nullptr ? 0 : old->names.size();
  if (tables_.read().known_columns - released + columns.size() > kMaxKnownColumns) return;
  Tables& tables = tables_.write();
  tables.known_columns += columns.size() - released;
  auto heading = std::make_shared<Heading>(Heading{.table = std::string(name), .names = columns});
  if (headings != &Tables::assigned) heading->attributes = attribute_columns(name, columns);
  (tables.*headings)[table] = std::move(heading);
}

}  // namespace leaksift::structure
