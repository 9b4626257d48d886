#include "content/magic.h"

#include "content/bson_document.h"
#include "content/bytes_at.h"
#include "content/closed_formats.h"
#include "content/flat_office.h"
#include "content/http_reader.h"
#include "content/mail_magic.h"
#include "content/self_extracting.h"
#include "content/sqlite_log.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

constexpr Format kGzip = {FormatId::kGzip, "gzip", true};
constexpr Format kBzip2 = {FormatId::kBzip2, "bzip2", true};
constexpr Format kXz = {FormatId::kXz, "xz", true};
constexpr Format kLzma = {FormatId::kLzma, "lzma", true, true};
constexpr Format kLzip = {FormatId::kLzip, "lzip", true};
constexpr Format kZstd = {FormatId::kZstd, "zstd", true};
constexpr Format kLz4 = {FormatId::kLz4, "lz4", true};
constexpr Format kLz4Legacy = {FormatId::kLz4Legacy, "lz4", true};
constexpr Format kCompress = {FormatId::kCompress, "compress", true, true};
constexpr Format kZlib = {FormatId::kZlib, "zlib", true, true};
constexpr Format kUuencode = {FormatId::kUuencode, "uuencode", true, true};
constexpr Format kZip = {FormatId::kZip, "zip", false, false, true};
constexpr Format kSevenZip = {FormatId::kSevenZip, "7z", false, false, true, true};
constexpr Format kRar4 = {FormatId::kRar4, "rar", false, false, false, true};
constexpr Format kRar5 = {FormatId::kRar5, "rar", false, false, false, true};
constexpr Format kTar = {FormatId::kTar, "tar"};
constexpr Format kOldTar = {FormatId::kTar, "tar", false, true};
constexpr Format kCpio = {FormatId::kCpio, "cpio"};
constexpr Format kBinaryCpio = {FormatId::kCpio, "cpio", false, true};
constexpr Format kAr = {FormatId::kAr, "ar"};
constexpr Format kIso9660 = {FormatId::kIso9660, "iso9660"};
constexpr Format kCab = {FormatId::kCab, "cab"};
constexpr Format kXar = {FormatId::kXar, "xar"};
constexpr Format kWarc = {FormatId::kWarc, "warc", false, true};
constexpr Format kCfb = {FormatId::kCfb, "cfb", false, false, true, true};
constexpr Format kFlatOffice = {FormatId::kFlatOffice, "office", false, true};
constexpr Format kRtf = {FormatId::kRtf, "rtf"};
constexpr Format kTnef = {FormatId::kTnef, "tnef"};
constexpr Format kHttp = {FormatId::kHttp, "http", false, true};
constexpr Format kProgram = {FormatId::kProgram, "self-extracting", false, true};
constexpr Format kSqlite = {FormatId::kSqlite, "sqlite", false, false, false, false, true};
constexpr Format kSqliteWal = {
    FormatId::kSqliteWal, "sqlite-wal", false, false, false, false, true};
constexpr Format kDamagedWal = {
    FormatId::kSqliteWal, "sqlite-wal", false, false, false, false, false, true};
constexpr Format kPgDump = {FormatId::kPgDump, "pg_dump"};
constexpr Format kBson = {FormatId::kBson, "bson", false, true};
constexpr Format kMongodump = {FormatId::kMongodump, "mongodump"};
constexpr Format kMailbox = {FormatId::kMailbox, "mbox", false, true};
constexpr Format kMessage = {FormatId::kMessage, "eml", false, true};

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  const Format* format;
};

