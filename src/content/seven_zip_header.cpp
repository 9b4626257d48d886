#include "content/seven_zip_header.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <lzma.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSignatureHeader = 32;
constexpr std::uint64_t kMostHeader = 32 << 20;  ///< Bytes; a member takes about 100.
constexpr std::uint64_t kMostFolders = 1 << 20;
constexpr std::uint64_t kMostCoders = 32;

// Ids of properties and of coders.
constexpr std::uint8_t kHeader = 0x01;
constexpr std::uint8_t kMainStreams = 0x04;
constexpr std::uint8_t kPackInfo = 0x06;
constexpr std::uint8_t kUnpackInfo = 0x07;
constexpr std::uint8_t kSize = 0x09;
constexpr std::uint8_t kFolder = 0x0b;
constexpr std::uint8_t kUnpackSize = 0x0c;
constexpr std::uint8_t kEncodedHeader = 0x17;
constexpr std::string_view kLzma = "\3\1\1"sv;
constexpr std::string_view kLzma2 = "\x21"sv;
constexpr std::string_view kPpmd = "\3\4\1"sv;

/// Takes numbers from the front of bytes; once they do not suffice, gives zeros and is not good.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : bytes_(bytes) {}

  std::string_view take(std::uint64_t count) {
    good_ = good_ && count <= bytes_.size();
    const std::string_view taken = good_ ? bytes_.substr(0, count) : std::string_view();
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  std::uint8_t byte() {
    const std::string_view one = take(1);
    return one.empty() ? 0 : static_cast<std::uint8_t>(one[0]);
  }
  std::uint64_t little_endian(std::size_t size) {
    std::uint64_t value = 0;
    const std::string_view bytes = take(size);
    for (std::size_t i = bytes.size(); i > 0; --i) {
      value = value << 8 | static_cast<std::uint8_t>(bytes[i - 1]);
    }
    return value;
  }
  /// As many bytes follow the first as it has leading ones; the rest of its bits are the highest.
  std::uint64_t number() {
    const std::uint8_t first = byte();
    std::size_t more = 0;
    while (more < 8 && (first & (0x80U >> more)) != 0) ++more;
    const std::uint64_t low = little_endian(more);
    return more < 7 ? low | (first & (0x7fULL >> more)) << (8 * more) : low;
  }
  bool good() const { return good_; }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

struct Coder {
  std::string_view id;
  std::string_view properties;
};

/// Its dictionary or model.
std::uint64_t memory_of(const Coder& coder) {
  Fields fields(coder.properties);
  const std::uint8_t first = fields.byte();
  if (coder.id == kLzma || coder.id == kPpmd) return fields.little_endian(4);
  if (coder.id != kLzma2) return 0;
  return first < 40 ? (2ULL | (first & 1U)) << (first / 2 + 11) : UINT32_MAX;
}

/// The coders of a folder.
std::vector<Coder> take_folder(Fields& fields) {
  std::vector<Coder> coders;
  std::uint64_t ins = 0;
  std::uint64_t outs = 0;
  const std::uint64_t count = std::min(fields.number(), kMostCoders);
  for (std::uint64_t i = 0; i < count && fields.good(); ++i) {
    const std::uint8_t flags = fields.byte();
    Coder coder;
    coder.id = fields.take(flags & 0x0fU);
    ins += (flags & 0x10U) != 0 ? fields.number() : 1;
    outs += (flags & 0x10U) != 0 ? fields.number() : 1;
    if ((flags & 0x20U) != 0) coder.properties = fields.take(fields.number());
    coders.push_back(coder);
  }
  const std::uint64_t bonds = outs > 0 ? outs - 1 : 0;
  for (std::uint64_t i = 0; i < 2 * bonds && fields.good(); ++i) fields.number();
  const std::uint64_t packed = ins - std::min(ins, bonds);
  for (std::uint64_t i = 0; packed > 1 && i < packed && fields.good(); ++i) fields.number();
  return coders;
}

/// The streams of an archive, as far as is of use here.
struct Streams {
  std::uint64_t begin = 0;         ///< Of the first packed stream, behind the signature header.
  std::uint64_t packed_bytes = 0;  ///< Of that stream.
  std::uint64_t bytes = 0;         ///< Decoded, of the first folder.
  std::vector<Coder> coders;       ///< Of the first folder.
  std::uint64_t memory = 0;        ///< Of the folder that asks for most.
};

std::optional<Streams> take_streams(Fields& fields) {
  Streams streams;
  std::uint8_t id = fields.byte();
  if (id == kPackInfo) {
    streams.begin = fields.number();
    const std::uint64_t count = fields.number();
    id = fields.byte();
    for (std::uint64_t i = 0; id == kSize && i < count && fields.good(); ++i) {
      const std::uint64_t size = fields.number();
      if (i == 0) streams.packed_bytes = size;
    }
    while (id != 0 && fields.good()) id = fields.byte();  // Checksums may follow: at worst, a miss.
    id = fields.byte();
  }
  if (id != kUnpackInfo || fields.byte() != kFolder) return std::nullopt;
  const std::uint64_t count = fields.number();
  if (fields.byte() != 0 || count > kMostFolders) return std::nullopt;  // Stored elsewhere.
  std::vector<std::vector<Coder>> folders;
  for (std::uint64_t i = 0; i < count && fields.good(); ++i) folders.push_back(take_folder(fields));
  if (!fields.good() || folders.empty() || fields.byte() != kUnpackSize) return std::nullopt;
  streams.bytes = fields.number();
  for (const std::vector<Coder>& folder : folders) {
    std::uint64_t memory = 0;
    for (const Coder& coder : folder) memory += memory_of(coder);
    streams.memory = std::max(streams.memory, memory);
  }
  streams.coders = std::move(folders.front());
  return streams;
}

std::string read_at(ReplayStream& stream, std::uint64_t offset, std::uint64_t count) {
  std::string bytes;
  if (count > kMostHeader || !stream.seek(offset)) return bytes;
  bytes.resize(count);
  std::size_t have = 0;
  while (have < count) {
    const auto got = stream.read(bytes.data() + have, count - have);
    if (!got || *got == 0) break;
    have += *got;
  }
  bytes.resize(have);
  return bytes;
}

/// Undoes LZMA, which is what headers are packed by.
std::string unpack(const std::string& packed, const Coder& coder, std::uint64_t bytes) {
  lzma_filter filters[2] = {{LZMA_FILTER_LZMA1, nullptr}, {LZMA_VLI_UNKNOWN, nullptr}};
  const auto* const properties = reinterpret_cast<const std::uint8_t*>(coder.properties.data());
  if (::lzma_properties_decode(filters, nullptr, properties, coder.properties.size()) != LZMA_OK) {
    return "";
  }
  lzma_stream stream = LZMA_STREAM_INIT;
  std::string out;
  if (::lzma_raw_decoder(&stream, filters) == LZMA_OK) {
    out.resize(bytes);
    stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    stream.avail_in = packed.size();
    stream.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    stream.avail_out = out.size();
    while (stream.avail_out > 0 && ::lzma_code(&stream, LZMA_RUN) == LZMA_OK) continue;
    out.resize(bytes - stream.avail_out);
  }
  ::lzma_end(&stream);
  std::free(filters[0].options);
  return out;
}

}  // namespace

