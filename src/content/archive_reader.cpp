#include "content/archive_reader.h"

#include "content/utf8_locale.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::content {
namespace {

constexpr std::size_t kBlockSize = 64 << 10;
/// ARCHIVE_RETRY asks for the call again; a broken input must not ask for ever.
constexpr int kMaxRetries = 16;

struct FreeArchive {
  void operator()(archive* handle) const { ::archive_read_free(handle); }
};

int enable(archive* handle, FormatId id) {
  switch (id) {
    case FormatId::kGzip:
      return ::archive_read_support_filter_gzip(handle);
    case FormatId::kBzip2:
      return ::archive_read_support_filter_bzip2(handle);
    case FormatId::kXz:
      return ::archive_read_support_filter_xz(handle);
    case FormatId::kLzma:
      return ::archive_read_support_filter_lzma(handle);
    case FormatId::kLzip:
      return ::archive_read_support_filter_lzip(handle);
    case FormatId::kZstd:
      return ::archive_read_support_filter_zstd(handle);
    case FormatId::kLz4:
      return ::archive_read_support_filter_lz4(handle);
    case FormatId::kCompress:
      return ::archive_read_support_filter_compress(handle);
    case FormatId::kZip:
      return ::archive_read_support_format_zip(handle);
    case FormatId::kSevenZip:
      return ::archive_read_support_format_7zip(handle);
    case FormatId::kRar4:
      return ::archive_read_support_format_rar(handle);
    case FormatId::kRar5:
      return ::archive_read_support_format_rar5(handle);
    case FormatId::kTar:
      ::archive_read_support_format_tar(handle);
      // Without this, what follows the first end marker of concatenated tar files is lost.
      return ::archive_read_set_format_option(handle, "tar", "read_concatenated_archives", "1");
    case FormatId::kCpio:
      return ::archive_read_support_format_cpio(handle);
    case FormatId::kAr:
      return ::archive_read_support_format_ar(handle);
    case FormatId::kIso9660:
      return ::archive_read_support_format_iso9660(handle);
    case FormatId::kCab:
      return ::archive_read_support_format_cab(handle);
    case FormatId::kXar:
      return ::archive_read_support_format_xar(handle);
    case FormatId::kWarc:
      return ::archive_read_support_format_warc(handle);
    case FormatId::kSqlite:
    case FormatId::kSqliteWal:
      break;  // Not libarchive's.
  }
  return ARCHIVE_FATAL;
}

/// What the callbacks read from.
struct Source {
  ReplayStream* stream;
  std::uint64_t position = 0;
  std::size_t block_size = 0;  ///< Of the bytes read last.
  bool at_end = false;         ///< The last read found the end.
  std::vector<char> block = std::vector<char>(kBlockSize);
};

la_ssize_t read_block(archive* handle, void* data, const void** block) {
  Source& source = *static_cast<Source*>(data);
  *block = source.block.data();
  const base::Result<std::size_t> got = source.stream->read(source.block.data(), kBlockSize);
  if (!got) {
    ::archive_set_error(handle, EIO, "read error");
    return -1;
  }
  source.position += *got;
  source.at_end = *got == 0;
  if (!source.at_end) source.block_size = *got;
  return static_cast<la_ssize_t>(*got);
}

la_int64_t seek_to(archive*, void* data, la_int64_t offset, int whence) {
  Source& source = *static_cast<Source*>(data);
  std::uint64_t base = 0;
  if (whence == SEEK_CUR) base = source.position;
  if (whence == SEEK_END) base = source.stream->size();
  const std::uint64_t target = base + static_cast<std::uint64_t>(offset);
  if (static_cast<la_int64_t>(target) < 0 || !source.stream->seek(target)) return ARCHIVE_FATAL;
  source.position = target;
  source.at_end = false;
  return static_cast<la_int64_t>(target);
}

}  // namespace