constexpr std::array kMagics = {
    Magic{0, "\x1f\x8b\x08"sv, &kGzip},
    // "BZh1" to "BZh9" are checked in full below: here only the marks of a block or of the end.
    Magic{4, "\x31\x41\x59\x26\x53\x59"sv, &kBzip2},
    Magic{4, "\x17\x72\x45\x38\x50\x90"sv, &kBzip2},
    Magic{0, "\xfd\x37zXZ\0"sv, &kXz},
    Magic{0, "LZIP\1"sv, &kLzip},
    Magic{0, "\x28\xb5\x2f\xfd"sv, &kZstd},
    Magic{0, "\x04\x22\x4d\x18"sv, &kLz4},
    Magic{0, "\x02\x21\x4c\x18"sv, &kLz4Legacy},
    Magic{0, "\x1f\x9d"sv, &kCompress},
    Magic{0, "PK\3\4"sv, &kZip},
    Magic{0, "PK\5\6"sv, &kZip},
    Magic{0, "PK\7\10PK\3\4"sv, &kZip},
    Magic{0, "7z\xbc\xaf\x27\x1c"sv, &kSevenZip},
    Magic{0, "Rar!\x1a\x07\0"sv, &kRar4},
    Magic{0, "Rar!\x1a\x07\1\0"sv, &kRar5},
    Magic{257, "ustar"sv, &kTar},
    Magic{0, "070701"sv, &kCpio},
    Magic{0, "070702"sv, &kCpio},
    Magic{0, "070707"sv, &kCpio},
    Magic{0, "\xc7\x71"sv, &kBinaryCpio},
    Magic{0, "\x71\xc7"sv, &kBinaryCpio},
    Magic{0, "!<arch>\n"sv, &kAr},
    Magic{32769, "CD001"sv, &kIso9660},
    Magic{0, "MSCF\0\0\0\0"sv, &kCab},
    Magic{0, "xar!"sv, &kXar},
    Magic{0, "WARC/"sv, &kWarc},
    Magic{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, &kCfb},
    Magic{0, "{\\rtf1"sv, &kRtf},
    Magic{0, "\x78\x9f\x3e\x22"sv, &kTnef},
    Magic{0, "SQLite format 3\0"sv, &kSqlite},
    Magic{0, "\x37\x7f\6\x82"sv, &kSqliteWal},
    Magic{0, "\x37\x7f\6\x83"sv, &kSqliteWal},
    Magic{0, "PGDMP"sv, &kPgDump},
    Magic{0, "\x6d\xe2\x99\x81"sv, &kMongodump},
};

/// A zstd file may begin with a skippable frame (RFC 8878, 3.1.2); so may LZ4, but the frames of
/// pzstd and zstd --seekable make zstd the likelier one.
bool begins_with_skippable_frame(std::string_view prefix) {
  return prefix.size() >= 8 && (byte_at(prefix, 0) & 0xf0) == 0x50 &&
         prefix.substr(1).starts_with("\x2a\x4d\x18"sv);
}

bool begins_like_bzip2(std::string_view prefix) {
  return prefix.starts_with("BZh") && prefix[3] >= '1' && prefix[3] <= '9';
}

/// Behind the magic, archives of pg_dump have the major number of their version, which is 1: text
/// may begin with the magic.
bool begins_like_pg_dump(std::string_view prefix) {
  return prefix.size() > 5 && byte_at(prefix, 5) >= 1 && byte_at(prefix, 5) < '\t';
}

/// The two bytes in front of a deflated stream (RFC 1950, 2.2): deflate with a window of 32 KiB, no
/// dictionary, and a check of both. Text has them too ("x^"), but then does not decode.
bool begins_like_zlib(std::string_view prefix) {
  constexpr unsigned kDictionary = 0x20;
  return prefix.size() > 2 && prefix[0] == 'x' && (byte_at(prefix, 1) & kDictionary) == 0 &&
         (0x7800U + byte_at(prefix, 1)) % 31 == 0;
}

/// The first line of uuencode (POSIX): "begin 644 name" or "begin-base64 644 name", then a line of
/// code. In front of it there may be text, as in a mail, which is not looked for here.
bool begins_like_uuencode(std::string_view prefix) {
  for (const std::string_view word : {"begin "sv, "begin-base64 "sv}) {
    if (!prefix.starts_with(word)) continue;
    const std::string_view mode = prefix.substr(word.size(), 5);
    const std::size_t digits = mode.find_first_not_of("01234567");
    return (digits == 3 || digits == 4) && mode[digits] == ' ';
  }
  return false;
}

/// The header of 13 16-bit words of cpio(5), old binary format: word 10 is the length of the name,
/// which follows with its NUL.
bool looks_like_binary_cpio(std::string_view prefix) {
  constexpr std::size_t kHeader = 26;
  if (prefix.size() < kHeader) return false;
  const bool little = byte_at(prefix, 0) == 0xc7;
  const std::size_t length =
      little ? byte_at(prefix, 20) | static_cast<std::size_t>(byte_at(prefix, 21)) << 8
             : byte_at(prefix, 21) | static_cast<std::size_t>(byte_at(prefix, 20)) << 8;
  return length > 1 && prefix.find('\0', kHeader) == kHeader + length - 1;
}

