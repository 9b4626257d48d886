#include "content/archive_reader.h"

#include "content/codec.h"
#include "content/source_window.h"
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

/// ARCHIVE_RETRY asks for the call again; a broken input must not ask for ever.
constexpr int kMaxRetries = 16;
constexpr std::size_t kTarHeader = 512;
/// How far it is verified that a password is right, besides kBytesToVerify: members, passwords.
constexpr int kMembersToVerify = 64;
constexpr std::ptrdiff_t kMostToVerify = 1000;
/// The head of the data of a member of a zip that is packed by LZMA.
constexpr std::size_t kZipLzmaHead = 9;
/// More than any header of a member takes up besides its name: of cpio 110 bytes, of zip 30 and the
/// extra fields, with what describes the data of the member before.
constexpr std::uint64_t kMostMemberHeader = 1024;
/// Bytes looked at in one go behind the end of a compressed stream.
constexpr std::size_t kTrailerStep = 4096;

struct FreeArchive {
  void operator()(archive* handle) const { ::archive_read_free(handle); }
};

int enable(archive* handle, FormatId id) {
  switch (id) {
    case FormatId::kLz4Legacy:
      return ::archive_read_support_filter_lz4(handle);
    case FormatId::kCompress:
      return ::archive_read_support_filter_compress(handle);
    case FormatId::kUuencode:
      return ::archive_read_support_filter_uu(handle);
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
    default:
      break;  // Not libarchive's, or better undone by a Codec.
  }
  return ARCHIVE_FATAL;
}

la_ssize_t read_block(archive* handle, void* data, const void** block) {
  const base::Result<std::string_view> got = static_cast<SourceWindow*>(data)->next_block();
  if (!got) {
    ::archive_set_error(handle, EIO, "read error");
    return -1;
  }
  *block = got->data();
  return static_cast<la_ssize_t>(got->size());
}

la_int64_t seek_to(archive*, void* data, la_int64_t offset, int whence) {
  SourceWindow& source = *static_cast<SourceWindow*>(data);
  std::uint64_t base = 0;
  if (whence == SEEK_CUR) base = source.position();
  if (whence == SEEK_END) base = source.stream().size();
  const std::uint64_t target = base + static_cast<std::uint64_t>(offset);
  if (static_cast<la_int64_t>(target) < 0 || !source.seek(target)) return ARCHIVE_FATAL;
  return static_cast<la_int64_t>(target);
}

}  // namespace

struct ArchiveReader::Handle {
  Handle(const Format& given, ReplayStream& stream)
      : format(&given), source(stream), reader(::archive_read_new()) {}

  bool start();
  void add(const Passwords& passwords);
  bool decrypts();
  bool verifies();
  base::Result<bool> next_entry();
  base::Error error() const;  ///< That of the last call, at `broken_at`.
  std::uint64_t used() const;
  bool skips(std::uint64_t before) const;
  void note_dictionary();
  base::Result<bool> check_trailer();
  base::Result<bool> next_piece();
  void describe(Member& member) const;

  const Format* format;
  SourceWindow source;  ///< Declared before the reader, which uses it until it is freed.
  std::unique_ptr<archive, FreeArchive> reader;
  archive_entry* entry = nullptr;  ///< Owned by the reader.
  bool has_passwords = false;
  std::size_t memory = SIZE_MAX;  ///< What a dictionary may take, in bytes...
  std::uint64_t dictionary = 0;   ///< ...and that of the entry does.
  bool at_first = true;           ///< The first entry has been found but not handed out.
  bool ended = false;
  bool read_through = false;              ///< The current member was read to its end.
  bool broken = false;                    ///< An error has ended it...
  std::uint64_t broken_at = 0;            ///< ...here.
  std::unique_ptr<ReplayStream> trailer;  ///< What follows the end of a compressed stream.

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
  if (source.stream().seekable()) ::archive_read_set_seek_callback(handle, seek_to);
  ::archive_read_set_callback_data(handle, &source);
  if (::archive_read_open1(handle) < ARCHIVE_WARN) return false;
  // A decompressor that does not like the header leaves the bytes to the raw format as they are.
  return !format->is_compressor || ::archive_filter_count(handle) > 1;
}