struct ArchiveReader::Handle {
  Handle(const Format& given, ReplayStream& stream)
      : format(&given), source{&stream}, reader(::archive_read_new()) {}

  bool start();
  base::Result<bool> next_entry();
  base::Error error() const;
  base::Result<bool> check_trailer();
  base::Result<bool> next_piece();
  void describe(Member& member) const;

  const Format* format;
  Source source;  ///< Declared before the reader, which uses it until it is freed.
  std::unique_ptr<archive, FreeArchive> reader;
  archive_entry* entry = nullptr;  ///< Owned by the reader.
  bool at_first = true;            ///< The first entry has been found but not handed out.
  bool ended = false;

  // The current member's data.
  std::string_view piece;      ///< What is left of the last piece. Owned by the reader.
  std::uint64_t hole = 0;      ///< Zeros that stand in front of it.
  std::uint64_t data_end = 0;  ///< Where the last piece ends in the member.
  std::optional<base::Error> data_error;
};

bool ArchiveReader::Handle::start() {
  archive* handle = reader.get();
  if (handle == nullptr || enable(handle, format->id) < ARCHIVE_WARN) return false;
  if (format->is_compressor) {
    ::archive_read_support_format_raw(handle);
    ::archive_read_support_format_empty(handle);
  }
  ::archive_read_set_read_callback(handle, read_block);
  if (source.stream->seekable()) ::archive_read_set_seek_callback(handle, seek_to);
  ::archive_read_set_callback_data(handle, &source);
  if (::archive_read_open1(handle) < ARCHIVE_WARN) return false;
  // A decompressor that does not like the header leaves the bytes to the raw format as they are.
  return !format->is_compressor || ::archive_filter_count(handle) > 1;
}

base::Result<bool> ArchiveReader::Handle::next_entry() {
  const Utf8Locale locale;
  int code = ARCHIVE_RETRY;
  for (int i = 0; i < kMaxRetries && code == ARCHIVE_RETRY; ++i) {
    code = ::archive_read_next_header(reader.get(), &entry);
  }
  if (code == ARCHIVE_EOF) return check_trailer();
  if (code < ARCHIVE_WARN) return error();
  return true;
}

/// Says what stands behind the end of a compressed stream, as that is not decoded. Zeros are
/// padding, as tapes have it. Gives false (no further entry) if there is nothing.
base::Result<bool> ArchiveReader::Handle::check_trailer() {
  if (!format->is_compressor) return false;
  const auto used = static_cast<std::uint64_t>(::archive_filter_bytes(reader.get(), -1));
  std::uint64_t count = source.position - std::min(used, source.position);
  bool padding = count <= source.block_size;
  std::string_view rest(source.block.data(), source.block_size);
  if (padding) rest.remove_prefix(source.block_size - count);
  while (true) {
    padding = padding && rest.find_first_not_of('\0') == std::string_view::npos;
    const base::Result<std::size_t> got = source.stream->read(source.block.data(), kBlockSize);
    if (!got) return got.error();
    if (*got == 0) break;
    rest = {source.block.data(), *got};
    count += *got;
  }
  if (padding) return false;
  return base::Error{std::string(format->name) + ": " + std::to_string(count) +
                     " bytes after its end were not decoded"};
}

// Not archive_read_data(): that drops what it has read when the next piece is damaged.
base::Result<bool> ArchiveReader::Handle::next_piece() {
  while (!data_error) {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    int code = ARCHIVE_RETRY;
    for (int i = 0; i < kMaxRetries && code == ARCHIVE_RETRY; ++i) {
      code = ::archive_read_data_block(reader.get(), &bytes, &size, &offset);
    }
    if (code == ARCHIVE_EOF) return false;
    // A warning, such as a wrong checksum, comes with the last bytes.
    if (code < ARCHIVE_OK) data_error = error();
    if (code < ARCHIVE_WARN || size == 0) continue;
    // Only tar has sparse files; the offsets of some other formats cannot be trusted.
    const auto begin = static_cast<std::uint64_t>(offset);
    hole = format->id == FormatId::kTar && begin > data_end ? begin - data_end : 0;
    data_end += hole + size;
    piece = {static_cast<const char*>(bytes), size};
    return true;
  }
  return *data_error;
}

