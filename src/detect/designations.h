// Designations: what a record itself says a number of it is: {"type": "SSN", "number": "523…"}.
#pragma once

#include "core/record.h"
#include "detect/name_memory.h"
#include "pattern/pattern.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::detect {

/// Where records hold numbers of many kinds, a cell beside the number tells which one it is: its
/// type ("id_type", "id_number" of guests and of customers), its system and code (Identifier of HL7
/// FHIR), its root or assigning authority (II of HL7 CDA). vocabulary.toml lists what such cells
/// are called (`designations`), what those are that hold the number (`designated`), and which codes
/// stand for a phrase (`designation_codes`). One per thread; `patterns` must outlive it.
class Designations {
 public:
  Designations(const pattern::PatternSet& patterns, NameMemory& names)
      : codes_(patterns.vocabulary.designation_codes), names_(names) {}

  /// Whether some column holds numbers that others say the kind of.
  static bool occur_in(const std::vector<const pattern::FieldVerdict*>& verdicts);

  /// What is said of the cell `records.cells[at]`, whose column is a designated one: the nearest
  /// cell of its record, or of one within that, that names a type, at most six cells before it or
  /// three behind, and not beyond another one of its column. Null if none does. Valid as long as
  /// the verdicts of NameMemory.
  const pattern::FieldVerdict* find(std::string_view text, const core::RecordIndex& records,
                                    const std::vector<const pattern::FieldVerdict*>& verdicts,
                                    std::size_t at);

 private:
  const pattern::FieldVerdict* read(std::string_view word);

  const std::unordered_map<std::string, std::string>& codes_;
  NameMemory& names_;
};

}  // namespace leaksift::detect
