#include "content/sqlite_page.h"

#include "base/quick_hash.h"
#include "content/bytes_at.h"
#include "content/sqlite_header.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace leaksift::content {
namespace {

/// Pieces that are remembered.
constexpr std::size_t kMostPieces = 1 << 20;
/// What SQLite writes into a freed block: the place of the next one and its own size.
constexpr std::size_t kFreedHeader = 4;
/// The most that stands before the cell pointers.
constexpr std::size_t kLargestTreeHeader = 12;
/// How often the bytes of a page may be looked at while records are sought in it.
constexpr std::size_t kWorkPerByte = 32;

constexpr std::uint8_t kInnerIndex = 2;
constexpr std::uint8_t kInnerTable = 5;

/// Tree pages begin with their kind: 2 and 5 have children, 10 and 13 are leaves.
std::size_t tree_header_size(std::uint8_t kind) {
  if (kind == 10 || kind == 13) return 8;
  return kind == 2 || kind == 5 ? 12 : 0;
}

/// Where the cells of a tree page begin; 0 stands for 65,536.
std::size_t cells_begin(std::string_view page, std::size_t header) {
  const std::size_t at = sqlite_u16(page, header + 5);
  return at == 0 ? 65536 : at;
}

/// Whether there are letters enough for a value: what else is left of cells are numbers, of which
/// each version of a page has others.
bool may_hold_text(std::string_view bytes) {
  constexpr std::ptrdiff_t kFewest = 4;
  return std::count_if(bytes.begin(), bytes.end(), [](char c) {
           return (c > ' ' && c <= '~') || static_cast<std::uint8_t>(c) >= 0x80;
         }) >= kFewest;
}

}  // namespace

bool DistinctPieces::is_new(std::string_view piece) {
  static const base::QuickHash hash("piece of a page");
  const std::uint64_t value = hash(piece);
  if (hashes_.size() >= kMostPieces) return !hashes_.contains(value);
  return hashes_.insert(value).second;
}

void SqlitePageCarver::begin(std::string_view page) {
  page_ = page;
  carver_ = RecordCarver(kWorkPerByte * page.size());
}

void SqlitePageCarver::add_all() {
  const std::size_t begin =
      page_.starts_with(SqliteHeader::kMagic) ? std::size_t{SqliteHeader::kBytes} : 0;
  if (!is_tree(begin)) return add_region(page_);
  add_free(begin);
  add_cells(begin);
}

/// In the order of the keys. A cell ends where the next one or a freed block begins, and is added
/// once, however often it is pointed to.
void SqlitePageCarver::add_cells(std::size_t begin) {
  const std::uint8_t kind = byte_at(page_, begin);
  if (kind == kInnerTable) return;  // Numbers alone.
  const std::size_t pointers = begin + tree_header_size(kind);
  const std::size_t count = sqlite_u16(page_, begin + 3);
  std::vector<bool> is_begin(page_.size());
  for (std::size_t block = sqlite_u16(page_, begin + 1);
       block != 0 && block + kFreedHeader <= page_.size();) {
    is_begin[block] = true;
    const std::size_t next = sqlite_u16(page_, block);
    block = next > block ? next : 0;
  }
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t cell = sqlite_u16(page_, pointers + 2 * i);
    if (cell < pointers + 2 * count || cell >= page_.size() || is_begin[cell]) continue;
    is_begin[cell] = true;
    cells.push_back(cell);
  }
  const std::size_t child = kind == kInnerIndex ? 4 : 0;
  for (const std::size_t cell : cells) {
    const auto next =
        std::find(is_begin.begin() + static_cast<std::ptrdiff_t>(cell) + 1, is_begin.end(), true);
    const auto end = static_cast<std::size_t>(next - is_begin.begin());
    if (cell + child >= end) continue;
    const std::string_view bytes = page_.substr(cell + child, end - cell - child);
    std::string record;
    if (carver_.carve_spilled(bytes, record)) {
      add_piece(record);
    } else {
      add_region(bytes);
    }
  }
}

void SqlitePageCarver::add_piece(std::string_view piece) {
  if (!piece.empty() && (distinct_ == nullptr || distinct_->is_new(piece))) out_ += piece;
}

