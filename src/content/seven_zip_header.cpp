#include "content/seven_zip_header.h"

#include "content/seven_zip_fields.h"

#include <algorithm>
#include <lzma.h>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::uint64_t kMostFolders = 1 << 20;
constexpr std::uint64_t kMostCodersOfFolder = 32;
constexpr std::uint64_t kMostStreams = 64;  ///< Of a folder, in either direction; as in 7-Zip.
constexpr std::uint64_t kMostFiles = UINT32_MAX;  ///< Of a folder.
/// What libarchive 3.6 keeps of a file, besides its name: 48 bytes, and three marks.
constexpr std::uint64_t kBytesOfFile = 51;
constexpr std::string_view kSevenZipMagic("7z\xbc\xaf\x27\x1c\0\4", 8);  ///< With the version, 0.4.

// Ids of properties.
constexpr std::uint8_t kEnd = 0x00;
constexpr std::uint8_t kPlainHeader = 0x01;
constexpr std::uint8_t kArchiveProperties = 0x02;
constexpr std::uint8_t kAdditionalStreams = 0x03;
constexpr std::uint8_t kMainStreams = 0x04;
constexpr std::uint8_t kFiles = 0x05;
constexpr std::uint8_t kPackInfo = 0x06;
constexpr std::uint8_t kUnpackInfo = 0x07;
constexpr std::uint8_t kSubStreams = 0x08;
constexpr std::uint8_t kSize = 0x09;
constexpr std::uint8_t kCrc = 0x0a;
constexpr std::uint8_t kFolder = 0x0b;
constexpr std::uint8_t kUnpackSize = 0x0c;
constexpr std::uint8_t kFilesOfFolders = 0x0d;
constexpr std::uint8_t kNames = 0x11;
constexpr std::uint8_t kEncodedHeader = 0x17;

// The bits that describe a coder.
constexpr std::uint8_t kIdBytes = 0x0f;
constexpr std::uint8_t kHasStreams = 0x10;
constexpr std::uint8_t kHasProperties = 0x20;

/// Its dictionary or model.
std::uint64_t memory_of(const SevenZipCoder& coder) {
  SevenZipFields fields(coder.properties);
  const std::uint8_t first = fields.byte();
  if (coder.id == kSevenZipLzma || coder.id == kSevenZipPpmd) return fields.little_endian(4);
  if (coder.id != kSevenZipLzma2) return 0;
  return first < 40 ? (2ULL | (first & 1U)) << (first / 2 + 11) : UINT32_MAX;
}

/// CRC-32s, of which some may be left out.
class Checksums {
 public:
  /// Behind their id: of `count` things.
  Checksums(SevenZipFields& fields, std::uint64_t count) : fields_(&fields) {
    all_ = fields.byte() != 0;
    if (!all_) bits_ = fields.take(count / 8 + (count % 8 != 0 ? 1 : 0));
  }
  std::optional<std::uint32_t> next() {
    const std::size_t at = next_++;
    const bool defined =
        all_ || (at / 8 < bits_.size() &&
                 (static_cast<std::uint8_t>(bits_[at / 8]) & (0x80U >> (at % 8))) != 0);
    if (!defined) return std::nullopt;
    return static_cast<std::uint32_t>(fields_->little_endian(4));
  }

 private:
  SevenZipFields* fields_;
  bool all_ = false;
  std::string_view bits_;
  std::size_t next_ = 0;
};

std::uint32_t index_below(SevenZipFields& fields, std::uint64_t end) {
  const std::uint64_t index = fields.number();
  if (index >= end) fields.fail();
  return static_cast<std::uint32_t>(index);
}

/// The one stream that goes in and is at no bond.
std::uint32_t only_packed(const SevenZipFolder& folder, std::uint64_t ins) {
  std::uint32_t in = 0;
  const auto bound = [&](const SevenZipBond& bond) { return bond.in == in; };
  while (in + 1 < ins && std::any_of(folder.bonds.begin(), folder.bonds.end(), bound)) ++in;
  return in;
}

