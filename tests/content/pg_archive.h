// Archives of pg_dump made in memory, as PostgreSQL's pg_backup_archiver.c writes them.
#pragma once

#include "content/archives.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>

namespace leaksift::content::testing {

struct PgEntry {
  int id = 1;
  bool has_data = false;
  std::string name;
  std::string kind;
  std::string definition = {};
  std::string copy = {};
  std::string schema = "public";
};

/// What the archive says of itself, and how its data are written.
struct PgStyle {
  int minor = 14;  ///< Of the version.
  int number_bytes = 4;
  int format = 1;
  int compression = 1;       ///< None, zlib, LZ4, zstd.
  std::size_t chunk = 4096;  ///< Bytes at most.
};

inline std::string zlib(const std::string& bytes) {
  std::string out(::compressBound(bytes.size()), '\0');
  uLongf size = out.size();
  ::compress(reinterpret_cast<Bytef*>(out.data()), &size,
             reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  out.resize(size);
  return out;
}

class PgArchive {
 public:
  explicit PgArchive(const PgStyle& style = {}) : style_(style) {
    bytes_ = "PGDMP";
    for (const int c : {1, style.minor, 0, style.number_bytes, 8, style.format}) put_byte(c);
    style.minor >= 15 ? put_byte(style.compression) : put_number(style.compression == 0 ? 0 : -1);
    for (int i = 0; i < 7; ++i) put_number(i == 6 ? -1 : i + 1);
    for (const char* text : {"crm", "15.2", "16.1"}) put_string(text);
  }

  PgArchive& entries(const std::vector<PgEntry>& all) {
    put_number(static_cast<std::int64_t>(all.size()));
    for (const PgEntry& entry : all) put(entry);
    return *this;
  }

  PgArchive& data(int id, const std::string& text) {
    put_byte(1);
    put_number(id);
    return chunks(packed(text));
  }

  PgArchive& blobs(int id, const std::vector<std::pair<std::int64_t, std::string>>& all) {
    put_byte(3);
    put_number(id);
    for (const auto& [oid, text] : all) {
      put_number(static_cast<std::int32_t>(oid));
      chunks(packed(text));
    }
    put_number(0);
    return *this;
  }

  PgArchive& put_byte(int c) {
    bytes_ += static_cast<char>(c);
    return *this;
  }
  PgArchive& put_number(std::int64_t value) {
    put_byte(value < 0 ? 1 : 0);
    const auto amount = static_cast<std::uint64_t>(value < 0 ? -value : value);
    for (int i = 0; i < style_.number_bytes; ++i) put_byte(static_cast<int>(amount >> (8 * i)));
    return *this;
  }
  PgArchive& put_string(std::string_view text) {
    put_number(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
    return *this;
  }
  PgArchive& chunks(std::string_view all) {
    for (; !all.empty(); all.remove_prefix(std::min(style_.chunk, all.size()))) {
      put_string(all.substr(0, style_.chunk));
    }
    return put_number(0);
  }

  std::string packed(const std::string& text) const {
    if (style_.compression == 1) return zlib(text);
    if (style_.compression == 2) return compress("lz4", text);
    return style_.compression == 3 ? compress("zstd", text) : text;
  }

  const std::string& bytes() const { return bytes_; }

 private:
  void put(const PgEntry& entry) {
    put_number(entry.id).put_number(entry.has_data ? 1 : 0).put_string("1259").put_string("16385");
    put_string(entry.name).put_string(entry.kind);
    if (style_.minor >= 11) put_number(2);
    put_string(entry.definition).put_string("DROP …;");
    entry.copy.empty() ? put_number(-1) : put_string(entry.copy);
    put_string(entry.schema).put_string("");
    if (style_.minor >= 14) put_string("heap");
    if (style_.minor >= 16) put_number('r');
    put_string("tester").put_string("false");
    put_string("7").put_string("12").put_number(-1);
    if (style_.format != 1) {
      put_string(std::to_string(entry.id) + ".dat");
      return;
    }
    put_byte(entry.has_data ? 2 : 3);
    for (int i = 0; i < 8; ++i) put_byte(i);
  }

  PgStyle style_;
  std::string bytes_;
};

}  // namespace leaksift::content::testing
