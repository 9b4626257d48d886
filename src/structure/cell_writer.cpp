#include "structure/cell_writer.h"

#include "structure/parser.h"

#include <algorithm>

namespace leaksift::structure {

SharedHeading numbered_heading(std::size_t width) {
  auto heading = std::make_shared<Heading>();
  for (std::size_t i = 1; i <= std::min(width, kMaxColumns); ++i) {
    heading->names.push_back("column_" + std::to_string(i));
  }
  return heading;
}

std::uint32_t CellWriter::number_of_table(std::string_view table) {
  const auto known = tables_.find(table);
  if (known != tables_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(out_.tables.size());
  out_.tables.emplace_back(table);
  tables_.emplace(table, number);
  return number;
}

void CellWriter::call_record(std::string_view name) {
  const auto [place, added] =
      lists_.try_emplace(std::string(name), static_cast<std::uint32_t>(out_.lists.size()));
  if (added) out_.lists.emplace_back(name);
  out_.records[open_.back()].list = place->second;
}

void CellWriter::select_table(std::string_view table) {
  table_ = number_of_table(table);
}

CellWriter::Recent CellWriter::column_called(std::string_view name, std::uint32_t table) {
  if (names_.size() <= table) names_.resize(table + 1);
  Numbers& columns = names_[table];
  auto known = columns.find(name);
  if (known == columns.end()) {
    known = columns.emplace(name, static_cast<std::uint32_t>(out_.columns.size())).first;
    out_.columns.push_back({std::string(name), out_.tables[table]});
  }
  return {known->first, table, known->second};
}

CellWriter::Columns& CellWriter::columns_of(const SharedHeading& heading) {
  const auto [place, added] = known_.try_emplace(heading);
  if (added) {
    place->second.first = static_cast<std::uint32_t>(out_.columns.size());
    place->second.named = static_cast<std::uint32_t>(heading->names.size());
    place->second.table = number_of_table(heading->table);
    for (const std::string& name : heading->names) out_.columns.push_back({name, heading->table});
  }
  return place->second;
}

std::uint32_t CellWriter::unnamed() {
  if (columns_->unnamed == kNone) {
    columns_->unnamed = static_cast<std::uint32_t>(out_.columns.size());
    out_.columns.push_back({"", heading_->table});
  }
  return columns_->unnamed;
}

}  // namespace leaksift::structure