SevenZipFolder take_folder(SevenZipFields& fields) {
  SevenZipFolder folder;
  std::uint64_t ins = 0;
  std::uint64_t outs = 0;
  const std::uint64_t count = fields.number();
  if (count == 0 || count > kMostCodersOfFolder) fields.fail();
  for (std::uint64_t i = 0; i < count && fields.good(); ++i) {
    const std::uint8_t flags = fields.byte();
    SevenZipCoder coder;
    coder.id = fields.take(flags & kIdBytes);
    if ((flags & kHasStreams) != 0) {
      coder.ins = index_below(fields, kMostStreams + 1);
      coder.outs = index_below(fields, kMostStreams + 1);
    }
    if ((flags & kHasProperties) != 0) coder.properties = fields.take(fields.number());
    ins += coder.ins;
    outs += coder.outs;
    folder.coders.push_back(coder);
  }
  if (outs == 0 || ins < outs || ins > kMostStreams) fields.fail();
  for (std::uint64_t i = 1; i < outs && fields.good(); ++i) {
    const std::uint32_t in = index_below(fields, ins);
    folder.bonds.push_back({in, index_below(fields, outs)});
  }
  const std::uint64_t packed = fields.good() ? ins - (outs - 1) : 0;
  if (packed == 1) folder.packed.push_back(only_packed(folder, ins));
  for (std::uint64_t i = 0; packed > 1 && i < packed; ++i) {
    folder.packed.push_back(index_below(fields, ins));
  }
  if (fields.good()) folder.sizes.resize(outs);
  return folder;
}

/// Those of an archive, or of its files.
void pass_properties(SevenZipFields& fields) {
  while (fields.good() && fields.byte() != kEnd) fields.take(fields.number());
}

void take_packed(SevenZipFields& fields, SevenZipHeader& header) {
  header.begin = fields.number();
  const std::uint64_t count = fields.number();
  std::uint8_t id = fields.byte();
  for (std::uint64_t i = 0; id == kSize && i < count && fields.good(); ++i) {
    header.packed.push_back(fields.number());
  }
  if (id == kSize) id = fields.byte();
  if (id == kCrc) {
    Checksums checksums(fields, count);
    for (std::uint64_t i = 0; i < count && fields.good(); ++i) checksums.next();
    id = fields.byte();
  }
  if (id != kEnd) fields.fail();
}

void take_folders(SevenZipFields& fields, SevenZipHeader& header) {
  if (fields.byte() != kFolder) fields.fail();
  const std::uint64_t count = fields.number();
  if (fields.byte() != 0 || count > kMostFolders) fields.fail();  // Not 0: they stand elsewhere.
  std::uint64_t packed = 0;
  for (std::uint64_t i = 0; i < count && fields.good(); ++i) {
    header.folders.push_back(take_folder(fields));
    packed += header.folders.back().packed.size();
  }
  if (fields.byte() != kUnpackSize || packed > header.packed.size()) fields.fail();
  for (SevenZipFolder& folder : header.folders) {
    for (std::uint64_t& size : folder.sizes) size = fields.number();
  }
  std::uint8_t id = fields.byte();
  if (id == kCrc) {
    Checksums checksums(fields, header.folders.size());
    for (SevenZipFolder& folder : header.folders) folder.crc = checksums.next();
    id = fields.byte();
  }
  if (id != kEnd) fields.fail();
}

/// Takes how many files each folder holds, if that is what comes next; else each holds one.
std::vector<std::uint64_t> take_counts(SevenZipFields& fields, std::size_t folders) {
  std::vector<std::uint64_t> counts(folders, 1);
  if (fields.peek() != kFilesOfFolders) return counts;
  fields.byte();
  for (std::uint64_t& count : counts) {
    count = fields.number();
    if (count > kMostFiles) fields.fail();
  }
  return counts;
}