base::Error ArchiveReader::Handle::error() const {
  if (const auto& cause = source.stream->error()) return *cause;
  if (source.at_end) {
    return {std::string(format->name) + ": truncated at byte " + std::to_string(source.position)};
  }
  const char* text = ::archive_error_string(reader.get());
  return {std::string(format->name) + ": " + (text != nullptr ? text : "damaged")};
}

void ArchiveReader::Handle::describe(Member& member) const {
  const Utf8Locale locale;
  member = {};
  if (!format->is_compressor) {
    const char* name = ::archive_entry_pathname(entry);
    if (name == nullptr) name = ::archive_entry_pathname_utf8(entry);
    member.name = name != nullptr && *name != '\0' ? name : "(unnamed)";
  }
  if (::archive_entry_size_is_set(entry) != 0 && ::archive_entry_size(entry) > 0) {
    member.bytes = static_cast<std::uint64_t>(::archive_entry_size(entry));
  }
  member.encrypted = ::archive_entry_is_encrypted(entry) != 0;
}

ArchiveReader::ArchiveReader(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ArchiveReader::~ArchiveReader() = default;

base::Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(const Format& format,
                                                                 ReplayStream& source) {
  auto handle = std::make_unique<Handle>(format, source);
  base::Result<bool> found = false;
  if (handle->start()) {
    found = handle->next_entry();
  } else {
    found = handle->error();
  }
  if (!found) {
    if (format.may_hide_names && ::archive_read_has_encrypted_entries(handle->reader.get()) > 0) {
      return base::Error{kEncrypted};
    }
    return found.error();
  }
  // A compressed stream that breaks at once passes for an empty one, but leaves its error behind.
  if (!*found && ::archive_error_string(handle->reader.get()) != nullptr) return handle->error();
  handle->ended = !*found;
  return std::unique_ptr<ArchiveReader>(new ArchiveReader(std::move(handle)));
}

base::Result<bool> ArchiveReader::next(Member& member) {
  Handle& handle = *handle_;
  // libarchive 3.6 crashes when it passes over what is left of a damaged cab member; zip members
  // stand on their own.
  if (handle.data_error && handle.format->id != FormatId::kZip && !handle.ended) {
    handle.ended = true;
    return *handle.data_error;
  }
  handle.piece = {};
  handle.hole = 0;
  handle.data_end = 0;
  handle.data_error.reset();
  while (!handle.ended) {
    if (!std::exchange(handle.at_first, false)) {
      base::Result<bool> found = handle.next_entry();
      handle.ended = !found || !*found;
      if (handle.ended) return found;
    }
    // A hard link to an earlier member has no bytes of its own, except in cpio.
    // Deterministic ar(1) writes modes without a file type.
    const auto type = ::archive_entry_filetype(handle.entry);
    const bool is_link = ::archive_entry_hardlink(handle.entry) != nullptr &&
                         ::archive_entry_size(handle.entry) == 0;
    if ((type != AE_IFREG && type != 0) || is_link) continue;
    handle.describe(member);
    return true;
  }
  return false;
}

base::Result<std::size_t> ArchiveReader::read(char* buffer, std::size_t capacity) {
  Handle& handle = *handle_;
  if (handle.hole == 0 && handle.piece.empty()) {
    base::Result<bool> more = handle.next_piece();
    if (!more) return more.error();
    if (!*more) return std::size_t{0};
  }
  if (handle.hole > 0) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(handle.hole, capacity));
    std::memset(buffer, 0, count);
    handle.hole -= count;
    return count;
  }
  const std::size_t count = handle.piece.copy(buffer, capacity);
  handle.piece.remove_prefix(count);
  return count;
}

}  // namespace leaksift::content
