// Records of SQLite that are no longer part of a table, found by the look of their bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Finds deleted records (https://www.sqlite.org/fileformat2.html, 2.1: a header with the type and
/// length of each value, then the values with nothing between them) and writes them with a tab
/// between two values, so that each value stands on its own. Believed is what is
/// at least half text, UTF-8 without control characters, and has values in half of its columns.
///
/// Bytes may look like the beginning of a record everywhere: after `most_work` bytes have been
/// looked at, nothing is found any more. Used by one thread at a time.
class RecordCarver {
 public:
  explicit RecordCarver(std::size_t most_work) : work_left_(most_work) {}

  /// If `bytes` begin with the cell of a leaf page (its length, the number of its row in a table,
  /// the record): appends its values to `out` and says how many bytes it takes. Otherwise 0.
  std::size_t carve_cell(std::string_view bytes, std::string& out);

  /// If `cell` is one whose record goes on in other pages, up to the number of the next page at its
  /// end: appends the values that stand here, the last one perhaps cut.
  bool carve_spilled(std::string_view cell, std::string& out);

  /// The same for all of `bytes`, the cell of a deleted row from its fifth byte: SQLite overwrites
  /// four. If the type of the first value was among them, that value is dropped; it must be a
  /// number or NULL, as the key of most tables is.
  bool carve_freed(std::string_view bytes, std::string& out);

 private:
  bool carve_record(std::string_view bytes, std::string& out);
  bool carve_headless(std::string_view bytes, std::string& out);
  bool write(std::string_view types, std::string_view values, std::string& out);
  std::string_view whole_text(std::string_view bytes);
  bool charge(std::size_t work);
  bool is_text(std::string_view bytes);

  std::size_t work_left_;
};

}  // namespace leaksift::content