bool SqlitePageCarver::is_tree(std::size_t begin) const {
  if (page_.size() < begin + kLargestTreeHeader) return false;
  const std::size_t header = tree_header_size(byte_at(page_, begin));
  const std::size_t cells = cells_begin(page_, begin);
  const std::size_t first_freed = sqlite_u16(page_, begin + 1);
  return header > 0 && cells <= page_.size() &&
         begin + header + 2 * sqlite_u16(page_, begin + 3) <= cells &&
         (first_freed == 0 || first_freed >= cells);
}

void SqlitePageCarver::add_free(std::size_t begin) {
  const std::size_t header = tree_header_size(byte_at(page_, begin));
  const std::size_t pointers_end = begin + header + 2 * sqlite_u16(page_, begin + 3);
  add_region(page_.substr(pointers_end, cells_begin(page_, begin) - pointers_end));
  // Freed blocks ascend.
  std::size_t block = sqlite_u16(page_, begin + 1);
  while (block != 0 && block + kFreedHeader <= page_.size()) {
    const std::size_t next = sqlite_u16(page_, block);
    const std::size_t size = sqlite_u16(page_, block + 2);
    if (size < kFreedHeader || block + size > page_.size()) return;
    add_region(page_.substr(block, size));
    if (next <= block) return;
    block = next;
  }
}

/// The size of the freed block that `bytes`, part of the page, may begin with; 0 if none does. One
/// that became part of a larger one, or of the space before the cells, keeps its header.
std::size_t SqlitePageCarver::freed_size(std::string_view bytes) const {
  if (bytes.size() <= kFreedHeader) return 0;
  const std::size_t next = sqlite_u16(bytes, 0);
  const std::size_t size = sqlite_u16(bytes, 2);
  const auto begin = static_cast<std::size_t>(bytes.data() - page_.data());
  const bool possible = size > kFreedHeader && size <= bytes.size();
  return possible && (next == 0 || next >= begin + size) ? size : 0;
}

/// Adds a region: records, each on a line, and what stands between them.
void SqlitePageCarver::add_region(std::string_view region) {
  std::size_t plain = 0;   // Where the bytes begin that are not written yet.
  std::size_t merged = 0;  // Among them, where the content begins of a block of several cells.
  std::string record;
  for (std::size_t at = 0; at < region.size();) {
    const std::string_view rest = region.substr(at);
    record.clear();
    std::size_t length = carver_.carve_cell(rest, record);
    if (length == 0) length = carve_block(rest, record);
    if (length == 0 && merged <= plain && freed_size(rest) > 0) merged = at + kFreedHeader;
    if (length > 0) {
      add_remains(region.substr(plain, at - plain), merged > plain ? merged - plain : 0);
      add_piece(record);
      plain = at + length;
    }
    at += std::max<std::size_t>(length, 1);
  }
  add_remains(region.substr(plain), merged > plain ? merged - plain : 0);
}

/// A freed block that was one cell.
std::size_t SqlitePageCarver::carve_block(std::string_view bytes, std::string& out) {
  const std::size_t size = freed_size(bytes);
  if (size == 0) return 0;
  return carver_.carve_freed(bytes.substr(kFreedHeader, size - kFreedHeader), out) ? size : 0;
}

/// Adds what stands before a record or the end of a region. If a block of several cells begins in
/// it, whose content begins at `merged`, then this may be the first of them.
void SqlitePageCarver::add_remains(std::string_view bytes, std::size_t merged) {
  std::string record;
  if (merged > 0 && merged < bytes.size() && carver_.carve_freed(bytes.substr(merged), record)) {
    bytes = bytes.substr(0, merged - kFreedHeader);
  }
  bytes.remove_prefix(std::min(bytes.find_first_not_of('\0'), bytes.size()));
  bytes = bytes.substr(0, bytes.find_last_not_of('\0') + 1);
  if (distinct_ != nullptr && !may_hold_text(bytes)) bytes = {};
  if (!bytes.empty()) add_piece(std::string(bytes) + '\n');
  add_piece(record);
}

}  // namespace leaksift::content