/// Corrects `first`, which are the whole folders, by how these divide into files.
void take_first_files(SevenZipFields& fields, std::vector<SevenZipFirstFile>& first) {
  fields.byte();
  const std::vector<std::uint64_t> counts = take_counts(fields, first.size());
  std::uint8_t id = fields.byte();
  std::uint64_t unknown = 0;  // Checksums that stand here.
  for (std::size_t i = 0; i < first.size() && fields.good(); ++i) {
    if (counts[i] != 1 || !first[i].crc) unknown += counts[i];
    if (counts[i] != 1) first[i].crc.reset();
    if (counts[i] == 0) first[i].bytes = 0;
    for (std::uint64_t k = 1; k < counts[i] && fields.good(); ++k) {
      if (id != kSize) fields.fail();
      const std::uint64_t size = fields.number();
      if (k == 1) first[i].bytes = size;
    }
  }
  if (id == kSize) id = fields.byte();
  if (id == kCrc) {
    Checksums checksums(fields, unknown);
    for (std::size_t i = 0; i < first.size() && fields.good(); ++i) {
      if (counts[i] == 1 && first[i].crc) continue;
      for (std::uint64_t k = 0; k < counts[i] && fields.good(); ++k) {
        const std::optional<std::uint32_t> crc = checksums.next();
        if (k == 0) first[i].crc = crc;
      }
    }
    id = fields.byte();
  }
  if (id != kEnd) fields.fail();
}

void append_crcs(std::string& out, const std::vector<SevenZipFolder>& folders) {
  std::string defined((folders.size() + 7) / 8, '\0');
  std::string crcs;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (!folders[i].crc) continue;
    defined[i / 8] =
        static_cast<char>(static_cast<std::uint8_t>(defined[i / 8]) | 0x80U >> (i % 8));
    append_little_endian(crcs, *folders[i].crc, 4);
  }
  if (!crcs.empty()) (((out += kCrc) += '\0') += defined) += crcs;
}

void append_folder(std::string& out, const SevenZipFolder& folder) {
  append_number(out, folder.coders.size());
  for (const SevenZipCoder& coder : folder.coders) {
    const bool streams = coder.ins != 1 || coder.outs != 1;
    out += static_cast<char>(coder.id.size() | (streams ? kHasStreams : 0U) |
                             (coder.properties.empty() ? 0U : kHasProperties));
    out += coder.id;
    if (streams) append_number(out, coder.ins);
    if (streams) append_number(out, coder.outs);
    if (coder.properties.empty()) continue;
    append_number(out, coder.properties.size());
    out += coder.properties;
  }
  for (const SevenZipBond& bond : folder.bonds) {
    append_number(out, bond.in);
    append_number(out, bond.out);
  }
  if (folder.packed.size() < 2) return;
  for (const std::uint32_t in : folder.packed) append_number(out, in);
}

void append_streams(std::string& out, const SevenZipHeader& header) {
  out += kPackInfo;
  append_number(out, header.begin);
  append_number(out, header.packed.size());
  out += kSize;
  for (const std::uint64_t size : header.packed) append_number(out, size);
  ((out += kEnd) += kUnpackInfo) += kFolder;
  append_number(out, header.folders.size());
  out += '\0';
  for (const SevenZipFolder& folder : header.folders) append_folder(out, folder);
  out += kUnpackSize;
  for (const SevenZipFolder& folder : header.folders) {
    for (const std::uint64_t size : folder.sizes) append_number(out, size);
  }
  append_crcs(out, header.folders);
  out += kEnd;
}

}  // namespace

std::uint64_t SevenZipFolder::bytes() const {
  for (std::uint32_t out = 0; out < sizes.size(); ++out) {
    const auto from = [&](const SevenZipBond& bond) { return bond.out == out; };
    if (std::none_of(bonds.begin(), bonds.end(), from)) return sizes[out];
  }
  return 0;
}

std::optional<SevenZipHeader> parse_seven_zip_header(std::string_view bytes) {
  SevenZipFields fields(bytes);
  SevenZipHeader header;
  const std::uint8_t kind = fields.byte();
  header.is_packed = kind == kEncodedHeader;
  if (kind != kPlainHeader && !header.is_packed) return std::nullopt;
  if (!header.is_packed && fields.peek() == kArchiveProperties) {
    fields.byte();
    pass_properties(fields);
  }
  const std::uint8_t next = fields.peek();
  if (!header.is_packed && next == kAdditionalStreams) return std::nullopt;
  // Without a file that holds anything there are no streams.
  if (header.is_packed || next == kMainStreams) {
    if (!header.is_packed) fields.byte();
    std::uint8_t id = fields.byte();
    if (id == kPackInfo) {
      take_packed(fields, header);
      id = fields.byte();
    }
    if (id == kUnpackInfo) take_folders(fields, header);
    if (id != kUnpackInfo || header.folders.empty()) return std::nullopt;
  }
  if (!fields.good()) return std::nullopt;
  header.rest = fields.rest();
  return header;
}

