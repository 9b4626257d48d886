#include "content/sqlite_log.h"

#include "content/bytes_at.h"
#include "content/sqlite_header.h"

#include <algorithm>
#include <array>
#include <bit>

namespace leaksift::content {
namespace {

constexpr std::size_t kFrameHeader = 24;
/// The part of a frame's header that its checksum covers.
constexpr std::size_t kSummedHeader = 8;
/// More frames than this do not count: 64 MiB of memory.
constexpr std::uint64_t kMostFrames = 1ULL << 23;
/// Pages that neither a database nor its log has, since they were free before they were written.
constexpr std::uint64_t kMostMissing = 1ULL << 16;

std::uint64_t sqlite_u64(std::string_view bytes, std::size_t at) {
  return std::uint64_t{sqlite_u32(bytes, at)} << 32 | sqlite_u32(bytes, at + 4);
}

/// By page; where it has several versions, the last frame first.
bool stands_before(const SqliteLog::Version& a, const SqliteLog::Version& b) {
  return a.page != b.page ? a.page < b.page : a.frame > b.frame;
}

}  // namespace

void SqliteLogSum::add(std::string_view bytes, bool big_endian) {
  const auto word = [&](std::size_t at) {
    return big_endian ? sqlite_u32(bytes, at) : little_endian(bytes, at);
  };
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    first += word(at) + second;
    second += word(at + 4) + first;
  }
}

std::optional<SqliteLogHeader> SqliteLogHeader::parse(std::string_view bytes) {
  constexpr std::uint32_t kMagic = 0x377f0682;
  if (bytes.size() < kBytes || (sqlite_u32(bytes, 0) & ~1U) != kMagic) return std::nullopt;
  SqliteLogHeader header;
  header.big_endian = (byte_at(bytes, 3) & 1U) != 0;
  header.page_size = sqlite_u32(bytes, 8);
  header.salts = sqlite_u64(bytes, 16);
  if (header.page_size < 512 || header.page_size > 65536) return std::nullopt;
  if (!std::has_single_bit(header.page_size)) return std::nullopt;
  header.sum.add(bytes.substr(0, 24), header.big_endian);
  const SqliteLogSum written{sqlite_u32(bytes, 24), sqlite_u32(bytes, 28)};
  return header.sum == written ? std::optional(header) : std::nullopt;
}

std::optional<SqliteLog> SqliteLog::read(ReplayStream& file) {
  std::array<char, SqliteLogHeader::kBytes> bytes;
  const std::size_t size = read_at(file, 0, bytes.data(), bytes.size());
  const auto header = SqliteLogHeader::parse({bytes.data(), size});
  if (!header) return std::nullopt;
  SqliteLog log(*header);
  const std::uint64_t frame = kFrameHeader + header->page_size;
  const std::uint64_t rest = file.size() - std::min<std::uint64_t>(file.size(), size);
  log.frames_ = rest / frame + (rest % frame > kFrameHeader ? 1 : 0);
  log.read_frames(file);
  return log;
}

void SqliteLog::read_frames(ReplayStream& file) {
  SqliteLogSum sum = header_.sum;
  std::vector<char> buffer(kFrameHeader + header_.page_size);
  std::size_t committed = 0;
  const std::uint64_t most = std::min(frames_, kMostFrames);
  for (std::uint32_t frame = 0; frame < most; ++frame) {
    const std::uint64_t begin = offset_of(frame) - kFrameHeader;
    if (read_at(file, begin, buffer.data(), buffer.size()) < buffer.size()) break;
    const std::string_view bytes(buffer.data(), buffer.size());
    const std::uint32_t page = sqlite_u32(bytes, 0);
    if (page == 0 || sqlite_u64(bytes, 8) != header_.salts) break;
    sum.add(bytes.substr(0, kSummedHeader), header_.big_endian);
    sum.add(bytes.substr(kFrameHeader), header_.big_endian);
    if (sum != SqliteLogSum{sqlite_u32(bytes, 16), sqlite_u32(bytes, 20)}) break;
    latest_.push_back({page, frame});
    if (const std::uint32_t pages = sqlite_u32(bytes, 4); pages != 0) {
      pages_ = pages;
      committed = latest_.size();
    }
  }
  latest_.resize(committed);
  std::sort(latest_.begin(), latest_.end(), stands_before);
  const auto same = [](const Version& a, const Version& b) { return a.page == b.page; };
  latest_.erase(std::unique(latest_.begin(), latest_.end(), same), latest_.end());
}

std::uint64_t SqliteLog::offset_of(std::uint64_t frame) const {
  return SqliteLogHeader::kBytes + kFrameHeader + frame * (kFrameHeader + header_.page_size);
}

std::optional<std::uint64_t> SqliteLog::find(std::uint64_t page) const {
  const auto found = std::lower_bound(
      latest_.begin(), latest_.end(), page,
      [](const Version& version, std::uint64_t number) { return version.page < number; });
  if (found == latest_.end() || found->page != page) return std::nullopt;
  return offset_of(found->frame);
}

std::vector<std::uint32_t> SqliteLog::named_pages(ReplayStream& file) const {
  std::vector<std::uint32_t> pages;
  for (std::uint64_t frame = 0; frame < std::min(frames_, kMostFrames); ++frame) {
    std::array<char, 4> number;
    const std::uint64_t begin = offset_of(frame) - kFrameHeader;
    if (read_at(file, begin, number.data(), number.size()) < number.size()) break;
    const std::uint32_t page = sqlite_u32({number.data(), number.size()}, 0);
    if (page > 0) pages.push_back(page);
  }
  std::sort(pages.begin(), pages.end());
  pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
  return pages;
}

/// A log whose first page is no longer that of a database would hide all of it.
bool SqliteLog::applies_to(ReplayStream& database, ReplayStream& log) const {
  if (pages_ == 0) return false;
  std::array<char, SqliteHeader::kBytes> bytes;
  const auto fits = [&](std::size_t size) {
    const std::string_view first(bytes.data(), size);
    const auto header = SqliteHeader::parse(first);
    return first.starts_with(SqliteHeader::kMagic) && header &&
           header->page_size == header_.page_size;
  };
  if (!fits(read_at(database, 0, bytes.data(), bytes.size()))) return false;
  const std::uint64_t at_hand = database.size() / header_.page_size + latest_.size();
  if (pages_ > at_hand + kMostMissing) return false;
  const auto first = find(1);
  return !first || fits(read_at(log, *first, bytes.data(), bytes.size()));
}

std::size_t read_at(ReplayStream& file, std::uint64_t offset, char* buffer, std::size_t capacity) {
  if (!file.seek(offset)) return 0;
  std::size_t size = 0;
  while (size < capacity) {
    const base::Result<std::size_t> got = file.read(buffer + size, capacity - size);
    if (!got || *got == 0) break;
    size += *got;
  }
  return size;
}

}  // namespace leaksift::content