void ArchiveReader::Handle::add(const Passwords& passwords) {
  for (const std::string& password : passwords) {
    has_passwords = ::archive_read_add_passphrase(reader.get(), password.c_str()) == ARCHIVE_OK;
  }
}

/// Whether a password opens the entry: then its first piece is at hand.
bool ArchiveReader::Handle::decrypts() {
  if (!has_passwords || next_piece()) return has_passwords;
  data_error.reset();
  return false;
}

base::Result<bool> ArchiveReader::Handle::next_entry() {
  const Utf8Locale locale;
  const std::uint64_t before = used();
  const int code = ::archive_read_next_header(reader.get(), &entry);
  const bool found = code >= ARCHIVE_WARN && code != ARCHIVE_RETRY && code != ARCHIVE_EOF;
  if ((found || code == ARCHIVE_EOF) && std::exchange(read_through, false) && skips(before)) {
    broken_at = before;
    return base::Error{std::string(format->name) + ": damaged at byte " + std::to_string(before) +
                       ": no header of a member"};
  }
  if (code == ARCHIVE_EOF) return check_trailer();
  if (found) {
    note_dictionary();
    return true;
  }
  // ARCHIVE_RETRY offers to look for the next header further on, and to say nothing of what lies
  // between. What is no header of a tar has been taken already.
  broken_at = used();
  if (format->id == FormatId::kTar && code == ARCHIVE_RETRY) {
    broken_at -= std::min<std::uint64_t>(broken_at, kTarHeader);
  }
  return error();
}

/// A member of a zip that is packed by LZMA begins with its version, the size of its properties,
/// and these: the second is the size of the dictionary (APPNOTE 5.8.8).
void ArchiveReader::Handle::note_dictionary() {
  dictionary = 0;
  const char* const kind = ::archive_format_name(reader.get());
  if (format->id != FormatId::kZip || kind == nullptr) return;
  if (std::string_view(kind).find("lzma") == std::string_view::npos) return;
  if (::archive_entry_is_encrypted(entry) != 0) return;
  const std::string head = source.bytes_at(used(), kZipLzmaHead);
  for (std::size_t i = head.size(); i > kZipLzmaHead - 4; --i) {
    dictionary = dictionary << 8 | static_cast<std::uint8_t>(head[i - 1]);
  }
}

/// Whether libarchive has passed over more than a header since `before`, the end of a member: it
/// looks in silence for the next thing that looks like a header of cpio, or of a zip that is read
/// without its directory.
bool ArchiveReader::Handle::skips(std::uint64_t before) const {
  if (source.stream().seekable() && format->id == FormatId::kZip) return false;
  if (format->id != FormatId::kCpio && format->id != FormatId::kZip) return false;
  const char* const name = entry != nullptr ? ::archive_entry_pathname(entry) : nullptr;
  const std::uint64_t header = kMostMemberHeader + (name != nullptr ? std::strlen(name) : 0);
  return used() > before + header;
}

std::uint64_t ArchiveReader::Handle::used() const {
  const auto bytes = static_cast<std::uint64_t>(::archive_filter_bytes(reader.get(), -1));
  return std::min(bytes, source.position());
}

