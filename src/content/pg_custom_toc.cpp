#include "content/pg_custom_toc.h"

#include "content/create_table.h"

#include <algorithm>
#include <utility>

namespace leaksift::content {
namespace {

/// The longest name, and the longest list of columns: 1,600 of 63 bytes each, quoted.
constexpr std::size_t kMostName = 1 << 20;
/// The longest definition: it is held in memory.
constexpr std::size_t kMostDefinition = 32 << 20;
/// About what remembering a table costs beside its names.
constexpr std::size_t kPerTable = 256;

constexpr std::string_view kPgDumpMagic = "PGDMP";

/// A line of comment; a name may have line breaks in it, as a trap.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text += '\n';
}

std::string ending_in_newline(std::string text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

}  // namespace

struct PgCustomToc::Entry {
  std::int64_t id = 0;
  bool has_data = false;
  std::string name;        ///< Without the schema.
  std::string kind;        ///< "TABLE", "TABLE DATA", "FUNCTION"…
  std::string definition;  ///< Statements, or nothing.
  std::string copy;        ///< COPY … FROM stdin, or nothing.
  std::string schema;
  std::string owner;

  std::string full_name() const { return schema.empty() ? name : schema + "." + name; }
  /// As pg_dump writes it to plain text.
  void write(std::string& out) const {
    out += has_data ? "\n-- Data for Name: " : "\n-- Name: ";
    out += one_line(name + "; Type: " + kind + "; Schema: " + schema + "; Owner: " + owner);
    out += definition;
    if (out.back() != '\n') out += '\n';
  }
};

std::uint8_t PgCustomToc::byte() {
  const base::Result<std::uint8_t> value = input_.byte();
  return value ? *value : 0;
}

std::int64_t PgCustomToc::number() {
  const base::Result<std::int64_t> value = input_.number();
  return value ? *value : 0;
}

std::string PgCustomToc::string(std::size_t most) {
  std::string text;
  (void)input_.string(text, most);
  return text;
}

/// Whether there was one.
bool PgCustomToc::skip_string() {
  const base::Result<bool> there = input_.skip_string();
  return there && *there;
}

void PgCustomToc::read_versions() {
  for (const char c : kPgDumpMagic) {
    if (byte() != static_cast<std::uint8_t>(c)) input_.damaged(0, "it does not begin as such");
  }
  constexpr std::uint8_t kMajor = 1;
  constexpr std::uint8_t kLeastMinor = 10;
  constexpr std::uint8_t kMostMinor = 16;
  const std::uint8_t major = byte();
  minor_ = byte();
  byte();  // The revision, which changes nothing.
  if (major != kMajor || minor_ < kLeastMinor || minor_ > kMostMinor) {
    input_.fail(0, {"pg_dump: version " + std::to_string(major) + "." + std::to_string(minor_) +
                    " is not known"});
  }
  const std::uint8_t number_bytes = byte();
  offset_bytes_ = byte();
  if (number_bytes < 1 || number_bytes > sizeof(std::int64_t)) {
    input_.damaged(0, "numbers of " + std::to_string(number_bytes) + " bytes");
  }
  input_.set_number_bytes(number_bytes);
  format_ = byte();
  if (format_ != kCustom && format_ != kTar && format_ != kFolder) {
    input_.fail(0, {"pg_dump: format " + std::to_string(format_) + " is not known"});
  }
}

base::Status PgCustomToc::read_header(std::string& text) {
  read_versions();
  constexpr std::uint8_t kNamesAlgorithm = 15;
  if (minor_ >= kNamesAlgorithm) {
    compression_ = byte();
  } else {
    compression_ = number() == 0 ? kNoCompression : kZlib;  // A level.
  }
  constexpr int kPartsOfDate = 7;
  for (int i = 0; i < kPartsOfDate; ++i) number();
  text += "--\n-- PostgreSQL database dump\n--\n";
  for (const char* label : {"Database: ", "Dumped from database version ", "Dumped by version "}) {
    text += one_line(std::string("-- ") + label + string(kMostName));
  }
  if (!input_.error()) return base::Ok{};
  input_.give_all();
  return *input_.error();
}

base::Result<bool> PgCustomToc::read_entry(std::string& text) {
  if (!entries_left_) {
    const std::uint64_t begin = input_.position();
    entries_left_ = number();
    if (*entries_left_ < 0) input_.damaged(begin, "less than no entries");
  }
  if (input_.error()) return *input_.error();
  if (*entries_left_ == 0) {
    columns_.clear();
    return false;
  }
  --*entries_left_;
  Entry entry;
  read_fields(entry);
  entry.write(text);
  if (input_.error()) return *input_.error();
  remember(entry);
  return true;
}

void PgCustomToc::read_fields(Entry& entry) {
  const std::uint64_t begin = input_.position();
  entry.id = number();
  if (entry.id <= 0) input_.damaged(begin, "an entry without a number");
  entry.has_data = number() != 0;
  skip_string();  // Which catalog it stands in...
  skip_string();  // ...and as what.
  entry.name = string(kMostName);
  entry.kind = string(kMostName);
  if (minor_ >= 11) number();  // The section.
  entry.definition = string(kMostDefinition);
  skip_string();  // DROP …
  entry.copy = string(kMostName);
  entry.schema = string(kMostName);
  skip_string();                    // The tablespace.
  if (minor_ >= 14) skip_string();  // The access method.
  if (minor_ >= 16) number();       // What kind of relation it is.
  entry.owner = string(kMostName);
  skip_string();                   // Whether rows have numbers.
  while (skip_string()) continue;  // What it depends on.
  read_place();
}

/// Where the data of an entry are, which the data themselves say better.
void PgCustomToc::read_place() {
  if (format_ != kCustom) {
    skip_string();  // A file name.
    return;
  }
  constexpr std::uint8_t kMostState = 3;
  const std::uint64_t begin = input_.position();
  const std::uint8_t state = byte();
  if (state < 1 || state > kMostState) input_.damaged(begin, "data that are in no place");
  (void)input_.skip(offset_bytes_);
}

bool PgCustomToc::has_room(std::size_t bytes) {
  if (held_ + bytes + kPerTable > kMostHeld) {
    ++forgotten_;
    return false;
  }
  held_ += bytes + kPerTable;
  return true;
}

void PgCustomToc::remember(const Entry& entry) {
  constexpr std::size_t kMostSetting = 200;
  if (entry.kind == "ENCODING" && entry.definition.size() <= kMostSetting) {
    preface_ += ending_in_newline(entry.definition);
  } else if (entry.kind == "STDSTRINGS" && entry.definition.find("'on'") != std::string::npos) {
    preface_ += "SET standard_conforming_strings = on;\n";
  } else if (entry.kind == "TABLE" && holds_data()) {
    std::string names = column_names(entry.definition);
    if (has_room(names.size() + entry.name.size() + entry.schema.size())) {
      columns_[entry.full_name()] = std::move(names);
    }
  } else if (entry.has_data && holds_data()) {
    std::string head = ending_in_newline(entry.copy);
    const auto table = columns_.find(entry.full_name());
    if (head.empty() && table != columns_.end()) head = table->second;
    if (has_room(head.size() + entry.name.size() + entry.schema.size())) {
      data_[entry.id] = {entry.full_name(), std::move(head)};
    }
  }
}

std::optional<PgCustomToc::Data> PgCustomToc::take_data(std::int64_t id) {
  const auto found = data_.find(id);
  if (found == data_.end()) return std::nullopt;
  Data data = std::move(found->second);
  data_.erase(found);
  return data;
}

std::unique_ptr<Codec> PgCustomToc::make_codec(std::size_t memory) const {
  switch (compression_) {
    case kZlib:
      return make_zlib_codec();
    case kLz4:
      return content::make_codec(FormatId::kLz4, memory);
    case kZstd:
      return content::make_codec(FormatId::kZstd, memory);
    default:
      return nullptr;
  }
}

}  // namespace leaksift::content
