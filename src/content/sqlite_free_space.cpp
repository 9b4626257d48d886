#include "content/sqlite_free_space.h"

#include <algorithm>

namespace leaksift::content {
namespace {

/// More pages than this are not looked at: 1 TiB of the usual 4 KiB, 64 MiB of marks.
constexpr std::uint64_t kMostPages = 1ULL << 28;
/// Where SQLite locks byte ranges; the page there is never used.
constexpr std::uint64_t kLockByte = 1ULL << 30;

}  // namespace

SqliteFreeSpace::SqliteFreeSpace(ReplayStream& file, const SqliteHeader& header, Extent extent)
    : file_(file), header_(header), bytes_(header.page_size), carver_(out_) {
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
  const bool in_use = number <= used_pages_ && !is_leaf_[number];
  if (in_use && !whole) return;
  if (in_use) page_ = page_.substr(0, header_.usable_size);
  carver_.begin(page_);
  if (!in_use) return carver_.add_region(page_);
  if (is_trunk_[number]) return carver_.add_region(page_.substr(trunk_end()));
  const std::uint64_t between_maps = header_.usable_size / 5 + 1;
  const bool is_map = header_.has_pointer_maps && number >= 2 && (number - 2) % between_maps == 0;
  if (is_map || number == kLockByte / header_.page_size + 1) return;
  const std::size_t begin = number == 1 ? SqliteHeader::kBytes : 0;
  if (carver_.is_tree(begin)) carver_.add_free(begin);
}

}  // namespace leaksift::content
