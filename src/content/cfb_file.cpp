#include "content/cfb_file.h"

#include "content/bytes_at.h"
#include "content/utf16_text.h"

#include <algorithm>
#include <utility>

namespace leaksift::content {
namespace {

// [MS-CFB] 2.1 and 2.2.
constexpr std::uint32_t kLastRegular = 0xfffffffa;
constexpr std::uint32_t kFree = 0xffffffff;
constexpr std::size_t kHeaderBytes = 512;
constexpr std::size_t kTableInHeader = 76;
constexpr std::size_t kInHeader = 109;
constexpr std::size_t kRecord = 128;
constexpr std::size_t kNameBytes = 64;
constexpr unsigned kStorage = 1;
constexpr unsigned kStream = 2;

constexpr std::size_t kMostTable = 16 << 20;  ///< Sectors: a file of 8 GiB.
constexpr std::size_t kMostRecords = 50'000;  ///< Of folders.
constexpr std::size_t kLongestPath = 512;

/// The name of a record, which is UTF-16LE with a zero at its end.
std::string name_of(std::string_view record) {
  const std::size_t length =
      std::min<std::size_t>(little_endian(record, kNameBytes, 2), kNameBytes);
  std::string name;
  append_utf16(name, record.substr(0, length < 2 ? 0 : length - 2));
  return name;
}

void append_table(std::string_view sector, std::vector<std::uint32_t>& table) {
  for (std::size_t at = 0; at + 4 <= sector.size(); at += 4)
    table.push_back(little_endian(sector, at));
}

}  // namespace

base::Result<CfbFile> CfbFile::open(ReplayStream& source) {
  CfbFile file(source);
  if (base::Status read = file.read_header(); !read) return read.error();
  return file;
}

base::Result<std::size_t> CfbFile::read_at(std::uint64_t offset, char* buffer,
                                           std::size_t capacity) {
  if (!source_->seek(offset)) return base::Error{"cfb: seek failed"};
  return source_->read(buffer, capacity);
}

base::Status CfbFile::append_sector(std::uint32_t sector, std::string& out) {
  const std::size_t begin = out.size();
  const std::size_t end = begin + sector_size();
  out.resize(end);
  for (std::size_t at = begin; at < end;) {
    const auto got = read_at(offset_of(sector) + (at - begin), out.data() + at, end - at);
    if (!got) return got.error();
    if (*got == 0) return base::Error{"cfb: truncated"};
    at += *got;
  }
  return base::Ok{};
}

base::Status CfbFile::read_header() {
  std::string header(kHeaderBytes, '\0');
  for (std::size_t at = 0; at < kHeaderBytes;) {
    const auto got = read_at(at, header.data() + at, kHeaderBytes - at);
    if (!got) return got.error();
    if (*got == 0) return base::Error{"cfb: truncated"};
    at += *got;
  }
  shift_ = little_endian(header, 30, 2);
  small_shift_ = little_endian(header, 32, 2);
  small_limit_ = little_endian(header, 56);
  if ((shift_ != 9 && shift_ != 12) || small_shift_ != 6) {
    return base::Error{"cfb: sectors of a size that is not used"};
  }
  if (base::Status read = read_tables(header); !read) return read;
  return read_folders(little_endian(header, 48));
}

/// Reads which sector follows which (2.3 to 2.5).
base::Status CfbFile::read_tables(std::string_view header) {
  const std::size_t most = std::min<std::uint64_t>((source_->size() >> shift_) + 1, kMostTable);
  Table parts;
  append_table(header.substr(kTableInHeader, kInHeader * 4), parts);
  std::uint32_t more = little_endian(header, 68);
  for (std::size_t i = 0; more < kLastRegular && i < most; ++i) {
    std::string sector;
    if (base::Status read = append_sector(more, sector); !read) return read;
    append_table(std::string_view(sector).substr(0, sector.size() - 4), parts);
    more = little_endian(sector, sector.size() - 4);
  }
  for (const std::uint32_t part : parts) {
    if (part >= kLastRegular || next_.size() >= most) continue;
    std::string sector;
    if (base::Status read = append_sector(part, sector); !read) return read;
    append_table(sector, next_);
  }
  next_.resize(std::min(next_.size(), most));
  append_table(chain_bytes(little_endian(header, 60), most << shift_), small_next_);
  return base::Ok{};
}

/// The bytes of a chain as far as it can be read.
std::string CfbFile::chain_bytes(std::uint32_t start, std::size_t most) {
  std::string bytes;
  for (std::size_t i = 0; i < next_.size() && start < next_.size() && bytes.size() < most; ++i) {
    if (!append_sector(start, bytes)) break;
    start = next_[start];
  }
  return bytes;
}

base::Status CfbFile::read_folders(std::uint32_t start) {
  const std::string records = chain_bytes(start, kMostRecords * kRecord);
  if (records.size() < kRecord) return base::Error{"cfb: no folders"};
  is_whole_ = records.size() < kMostRecords * kRecord;
  std::uint32_t sector = little_endian(records, 116);
  for (std::size_t i = 0; i < next_.size() && sector < next_.size(); ++i) {
    small_sectors_.push_back(sector);
    sector = next_[sector];
  }
  enter(records, little_endian(records, 76));
  return base::Ok{};
}

/// Lists the streams of a folder whose tree of records has this root, and of those in it.
void CfbFile::enter(const std::string& records, std::uint32_t first) {
  struct Place {
    std::uint32_t record;
    std::string folder;
  };
  std::vector<bool> met(records.size() / kRecord);
  std::vector<Place> open = {{first, ""}};
  while (!open.empty()) {
    const Place place = std::move(open.back());
    open.pop_back();
    if (place.record >= met.size() || met[place.record]) continue;
    met[place.record] = true;
    const std::string_view record =
        std::string_view(records).substr(place.record * kRecord, kRecord);
    const unsigned type = little_endian(record, 66, 1);
    std::string path = place.folder + name_of(record);
    open.push_back({little_endian(record, 72), place.folder});
    const bool fits = path.size() < kLongestPath;
    is_whole_ = is_whole_ && fits;
    if (type == kStorage && fits) {
      open.push_back({little_endian(record, 76), path + '/'});
    } else if (type == kStream) {
      by_path_.emplace(path, entries_.size());
      entries_.push_back({std::move(path), little_endian(record, 120), little_endian(record, 116)});
      if (shift_ > 9) {
        entries_.back().size |= static_cast<std::uint64_t>(little_endian(record, 124)) << 32;
      }
    }
    open.push_back({little_endian(record, 68), place.folder});
  }
}

const CfbFile::Entry* CfbFile::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &entries_[found->second];
}

