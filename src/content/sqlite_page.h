// SqlitePageCarver: the text in a page of a SQLite database, whatever it belongs to.
#pragma once

#include "content/sqlite_record.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace leaksift::content {

/// Tells which pieces of text came before, by hashes of 64 bits. Of many pieces, the first 2^20
/// are remembered (about 40 MB); another one then counts as new whenever it comes.
class DistinctPieces {
 public:
  /// Whether `piece` was not met before; remembers it.
  bool is_new(std::string_view piece);

 private:
  std::unordered_set<std::uint64_t> hashes_;
};

/// Writes what is in a page (https://www.sqlite.org/fileformat2.html, 1.6) as lines: records that
/// can be recognised come as a line each with tabs between their values, all else as its bytes,
/// without zeros at both ends. Used by one thread at a time.
class SqlitePageCarver {
 public:
  /// What is found is appended to `out`; of pieces that repeat, only the first if `distinct` is
  /// given, and nothing that has no text in it. Both must outlive this.
  explicit SqlitePageCarver(std::string& out, DistinctPieces* distinct = nullptr)
      : out_(out), distinct_(distinct) {}

  /// Goes to another page, which must be valid as long as it is the one at hand. What is sought in
  /// it costs no more than a fixed number of looks at each of its bytes.
  void begin(std::string_view page);

  /// Whether the page is one of a table or an index, by its header at `begin`. The pages of long
  /// values have no mark of their own.
  bool is_tree(std::size_t begin) const;

  /// Adds what is free in a page of a tree: what lies between the cell pointers and the first cell,
  /// and the freed blocks between cells.
  void add_free(std::size_t begin);

  /// Adds all of the page: of a tree what is free, then each cell on its own, so that the same cell
  /// gives the same text wherever it stands.
  void add_all();

  /// Adds a part of the page.
  void add_region(std::string_view region);

 private:
  void add_cells(std::size_t begin);
  void add_piece(std::string_view piece);
  void add_remains(std::string_view bytes, std::size_t merged);
  std::size_t freed_size(std::string_view bytes) const;
  std::size_t carve_block(std::string_view bytes, std::string& out);

  std::string& out_;
  DistinctPieces* distinct_;
  std::string_view page_;
  RecordCarver carver_{0};  ///< For the page at hand.
};

}  // namespace leaksift::content
