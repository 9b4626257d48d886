// NameColumns: names in the columns of tables that are named for them; each value is judged with
// its neighbours in the column.
#pragma once

#include "core/block.h"
#include "core/record.h"
#include "detect/name_finder.h"
#include "pattern/field_names.h"
#include "pattern/pattern.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::detect {

struct CompiledPatterns;

/// How far from a name in a field called just that its record is asked what else it has, in bytes.
inline constexpr std::size_t kPersonContext = core::kMaxContext;

/// What a field is that `phrase` names.
NameField name_field(const pattern::Context& context, std::string_view phrase);

/// What NameFinder::in_field, without prose, said of the value [begin, end) of a field.
struct FieldValue {
  std::size_t begin = 0;
  std::size_t end = 0;
  NameField field{};
  bool is_name = false;
  FoundName name;
};

/// One per thread; keeps its buffers from block to block.
class NameColumns {
 public:
  /// Reads the cells that begin in text[begin, end) and whose column names `pattern`. A value's
  /// neighbours are those within kNameContext bytes, in `records` wherever they begin. `known` are
  /// values that need not be read again, ascending.
  void read(std::string_view text, std::size_t begin, std::size_t end,
            const core::RecordIndex& records,
            const std::vector<const pattern::FieldVerdict*>& verdicts, std::uint32_t pattern,
            const CompiledPatterns& patterns, const std::vector<FieldValue>& known);

  /// Ascending by begin.
  const std::vector<FoundName>& names() const { return names_; }

 private:
  struct Value {
    std::uint32_t begin = 0;  ///< Of its cell.
    std::uint32_t column = 0;
    bool is_name = false;
    bool generic = false;  ///< Its field is called just "name".
    bool likely = false;   ///< Looks like a name by itself.
    FoundName name;
  };
  void join_halves(const core::RecordIndex& records);
  NameField field_of(const core::Cell& cell, const core::RecordIndex& records) const;
  void mark_things(const core::RecordIndex& records, const pattern::Context& context);
  void find_persons(const core::RecordIndex& records,
                    const std::vector<const pattern::FieldVerdict*>& verdicts,
                    const pattern::Context& context, const pattern::PatternSet& set);
  bool is_beside_person(const core::Cell& cell, const core::RecordIndex& records) const;
  void weigh_column(Value& value, const pattern::NameFieldWeights& weights) const;

  std::vector<NameField> fields_;           ///< By column.
  std::vector<std::string_view> phrases_;   ///< By column: those that name it.
  bool has_parts_ = false;                  ///< Some column is of given names or surnames alone.
  std::vector<bool> things_;                ///< By column: its table is of things.
  std::vector<const core::Cell*> persons_;  ///< Cells of types that persons alone have.
  std::vector<Value> values_;
  std::vector<FoundName> names_;
};

}  // namespace leaksift::detect
