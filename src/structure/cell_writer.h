// CellWriter: the sink that turns what a format's machine finds into a RecordIndex.
#pragma once

#include "core/record.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace leaksift::structure {

/// The column names of a table. Constant once shared.
struct Heading {
  std::string table;
  std::vector<std::string> names;
  friend bool operator==(const Heading&, const Heading&) = default;
};

using SharedHeading = std::shared_ptr<const Heading>;

/// The sink of advance(): nothing is written down.
struct NoCells {
  void select(const SharedHeading&) {}
  void cell(std::uint64_t, std::uint64_t, std::uint32_t, std::uint64_t) {}
  void end_row(std::uint32_t, std::uint64_t) {}
};

/// The sink of index(). Each heading's columns are written once per window, however many rows use
/// it; cells beyond the named columns share one unnamed column per heading.
class CellWriter {
 public:
  /// Clears `out`, which must outlive the writer.
  explicit CellWriter(core::RecordIndex& out) : out_(out) { out_.clear(); }

  /// The heading of the cells that follow; never null.
  void select(const SharedHeading& heading) {
    if (heading == heading_) return;
    heading_ = heading;
    columns_ = &columns_of(heading);
  }

  /// A value at bytes [begin, end) of the window, in the `column`th column of the heading.
  void cell(std::uint64_t begin, std::uint64_t end, std::uint32_t column, std::uint64_t record) {
    out_.cells.push_back({.begin = static_cast<std::uint32_t>(begin),
                          .end = static_cast<std::uint32_t>(end),
                          .column = column < columns_->named ? columns_->first + column : unnamed(),
                          .record = record});
  }

  void end_row(std::uint32_t, std::uint64_t) {}

 private:
  /// Where a heading's columns stand in RecordIndex::columns.
  struct Columns {
    std::uint32_t first = 0;
    std::uint32_t named = 0;
    std::uint32_t unnamed = kNone;
  };
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  Columns& columns_of(const SharedHeading& heading);
  std::uint32_t unnamed();

  core::RecordIndex& out_;
  SharedHeading heading_;
  Columns* columns_ = nullptr;
  /// Holds the headings themselves, so that no address is used again within the window.
  std::unordered_map<SharedHeading, Columns> known_;
};

}  // namespace leaksift::structure
