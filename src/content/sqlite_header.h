// SqliteHeader: the first 100 bytes of a SQLite database file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leaksift::content {

/// Big-endian numbers of the file format; `at` and what follows must lie within `bytes`.
constexpr std::uint32_t sqlite_u16(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return std::uint32_t{static_cast<std::uint8_t>(bytes[at + i])};
  };
  return byte(0) << 8 | byte(1);
}
constexpr std::uint32_t sqlite_u32(std::string_view bytes, std::size_t at) {
  return sqlite_u16(bytes, at) << 16 | sqlite_u16(bytes, at + 2);
}

/// What the walk over the pages needs (https://www.sqlite.org/fileformat2.html, 1.3).
struct SqliteHeader {
  static constexpr std::size_t kBytes = 100;
  /// What a database begins with.
  static constexpr std::string_view kMagic{"SQLite format 3\0", 16};

  std::uint32_t page_size = 0;    ///< 512 to 65,536, a power of two.
  std::uint32_t usable_size = 0;  ///< Of a page: without what is reserved at its end.
  std::uint32_t page_count = 0;   ///< 0 if the header does not say or cannot be trusted to.
  std::uint32_t first_trunk = 0;  ///< The first page of the list of free pages; 0 for none.
  bool has_pointer_maps = false;  ///< Auto-vacuum: some pages only tell who points to others.
  bool is_utf16 = false;

  /// How many bytes the database has by its own account; 0 if it does not say.
  std::uint64_t bytes() const { return std::uint64_t{page_count} * page_size; }

  /// Reads the header from the first bytes of a file; nothing if its sizes make no sense.
  static std::optional<SqliteHeader> parse(std::string_view bytes);
};

}  // namespace leaksift::content
