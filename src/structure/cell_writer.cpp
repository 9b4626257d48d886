#include "structure/cell_writer.h"

namespace leaksift::structure {

CellWriter::Columns& CellWriter::columns_of(const SharedHeading& heading) {
  const auto [place, added] = known_.try_emplace(heading);
  if (added) {
    place->second.first = static_cast<std::uint32_t>(out_.columns.size());
    place->second.named = static_cast<std::uint32_t>(heading->names.size());
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