std::string write_seven_zip_header(const SevenZipHeader& header) {
  std::string out;
  out += static_cast<char>(header.is_packed ? kEncodedHeader : kPlainHeader);
  if (!header.is_packed && !header.folders.empty()) out += kMainStreams;
  if (!header.folders.empty()) append_streams(out, header);
  return out += header.rest;
}

std::optional<SevenZipFiles> files_of(const SevenZipHeader& header) {
  SevenZipFiles files;
  for (const SevenZipFolder& folder : header.folders) {
    files.first.push_back({folder.bytes(), folder.crc});
  }
  SevenZipFields fields(header.rest);
  if (fields.peek() == kSubStreams) take_first_files(fields, files.first);
  if (!header.folders.empty() && fields.byte() != kEnd) fields.fail();
  if (fields.peek() == kFiles) {
    fields.byte();
    files.count = fields.number();
    pass_properties(fields);
    files.is_whole = fields.good() && fields.rest() == std::string_view("\0", 1);
  }
  return fields.good() ? std::optional(std::move(files)) : std::nullopt;
}

std::string rest_with_first_file(const SevenZipFolder& folder, const SevenZipFirstFile& first) {
  constexpr std::string_view kName("f\0\0\0", 4);  // In UTF-16, with its end.
  const std::size_t files = folder.bytes() > first.bytes ? 2 : 1;
  std::string rest;
  append_number((rest += kSubStreams) += kFilesOfFolders, files);
  if (files == 2) append_number(rest += kSize, first.bytes);
  // What is known of one file alone is known of its folder.
  if (first.crc && (files == 2 || !folder.crc)) {
    ((rest += kCrc) += '\0') += static_cast<char>(0x80);
    append_little_endian(rest, *first.crc, 4);
  }
  append_number(((rest += kEnd) += kEnd) += kFiles, files);
  append_number(rest += kNames, 1 + files * kName.size());
  rest += '\0';
  for (std::size_t i = 0; i < files; ++i) rest += kName;
  return (rest += kEnd) += kEnd;
}

std::optional<std::uint64_t> seven_zip_memory(const SevenZipHeader& header) {
  const std::optional<SevenZipFiles> files = files_of(header);
  if (!files) return std::nullopt;
  std::uint64_t most = 0;
  for (const SevenZipFolder& folder : header.folders) {
    std::uint64_t memory = 0;
    for (const SevenZipCoder& coder : folder.coders) memory += memory_of(coder);
    most = std::max(most, memory);
  }
  const std::uint64_t count = std::min(files->count, UINT64_MAX / kBytesOfFile);
  return std::max(most, count * kBytesOfFile);
}

std::uint32_t seven_zip_crc(std::string_view bytes) {
  return ::lzma_crc32(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), 0);
}

std::optional<SevenZipStart> parse_seven_zip_start(std::string_view bytes) {
  SevenZipFields fields(bytes);
  fields.take(kSevenZipMagic.size() + 4);
  SevenZipStart start;
  start.offset = fields.little_endian(8);
  start.bytes = fields.little_endian(8);
  return fields.take(4).empty() ? std::nullopt : std::optional(start);
}

std::string write_seven_zip_start(std::uint64_t offset, std::string_view header) {
  std::string place;
  append_little_endian(place, offset, 8);
  append_little_endian(place, header.size(), 8);
  append_little_endian(place, seven_zip_crc(header), 4);
  std::string start(kSevenZipMagic);
  append_little_endian(start, seven_zip_crc(place), 4);
  return start + place;
}

}  // namespace leaksift::content
