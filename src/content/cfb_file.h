// CfbFile: a compound file, in which Office 97 to 2003, Outlook (.msg) and Windows Installer keep
// streams of bytes in folders.
#pragma once

#include "base/result.h"
#include "content/replay_stream.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// Reads [MS-CFB] 1.0. What the file says of itself is believed no farther than it has bytes:
/// chains end after as many sectors as there are, and folders are entered once. Used by one thread
/// at a time.
class CfbFile {
 public:
  /// A stream of the file.
  struct Entry {
    std::string path;  ///< Folders and name in UTF-8, parted by slashes.
    std::uint64_t size = 0;
    std::uint32_t start = 0;
  };

  /// Reads the tables and the folders of `source`, which must be seekable and outlive it.
  static base::Result<CfbFile> open(ReplayStream& source);

  /// The streams in the order of their folders.
  const std::vector<Entry>& entries() const { return entries_; }
  /// False if there are more folders and streams than are kept, or deeper ones.
  bool is_whole() const { return is_whole_; }
  /// The stream with this path; null if there is none.
  const Entry* find(std::string_view path) const;

  /// Where the bytes of a stream stand in the file, one piece after the other.
  class Pieces {
   public:
    /// The next piece of the file, at most `most` bytes long: offset and length. Nothing at the end
    /// of the stream, and, with is_cut(), where its chain ends before.
    struct Piece {
      std::uint64_t offset = 0;
      std::size_t length = 0;
    };
    std::optional<Piece> next(std::size_t most);
    bool is_cut() const { return left_ > 0; }

   private:
    friend class CfbFile;
    std::optional<Piece> next_in_sector(std::size_t most);

    const CfbFile* file_ = nullptr;
    bool is_small_ = false;  ///< In the stream of small ones.
    std::uint32_t sector_ = 0;
    std::uint64_t within_ = 0;  ///< Bytes of the sector that are done.
    std::uint64_t left_ = 0;
    std::size_t steps_ = 0;
  };
  Pieces pieces_of(const Entry& entry) const;

  /// Reads on in `pieces`; 0 at the end.
  base::Result<std::size_t> read(Pieces& pieces, char* buffer, std::size_t capacity);

  /// Sectors that no stream has, which may hold what was deleted: their offsets, ascending.
  std::vector<std::uint64_t> free_sectors() const;
  std::size_t sector_size() const { return std::size_t{1} << shift_; }

  /// Up to `capacity` bytes at `offset`.
  base::Result<std::size_t> read_at(std::uint64_t offset, char* buffer, std::size_t capacity);
  /// The first bytes of a stream, no more than `most`.
  std::string head_of(const Entry& entry, std::size_t most);

 private:
  using Table = std::vector<std::uint32_t>;

  explicit CfbFile(ReplayStream& source) : source_(&source) {}
  base::Status read_header();
  base::Status read_tables(std::string_view header);
  base::Status read_folders(std::uint32_t start);
  void enter(const std::string& records, std::uint32_t first);
  base::Status append_sector(std::uint32_t sector, std::string& out);
  std::string chain_bytes(std::uint32_t start, std::size_t most);
  std::uint64_t offset_of(std::uint32_t sector) const {
    return (static_cast<std::uint64_t>(sector) + 1) << shift_;
  }

  ReplayStream* source_;
  unsigned shift_ = 9;
  unsigned small_shift_ = 6;
  std::uint64_t small_limit_ = 4096;
  Table next_;           ///< The sector behind each.
  Table small_next_;     ///< The same of small ones.
  Table small_sectors_;  ///< The sectors that hold the small ones.
  std::vector<Entry> entries_;
  bool is_whole_ = true;
  std::map<std::string, std::size_t, std::less<>> by_path_;
};

}  // namespace leaksift::content