CfbFile::Pieces CfbFile::pieces_of(const Entry& entry) const {
  Pieces pieces;
  pieces.file_ = this;
  pieces.is_small_ = entry.size < small_limit_;
  pieces.sector_ = entry.start;
  pieces.left_ = entry.size;
  return pieces;
}

std::optional<CfbFile::Pieces::Piece> CfbFile::Pieces::next(std::size_t most) {
  std::optional<Piece> piece = next_in_sector(most);
  // What lies side by side is one piece.
  while (piece && !is_small_ && piece->length < most && sector_ < file_->next_.size() &&
         file_->next_[sector_] == sector_ + 1) {
    const std::optional<Piece> more = next_in_sector(most - piece->length);
    if (!more) break;
    piece->length += more->length;
  }
  return piece;
}

std::optional<CfbFile::Pieces::Piece> CfbFile::Pieces::next_in_sector(std::size_t most) {
  const Table& table = is_small_ ? file_->small_next_ : file_->next_;
  const unsigned shift = is_small_ ? file_->small_shift_ : file_->shift_;
  if (within_ == std::uint64_t{1} << shift) {
    sector_ = sector_ < table.size() ? table[sector_] : kFree;
    within_ = 0;
    ++steps_;
  }
  if (left_ == 0 || steps_ > table.size() || sector_ >= table.size()) return std::nullopt;
  std::uint64_t offset = file_->offset_of(sector_);
  if (is_small_) {
    const unsigned ratio = file_->shift_ - shift;
    const std::size_t large = sector_ >> ratio;
    if (large >= file_->small_sectors_.size()) return std::nullopt;
    const std::uint32_t in_large = sector_ & ((1U << ratio) - 1);
    offset = file_->offset_of(file_->small_sectors_[large]) + (in_large << shift);
  }
  const std::uint64_t in_sector = (std::uint64_t{1} << shift) - within_;
  const auto length = static_cast<std::size_t>(std::min<std::uint64_t>({in_sector, left_, most}));
  const Piece piece{offset + within_, length};
  within_ += length;
  left_ -= length;
  return piece;
}

std::vector<std::uint64_t> CfbFile::free_sectors() const {
  std::vector<std::uint64_t> offsets;
  for (std::size_t i = 0; i < next_.size(); ++i) {
    const std::uint64_t offset = offset_of(static_cast<std::uint32_t>(i));
    if (next_[i] == kFree && offset < source_->size()) offsets.push_back(offset);
  }
  return offsets;
}

std::string CfbFile::head_of(const Entry& entry, std::size_t most) {
  constexpr std::size_t kStep = 64 << 10;
  std::string bytes;
  Pieces pieces = pieces_of(entry);
  while (bytes.size() < most) {
    const std::size_t begin = bytes.size();
    bytes.resize(std::min(most, begin + kStep));
    const auto got = read(pieces, bytes.data() + begin, bytes.size() - begin);
    bytes.resize(begin + (got ? *got : 0));
    if (!got || *got == 0) break;
  }
  return bytes;
}

base::Result<std::size_t> CfbFile::read(Pieces& pieces, char* buffer, std::size_t capacity) {
  const std::optional<Pieces::Piece> piece = pieces.next(capacity);
  if (!piece && pieces.is_cut()) return base::Error{"cfb: a stream ends before its length"};
  if (!piece) return std::size_t{0};
  for (std::size_t at = 0; at < piece->length;) {
    const auto got = read_at(piece->offset + at, buffer + at, piece->length - at);
    if (!got) return got.error();
    if (*got == 0) return at > 0 ? base::Result<std::size_t>(at) : base::Error{"cfb: truncated"};
    at += *got;
  }
  return piece->length;
}

}  // namespace leaksift::content
