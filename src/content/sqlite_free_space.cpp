#include "content/sqlite_free_space.h"

#include "content/bytes_at.h"

#include <algorithm>

namespace leaksift::content {
namespace {

/// More pages than this are not looked at: 1 TiB of the usual 4 KiB, 64 MiB of marks.
constexpr std::uint64_t kMostPages = 1ULL << 28;
/// Where SQLite locks byte ranges; the page there is never used.
constexpr std::uint64_t kLockByte = 1ULL << 30;
/// What SQLite writes into a freed block: the place of the next one and its own size.
constexpr std::size_t kFreedHeader = 4;
/// How often the bytes of a page may be looked at while records are sought in it.
constexpr std::size_t kWorkPerByte = 32;

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

}  // namespace

SqliteFreeSpace::SqliteFreeSpace(ReplayStream& file, const SqliteHeader& header, Extent extent)
    : file_(file), header_(header), bytes_(header.page_size) {
  pages_ = (file.size() + header.page_size - 1) / header.page_size;
  if (pages_ > kMostPages) damage_ = "too many pages";
  pages_ = std::min(pages_, kMostPages);
  used_pages_ = header.page_count > 0 ? std::min<std::uint64_t>(header.page_count, pages_) : pages_;
  if (extent == Extent::kAll) {
    used_pages_ = 0;
    return;
  }
  is_leaf_.resize(pages_ + 1);
  is_trunk_.resize(pages_ + 1);
  find_free_pages();
}

std::size_t SqliteFreeSpace::read(char* buffer, std::size_t capacity) {
  if (!has_more()) return 0;
  const std::size_t count = out_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

bool SqliteFreeSpace::has_more() {
  while (handed_out_ == out_.size() && next_page_ <= pages_) {
    out_.clear();
    handed_out_ = 0;
    add_page(next_page_++);
  }
  return handed_out_ < out_.size();
}

/// Follows the list of free pages: each trunk names the next one and the leaves that it holds.
void SqliteFreeSpace::find_free_pages() {
  std::uint64_t trunk = header_.first_trunk;
  while (trunk != 0) {
    if (!mark_trunk(trunk)) {
      if (damage_.empty()) damage_ = "its list of free pages is damaged";
      return;
    }
    trunk = sqlite_u32(page_, 0);
  }
}

/// False if the page cannot be a trunk. Each page is marked once, so that circles end.
bool SqliteFreeSpace::mark_trunk(std::uint64_t number) {
  if (number < 2 || number > used_pages_ || is_trunk_[number] || is_leaf_[number]) return false;
  if (!read_page(number)) return false;
  const std::size_t leaves = sqlite_u32(page_, 4);
  if (leaves > header_.usable_size / 4 - 2) return false;
  is_trunk_[number] = true;
  for (std::size_t i = 0; i < leaves; ++i) {
    const std::uint64_t leaf = sqlite_u32(page_, 8 + 4 * i);
    if (leaf < 2 || leaf > used_pages_ || is_trunk_[leaf] || is_leaf_[leaf]) return false;
    is_leaf_[leaf] = true;
  }
  return true;
}

/// Where the list ends in the trunk page at hand, which may have changed since it was marked.
std::size_t SqliteFreeSpace::trunk_end() const {
  return std::min<std::size_t>(8 + 4 * std::size_t{sqlite_u32(page_, 4)}, page_.size());
}

/// Reads a page; false if the file has less than all of it.
bool SqliteFreeSpace::read_page(std::uint64_t number) {
  page_ = {};
  if (!file_.seek((number - 1) * header_.page_size)) return false;
  std::size_t size = 0;
  while (size < bytes_.size()) {
    const base::Result<std::size_t> got = file_.read(bytes_.data() + size, bytes_.size() - size);
    if (!got || *got == 0) break;
    size += *got;
  }
  page_ = {bytes_.data(), size};
  return size == bytes_.size();
}

/// Adds what is free in a page to `out_`.
void SqliteFreeSpace::add_page(std::uint64_t number) {
  const bool whole = read_page(number);
  carver_ = RecordCarver(kWorkPerByte * page_.size());
  if (number > used_pages_ || is_leaf_[number]) return add_region(page_);
  if (!whole) return;
  page_ = page_.substr(0, header_.usable_size);
  if (is_trunk_[number]) return add_region(page_.substr(trunk_end()));
  const std::uint64_t between_maps = header_.usable_size / 5 + 1;
  const bool is_map = header_.has_pointer_maps && number >= 2 && (number - 2) % between_maps == 0;
  if (is_map || number == kLockByte / header_.page_size + 1) return;
  const std::size_t begin = number == 1 ? SqliteHeader::kBytes : 0;
  if (is_tree_page(begin)) add_tree_page(begin);
}

/// Whether the header at `begin` makes sense. The pages of long values have no mark of their own.
bool SqliteFreeSpace::is_tree_page(std::size_t begin) const {
  const std::size_t header = tree_header_size(byte_at(page_, begin));
  const std::size_t cells = cells_begin(page_, begin);
  const std::size_t first_freed = sqlite_u16(page_, begin + 1);
  return header > 0 && cells <= page_.size() &&
         begin + header + 2 * sqlite_u16(page_, begin + 3) <= cells &&
         (first_freed == 0 || first_freed >= cells);
}

void SqliteFreeSpace::add_tree_page(std::size_t begin) {
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
std::size_t SqliteFreeSpace::freed_size(std::string_view bytes) const {
  if (bytes.size() <= kFreedHeader) return 0;
  const std::size_t next = sqlite_u16(bytes, 0);
  const std::size_t size = sqlite_u16(bytes, 2);
  const auto begin = static_cast<std::size_t>(bytes.data() - page_.data());
  const bool possible = size > kFreedHeader && size <= bytes.size();
  return possible && (next == 0 || next >= begin + size) ? size : 0;
}

/// Adds a region: records, each on a line, and what stands between them.
void SqliteFreeSpace::add_region(std::string_view region) {
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
      out_ += record;
      plain = at + length;
    }
    at += std::max<std::size_t>(length, 1);
  }
  add_remains(region.substr(plain), merged > plain ? merged - plain : 0);
}

/// A freed block that was one cell.
std::size_t SqliteFreeSpace::carve_block(std::string_view bytes, std::string& out) {
  const std::size_t size = freed_size(bytes);
  if (size == 0) return 0;
  return carver_.carve_freed(bytes.substr(kFreedHeader, size - kFreedHeader), out) ? size : 0;
}

/// Adds what stands before a record or the end of a region. If a block of several cells begins in
/// it, whose content begins at `merged`, then this may be the first of them.
void SqliteFreeSpace::add_remains(std::string_view bytes, std::size_t merged) {
  std::string record;
  if (merged > 0 && merged < bytes.size() && carver_.carve_freed(bytes.substr(merged), record)) {
    bytes = bytes.substr(0, merged - kFreedHeader);
  }
  bytes.remove_prefix(std::min(bytes.find_first_not_of('\0'), bytes.size()));
  bytes = bytes.substr(0, bytes.find_last_not_of('\0') + 1);
  if (!bytes.empty()) (out_ += bytes) += '\n';
  out_ += record;
}

}  // namespace leaksift::content
