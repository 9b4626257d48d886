// The header of a 7z file: which streams are packed in it, and what undoes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

// The words are those of 7zFormat.txt of the LZMA SDK, and seen from decoding: what goes into a
// coder is packed, what comes out is not. Views are of the bytes of the header, and must not
// outlive them.

/// Ids of coders (Methods.txt of the LZMA SDK).
inline constexpr std::string_view kSevenZipCopy("\0", 1);
inline constexpr std::string_view kSevenZipLzma = "\3\1\1";
inline constexpr std::string_view kSevenZipLzma2 = "\x21";
inline constexpr std::string_view kSevenZipPpmd = "\3\4\1";
inline constexpr std::string_view kSevenZipAes = "\6\xf1\7\1";

struct SevenZipCoder {
  std::string_view id;
  std::string_view properties;
  std::uint32_t ins = 1;
  std::uint32_t outs = 1;
};

/// What comes out of stream `out` goes into stream `in`. Streams are counted through all coders of
/// a folder.
struct SevenZipBond {
  std::uint32_t in;
  std::uint32_t out;
};

/// A chain of coders. Every index is that of a stream of them.
struct SevenZipFolder {
  std::vector<SevenZipCoder> coders;
  std::vector<SevenZipBond> bonds;
  std::vector<std::uint32_t> packed;  ///< What goes in from outside, in the order of the file.
  std::vector<std::uint64_t> sizes;   ///< Bytes of each stream that comes out.
  std::optional<std::uint32_t> crc;   ///< CRC-32 of what comes out in the end.

  /// Bytes of what comes out in the end: of the one stream that no bond leads on.
  std::uint64_t bytes() const;
};

struct SevenZipHeader {
  bool is_packed = false;             ///< What the streams hold is another header.
  std::uint64_t begin = 0;            ///< Of the first packed stream, behind the signature header.
  std::vector<std::uint64_t> packed;  ///< Bytes of the packed streams: at least those of `folders`.
  std::vector<SevenZipFolder> folders;
  std::string_view rest;  ///< What follows the folders: how they divide into files, and these.
};

/// Reads `bytes`, without properties of the archive. Nothing if they are no header, or one that
/// libarchive does not read either: with additional streams, or parts that stand elsewhere. Nor if
/// there are more than a million folders.
std::optional<SevenZipHeader> parse_seven_zip_header(std::string_view bytes);

/// The bytes of a header; checksums of packed streams are left out.
std::string write_seven_zip_header(const SevenZipHeader& header);

/// The file that stands first in a folder; no bytes if that is not known.
struct SevenZipFirstFile {
  std::uint64_t bytes = 0;
  std::optional<std::uint32_t> crc;
};

struct SevenZipFiles {
  std::vector<SevenZipFirstFile> first;  ///< Of each folder, in their order.
  std::uint64_t count = 0;               ///< Of all files, also those that hold nothing.
  bool is_whole = false;                 ///< The list of files ends where the header does.
};

/// Nothing if the header cannot be read so far.
std::optional<SevenZipFiles> files_of(const SevenZipHeader& header);

/// What write_seven_zip_header() wants as `rest` where the one folder holds `first`, whatever else
/// it holds, and files have no names.
std::string rest_with_first_file(const SevenZipFolder& folder, const SevenZipFirstFile& first);

/// The memory that decoding takes, in bytes: the dictionaries of the folder that asks for most, or
/// the list of files if that takes more. Files that are empty and have no names need but a bit each
/// in the header, and half a gigabyte for ten million of them. Nothing if the header does not tell.
std::optional<std::uint64_t> seven_zip_memory(const SevenZipHeader& header);

/// The checksum that everything in a 7z file has: CRC-32 of ISO 3309.
std::uint32_t seven_zip_crc(std::string_view bytes);

/// What stands at the start of a file: where its header is.
struct SevenZipStart {
  static constexpr std::size_t kBytes = 32;
  std::uint64_t offset = 0;  ///< Behind these bytes.
  std::uint64_t bytes = 0;
};

/// Nothing if `bytes`, of which the first SevenZipStart::kBytes count, are too few.
std::optional<SevenZipStart> parse_seven_zip_start(std::string_view bytes);

/// For a file whose `header` begins `offset` bytes behind the start.
std::string write_seven_zip_start(std::uint64_t offset, std::string_view header);

}  // namespace leaksift::content
