// SqliteFreeSpace: what a SQLite database still holds of rows that were deleted.
#pragma once

#include "content/replay_stream.h"
#include "content/sqlite_header.h"
#include "content/sqlite_page.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// The bytes of a database file that belong to nothing, as lines of text, in the order of its
/// pages (https://www.sqlite.org/fileformat2.html):
/// - pages in the list of free pages, without the list itself;
/// - in the pages of tables and indices, what lies between the cell pointers and the first cell,
///   and the freed blocks between cells;
/// - what stands behind the last page of the database.
/// They are written as SqlitePageCarver does. Of a damaged database all can be had that way,
/// live or not: within a record, nothing stands between one value and the next.
///
/// Not seen: what is left behind the end of a long value in its last page, and text that is
/// UTF-16. Memory: a page and two bits for each page of the file. Used by one thread at a time.
class SqliteFreeSpace {
 public:
  enum class Extent : std::uint8_t { kFree, kAll };

  /// `file` must be seekable and outlive this.
  SqliteFreeSpace(ReplayStream& file, const SqliteHeader& header, Extent extent);
  SqliteFreeSpace(const SqliteFreeSpace&) = delete;
  SqliteFreeSpace& operator=(const SqliteFreeSpace&) = delete;

  /// The next bytes; 0 at their end.
  std::size_t read(char* buffer, std::size_t capacity);
  /// Whether read() has anything left to give.
  bool has_more();

  /// What of the file made no sense, such as "its list of free pages is damaged"; empty if nothing.
  std::string_view damage() const { return damage_; }

 private:
  void find_free_pages();
  bool mark_trunk(std::uint64_t number);
  std::size_t trunk_end() const;
  bool read_page(std::uint64_t number);
  void add_page(std::uint64_t number);

  ReplayStream& file_;
  SqliteHeader header_;
  std::uint64_t pages_;       ///< Of the file, the last one perhaps incomplete.
  std::uint64_t used_pages_;  ///< Of the database; none if all is taken as free.
  std::uint64_t next_page_ = 1;
  std::vector<bool> is_leaf_;   ///< By number of the page: free, and not part of the list itself.
  std::vector<bool> is_trunk_;  ///< Part of the list of free pages.
  std::vector<char> bytes_;     ///< The page at hand...
  std::string_view page_;       ///< ...as far as the file goes.
  std::string out_;             ///< Text to be handed out...
  std::size_t handed_out_ = 0;
  SqlitePageCarver carver_;
  std::string_view damage_;
};

}  // namespace leaksift::content
