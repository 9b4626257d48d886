// Archives made in memory, and what the Expander makes of them.
#pragma once

#include "content/expander.h"
#include "core/seekable_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::content::testing {

struct Entry {
  std::string name;
  std::string bytes;
  mode_t type = AE_IFREG;
};

/// How an archive is written, in libarchive's names. `filter` is empty for none.
struct Recipe {
  std::string format;
  std::string filter = {};
  std::string passphrase = {};
  std::string options = {};
};

struct FreeWriter {
  void operator()(archive* writer) const { ::archive_write_free(writer); }
};
using Writer = std::unique_ptr<archive, FreeWriter>;

inline la_ssize_t append(archive*, void* out, const void* bytes, std::size_t count) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), count);
  return static_cast<la_ssize_t>(count);
}

inline Writer open_writer(const Recipe& recipe, std::string& out) {
  Writer writer(::archive_write_new());
  ::archive_write_set_format_by_name(writer.get(), recipe.format.c_str());
  if (!recipe.filter.empty()) {
    ::archive_write_add_filter_by_name(writer.get(), recipe.filter.c_str());
  }
  ::archive_write_set_bytes_per_block(writer.get(), 0);
  if (!recipe.options.empty()) ::archive_write_set_options(writer.get(), recipe.options.c_str());
  if (!recipe.passphrase.empty()) {
    ::archive_write_set_passphrase(writer.get(), recipe.passphrase.c_str());
  }
  ::archive_write_open(writer.get(), &out, nullptr, append, nullptr);
  return writer;
}

/// The bytes of an archive; empty if it could not be written.
inline std::string make(const Recipe& recipe, const std::vector<Entry>& entries) {
  std::string out;
  Writer writer = open_writer(recipe, out);
  for (const Entry& entry : entries) {
    std::unique_ptr<archive_entry, void (*)(archive_entry*)> header(::archive_entry_new(),
                                                                    ::archive_entry_free);
    ::archive_entry_set_pathname(header.get(), entry.name.c_str());
    ::archive_entry_set_filetype(header.get(), entry.type);
    ::archive_entry_set_perm(header.get(), 0644);
    ::archive_entry_set_size(header.get(), static_cast<la_int64_t>(entry.bytes.size()));
    if (entry.type == AE_IFLNK) ::archive_entry_set_symlink(header.get(), "/etc/passwd");
    if (::archive_write_header(writer.get(), header.get()) < ARCHIVE_WARN) return "";
    ::archive_write_data(writer.get(), entry.bytes.data(), entry.bytes.size());
  }
  return ::archive_write_close(writer.get()) == ARCHIVE_OK ? out : "";
}

inline std::string zip(const std::vector<Entry>& entries) {
  return make({"zip"}, entries);
}

inline std::string tar(const std::vector<Entry>& entries) {
  return make({"ustar"}, entries);
}

inline std::string compress(const std::string& filter, const std::string& bytes) {
  return make({"raw", filter}, {{"data", bytes}});
}

inline std::string gzip(const std::string& bytes) {
  return compress("gzip", bytes);
}

/// Bytes that do not compress: a linear congruential generator's.
inline std::string noise(std::size_t count) {
  std::string bytes(count, '\0');
  std::uint64_t state = 1;
  for (char& byte : bytes) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    byte = static_cast<char>(state >> 56);
  }
  return bytes;
}

/// A stream that cannot seek and gives at most `step` bytes at a time, the whole `times` times
/// over, then `error` if that is not empty.
class OneWay final : public core::ByteStream {
 public:
  explicit OneWay(std::string bytes, std::size_t step = SIZE_MAX, std::size_t times = 1,
                  std::string error = {})
      : bytes_(std::move(bytes)), step_(step), times_(times), error_(std::move(error)) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    if (next_ == bytes_.size() && times_ > 1) {
      --times_;
      next_ = 0;
    }
    const std::size_t count = std::min({capacity, step_, bytes_.size() - next_});
    if (count == 0 && !error_.empty()) return base::Error{error_};
    if (count > 0) std::memcpy(buffer, bytes_.data() + next_, count);
    next_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t step_;
  std::size_t times_;
  std::string error_;
  std::size_t next_ = 0;
};

/// A stream that can seek, as a file can.
class Seekable final : public core::SeekableStream {
 public:
  explicit Seekable(std::string bytes) : bytes_(std::move(bytes)) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t count = std::min(capacity, bytes_.size() - next_);
    if (count > 0) std::memcpy(buffer, bytes_.data() + next_, count);
    next_ += count;
    return count;
  }
  base::Status seek(std::uint64_t offset) override {
    next_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
    return base::Ok{};
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string bytes_;
  std::size_t next_ = 0;
};

/// An item with its stream read to the end.
struct Seen {
  std::vector<std::string> within;
  bool is_blob = false;
  std::string bytes;
  std::string error;  ///< With which the stream ended.
  std::string format;
  core::FileStatus status = core::FileStatus::kScanned;
  std::string reason;
  bool incomplete = false;
};

/// The member of this name, the last step of its way; nullptr if there is none.
inline const Seen* member(const std::vector<Seen>& all, std::string_view name) {
  for (const Seen& seen : all) {
    if (seen.is_blob && !seen.within.empty() && seen.within.back() == name) return &seen;
  }
  return nullptr;
}

inline Seen see(const Item& item) {
  Seen seen{item.provenance->within,
            item.stream != nullptr,
            "",
            "",
            item.format,
            item.status,
            item.reason,
            item.incomplete};
  std::vector<char> buffer(1000);
  while (item.stream != nullptr) {
    const auto got = item.stream->read(buffer.data(), buffer.size());
    if (!got) seen.error = got.error().message;
    if (!got || *got == 0) break;
    seen.bytes.append(buffer.data(), *got);
  }
  return seen;
}

inline std::vector<Seen> expand_stream(std::unique_ptr<core::ByteStream> stream,
                                       const std::string& path, const ExpandOptions& options = {},
                                       std::uint64_t bytes = 0) {
  auto provenance = std::make_shared<core::Provenance>();
  provenance->root = "/in";
  provenance->path = "/in/" + path;
  provenance->below_root = path;
  Expander expander(provenance, std::move(stream), bytes, options);
  std::vector<Seen> all;
  for (Item item; expander.next(item);) all.push_back(see(item));
  return all;
}

inline ExpandOptions with_passwords(Passwords passwords) {
  ExpandOptions options;
  options.passwords = std::make_shared<const Passwords>(std::move(passwords));
  return options;
}

/// As a stream.
inline std::vector<Seen> expand(const std::string& bytes, const std::string& path = "x",
                                core::Limits limits = {}) {
  return expand_stream(std::make_unique<OneWay>(bytes), path, limits, bytes.size());
}

/// As a file.
inline std::vector<Seen> expand_file(const std::string& bytes, const std::string& path = "x",
                                     core::Limits limits = {}) {
  return expand_stream(std::make_unique<Seekable>(bytes), path, limits, bytes.size());
}

}  // namespace leaksift::content::testing