std::uint64_t seven_zip_memory(ReplayStream& stream, std::uint64_t most) {
  const std::string start = read_at(stream, 0, kSignatureHeader);
  Fields signature(start);
  signature.take(12);
  const std::uint64_t offset = signature.little_endian(8);
  const std::uint64_t size = signature.little_endian(8);
  if (!signature.good() || offset > stream.size()) return 0;
  std::string header = read_at(stream, kSignatureHeader + offset, size);
  // A header that is packed holds another one, which may be packed in its turn.
  for (int i = 0; i < 4; ++i) {
    Fields fields(header);
    const std::uint8_t kind = fields.byte();
    if (kind == kHeader) {
      // Archive properties, which nobody writes, would have to be passed over.
      if (fields.byte() != kMainStreams) return 0;
      const std::optional<Streams> streams = take_streams(fields);
      return streams ? streams->memory : 0;
    }
    if (kind != kEncodedHeader) return 0;
    const std::optional<Streams> streams = take_streams(fields);
    if (!streams || streams->coders.size() != 1 || streams->coders[0].id != kLzma) return 0;
    if (streams->memory > most || streams->bytes > kMostHeader) return streams->memory;
    const std::string packed =
        read_at(stream, kSignatureHeader + streams->begin, streams->packed_bytes);
    header = unpack(packed, streams->coders[0], streams->bytes);
  }
  return 0;
}

}  // namespace leaksift::content