/// The 13 bytes in front of an LZMA stream (lzma-file-format.txt): properties below 225, a
/// dictionary size of 2^n or 2^n + 2^(n-1) bytes, a size that is unknown or below 256 GiB; then the
/// range coder, whose first byte is always 0.
bool looks_like_lzma(std::string_view prefix) {
  if (prefix.size() < 14 || byte_at(prefix, 0) >= 225 || byte_at(prefix, 13) != 0) return false;
  std::uint32_t dictionary = 0;
  std::uint64_t size = 0;
  for (std::size_t i = 4; i >= 1; --i) dictionary = dictionary << 8 | byte_at(prefix, i);
  for (std::size_t i = 12; i >= 5; --i) size = size << 8 | byte_at(prefix, i);
  if (dictionary < 4096 || (size != UINT64_MAX && size >= (1ULL << 38))) return false;
  if (dictionary == UINT32_MAX || std::has_single_bit(dictionary)) return true;
  const std::uint32_t half = std::bit_floor(dictionary) >> 1;
  return dictionary == std::bit_floor(dictionary) + half;
}

/// The number in the checksum field of a tar header: octal, perhaps with spaces in front.
std::optional<std::uint32_t> octal(std::string_view field) {
  const std::size_t first = field.find_first_not_of(' ');
  if (first == std::string_view::npos) return std::nullopt;
  std::uint32_t value = 0;
  std::size_t digits = 0;
  for (const char c : field.substr(first)) {
    if (c < '0' || c > '7') break;
    value = value * 8 + static_cast<std::uint32_t>(c - '0');
    ++digits;
  }
  return digits > 0 ? std::optional(value) : std::nullopt;
}

/// A tar header from before POSIX has no magic, but a checksum over its 512 bytes in which its own
/// field counts as eight spaces.
bool has_tar_checksum(std::string_view prefix) {
  constexpr std::size_t kHeader = 512;
  constexpr std::size_t kField = 148;
  constexpr std::size_t kFieldSize = 8;
  if (prefix.size() < kHeader || prefix[0] == '\0') return false;
  const std::optional<std::uint32_t> expected = octal(prefix.substr(kField, kFieldSize));
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < kHeader; ++i) {
    const bool own = i >= kField && i < kField + kFieldSize;
    sum += own ? ' ' : byte_at(prefix, i);
  }
  return expected == sum;
}

}  // namespace

const Format* find_format(std::string_view prefix) {
  for (const Magic& magic : kMagics) {
    if (prefix.size() < magic.offset) continue;
    if (!prefix.substr(magic.offset).starts_with(magic.bytes)) continue;
    if (magic.format == &kBzip2 && !begins_like_bzip2(prefix)) continue;
    if (magic.format == &kBinaryCpio && !looks_like_binary_cpio(prefix)) continue;
    if (magic.format == &kPgDump && !begins_like_pg_dump(prefix)) continue;
    if (magic.format == &kSqliteWal && !SqliteLogHeader::parse(prefix)) return &kDamagedWal;
    return magic.format;
  }
  if (const Format* const closed = find_closed_format(prefix)) return closed;
  if (begins_with_skippable_frame(prefix)) return &kZstd;
  if (begins_like_bson(prefix)) return &kBson;
  if (begins_like_uuencode(prefix)) return &kUuencode;
  if (has_tar_checksum(prefix)) return &kOldTar;
  if (begins_like_zlib(prefix)) return &kZlib;
  if (begins_like_program(prefix)) return &kProgram;
  if (begins_like_http(prefix)) return &kHttp;
  if (FlatOfficeReader::kind_of(prefix) != FlatOfficeReader::Kind::kNone) return &kFlatOffice;
  if (looks_like_lzma(prefix)) return &kLzma;
  if (begins_like_mailbox(prefix)) return &kMailbox;
  return begins_like_message(prefix) ? &kMessage : nullptr;
}

const Format& message_format(std::string_view prefix) {
  return begins_like_mailbox(prefix) ? kMailbox : kMessage;
}

}  // namespace leaksift::content