/// Says that something stands behind the end of a compressed stream, as that is not decoded. Zeros
/// are padding, as tapes have it. Gives false (no further entry) if there is nothing.
base::Result<bool> ArchiveReader::Handle::check_trailer() {
  if (!format->is_compressor) return false;
  broken_at = used();
  std::unique_ptr<core::ByteStream> rest = source.rest_from(broken_at);
  if (rest == nullptr) return false;
  trailer = std::make_unique<ReplayStream>(std::move(rest));
  while (true) {
    const std::string_view bytes = trailer->peek(kTrailerStep);
    const std::size_t zeros = std::min(bytes.find_first_not_of('\0'), bytes.size());
    std::vector<char> passed(zeros);
    if (zeros > 0) static_cast<void>(trailer->read(passed.data(), zeros));
    broken_at += zeros;
    if (bytes.empty()) return false;
    if (zeros < bytes.size()) break;
  }
  return base::Error{std::string(format->name) + ": what follows its end at byte " +
                     std::to_string(broken_at) + " is not compressed"};
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
    read_through = code == ARCHIVE_EOF;
    if (read_through) return false;
    // A warning, such as a wrong checksum, comes with the last bytes.
    if (code < ARCHIVE_OK) {
      broken_at = used();
      data_error = error();
    }
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
  if (const auto& cause = source.stream().error()) return *cause;
  const std::string name(format->name);
  if (source.at_end()) return {name + ": truncated at byte " + std::to_string(source.position())};
  const char* text = ::archive_error_string(reader.get());
  return {name + ": damaged at byte " + std::to_string(broken_at) +
          (text != nullptr ? ": " + std::string(text) : "")};
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

/// Whether the first encrypted member, if there is one among the first, is read without error.
bool ArchiveReader::Handle::verifies() {
  if (!start()) return false;
  for (int i = 0; i < kMembersToVerify; ++i) {
    const base::Result<bool> found = next_entry();
    if (!found || !*found) return found.ok();
    if (::archive_entry_is_encrypted(entry) == 0) continue;
    while (data_end < kBytesToVerify) {
      const base::Result<bool> more = next_piece();
      if (!more || !*more) return more.ok();
    }
    return true;
  }
  return true;
}

/// The old encryption of zip knows a wrong password by one byte alone: one of 256 passes, and gives
/// noise. So that password comes first which reads a member to its end. For seekable sources.
Passwords ArchiveReader::in_order(const Format& format, ReplayStream& source,
                                  const Passwords& passwords) {
  Passwords ordered = passwords;
  const auto verifies = [&](const Passwords& some) {
    Handle handle(format, source);
    handle.add(some);
    return source.seek(0) && handle.verifies();
  };
  if (passwords.size() < 2 || verifies(passwords)) return ordered;
  const auto end = ordered.begin() + std::min<std::ptrdiff_t>(std::ssize(ordered), kMostToVerify);
  const auto right = std::find_if(
      ordered.begin(), end, [&](const std::string& password) { return verifies({password}); });
  if (right != end) std::rotate(ordered.begin(), right, right + 1);
  return ordered;
}

ArchiveReader::ArchiveReader(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ArchiveReader::~ArchiveReader() = default;

base::Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(const Format& format,
                                                                 ReplayStream& source,
                                                                 const OpenOptions& options) {
  Passwords ordered;
  if (options.passwords != nullptr && format.id == FormatId::kZip) {
    ordered = source.seekable() ? in_order(format, source, *options.passwords) : *options.passwords;
    if (source.seekable() && !source.seek(0)) return base::Error{"zip: seek failed"};
  }
  auto handle = std::make_unique<Handle>(format, source);
  handle->memory = options.memory;
  handle->add(ordered);
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
    handle.broken = true;
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
      handle.broken = !found;
      if (handle.ended) return found;
    }
    // A hard link to an earlier member has no bytes of its own, except in cpio.
    // Deterministic ar(1) writes modes without a file type.
    const auto type = ::archive_entry_filetype(handle.entry);
    const bool is_link = ::archive_entry_hardlink(handle.entry) != nullptr &&
                         ::archive_entry_size(handle.entry) == 0;
    if ((type != AE_IFREG && type != 0) || is_link) continue;
    handle.describe(member);
    if (handle.dictionary > handle.memory) {
      handle.data_error = {"zip: " + std::string(kNeedsMemory) + std::to_string(handle.dictionary) +
                           " bytes of memory"};
      return true;
    }
    if (member.encrypted) member.encrypted = !handle.decrypts();
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

std::uint64_t ArchiveReader::bytes_used() const {
  return handle_->broken ? handle_->broken_at : handle_->used();
}

std::unique_ptr<core::ByteStream> ArchiveReader::rest(std::uint64_t& offset) {
  offset = handle_->broken_at;
  if (handle_->trailer != nullptr && handle_->broken) return std::move(handle_->trailer);
  return handle_->broken ? handle_->source.rest_from(offset) : nullptr;
}

}  // namespace leaksift::content
