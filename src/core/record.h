// RecordIndex: the cells of a block that has table structure, as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leaksift::core {

/// A column of a table, or a repeated key. `table` is empty where the format has no tables.
struct Column {
  std::string name;
  std::string table;
  friend bool operator==(const Column&, const Column&) = default;
};

/// One value of a record: bytes [begin, end) of the block without its quotes. A cell that begins
/// before or ends after the block's window is clipped to it.
struct Cell {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// Index into RecordIndex::columns.
  std::uint32_t column = 0;
  /// The record's number in the blob or table, from 1.
  std::uint64_t record = 0;
};

/// The cells of one block: ascending, disjoint. Empty for plain text.
/// Reused from block to block by one thread.
struct RecordIndex {
  std::vector<Column> columns;
  std::vector<Cell> cells;

  void clear() {
    columns.clear();
    cells.clear();
  }
};

}  // namespace leaksift::core
