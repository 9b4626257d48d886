// RecordIndex: the records and cells of a block that has structure, as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::core {

/// A column of a table, or a key: in JSON and XML, the pointer from the record to the value.
/// `table` is empty where the format has no tables.
struct Column {
  std::string name;
  std::string table;
  friend bool operator==(const Column&, const Column&) = default;
};

/// How the bytes of a cell stand for its value. Decoders: structure/decode.h.
enum class Encoding : std::uint8_t {
  kPlain,      ///< The bytes are the value.
  kDoubled,    ///< RFC 4180: each "" is a quote.
  kSql,        ///< '' is a quote, a backslash escapes: MySQL's strings and PostgreSQL's E'…'.
  kBackslash,  ///< \t, \n, \\ and the like: COPY, TSV.
  kJson,       ///< RFC 8259, section 7: backslash escapes and \uXXXX.
  kXml,        ///< &amp; &#64; &#x40; and the other predefined entities.
  kPercent,    ///< RFC 3986 percent-encoding with '+' for a space: query parameters.
  kHex,        ///< Two hex digits a byte: 0x… and x'…' of SQL dumps.
  kBase64,     ///< RFC 4648, section 4: values behind "::" in LDIF.
};

/// One record: a row, an object, a log entry. Records may nest (an object within an array of
/// another), and are listed in the order in which they begin.
struct Record {
  /// Bytes [begin, end) relative to the window. A record that began before the window has a
  /// negative begin; one that goes on beyond it has the window's end and is not `closed`.
  std::int64_t begin = 0;
  std::int64_t end = 0;
  /// Its number in its table, or in the blob if that has no tables, from 1.
  std::uint64_t number = 0;
  /// Index into RecordIndex::tables.
  std::uint32_t table = 0;
  bool closed = false;
  bool sole = false;  ///< It is all of a document, and not one of many.
  /// Of a record within another: what its like are called there (the key of its array, the name of
  /// its element), as an index into RecordIndex::lists.
  std::uint32_t list = kNoList;
  static constexpr std::uint32_t kNoList = ~std::uint32_t{0};
};

/// One value of a record: bytes [begin, end) of the block without its quotes. A cell that begins
/// before or ends after the block's window is clipped to it.
struct Cell {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// Index into RecordIndex::columns.
  std::uint32_t column = 0;
  /// Index into RecordIndex::records.
  std::uint32_t record = 0;
  Encoding encoding = Encoding::kPlain;
  /// The row has too many cells or too few, so this may be the value of another column: the name of
  /// the column may speak for a type, and not against one.
  bool loose = false;
};

/// The records of one block and their cells. Cells are ascending and disjoint. Empty for plain
/// text. Reused from block to block by one thread.
struct RecordIndex {
  std::vector<std::string> tables;
  std::vector<std::string> lists;
  std::vector<Column> columns;
  std::vector<Record> records;
  std::vector<Cell> cells;
  bool is_mail = false;  ///< The columns are the header fields of messages.

  void clear() {
    is_mail = false;
    tables.clear();
    lists.clear();
    columns.clear();
    records.clear();
    cells.clear();
  }
};

/// The name of a column as it is to be understood: in mail, "Cc" is no credit card.
inline std::string_view meaning_of(const Column& column, const RecordIndex& index) {
  const bool is_copy = index.is_mail && (column.name == "Cc" || column.name == "CC" ||
                                         column.name == "cc" || column.name == "cC");
  return is_copy ? std::string_view("To") : std::string_view(column.name);
}

}  // namespace leaksift::core
