// XlsSheets: the sheets of a workbook of Excel 97 to 2003 as tables.
#pragma once

#include "content/biff_stream.h"
#include "content/office_sheet.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::content {

/// Reads the stream "Workbook" ([MS-XLS], BIFF8) once for its shared strings, sheets and cells, and
/// once more for all that these are not: comments, links, names, as the bytes of their records.
/// Used by one thread at a time.
class XlsSheets {
 public:
  /// Null if the stream is no workbook of that version. `file` must outlive it.
  static std::unique_ptr<XlsSheets> open(CfbFile& file, const CfbFile::Entry& entry);

  bool is_encrypted() const { return is_encrypted_; }

  /// Goes to the next member and names it: "sheet NAME", "unused strings" and "other records".
  bool next(std::string& name);
  /// Whether the member is text.
  bool is_text() const { return stage_ != Stage::kOthers; }
  /// Reads the member; 0 at its end.
  base::Result<std::size_t> read(char* buffer, std::size_t capacity);

 private:
  enum class Stage : std::uint8_t { kSheets, kUnused, kOthers, kEnd };

  XlsSheets(CfbFile& file, const CfbFile::Entry& entry)
      : file_(&file), entry_(entry), records_(file, entry) {}
  bool read_globals();
  void read_strings();
  bool next_sheet(std::string& name);
  bool fill();
  bool fill_sheet();
  void take_cell();
  void put_number(std::size_t column, std::size_t style, double value);
  void put_text(std::size_t column, const std::string& text);
  void move_to(std::uint32_t row);

  CfbFile* file_;
  CfbFile::Entry entry_;
  BiffStream records_;
  Workbook book_;
  std::map<std::uint32_t, std::string> formats_;
  std::map<std::uint64_t, std::string> names_;  ///< Of sheets, by the offsets of their records.
  bool is_encrypted_ = false;
  Stage stage_ = Stage::kSheets;
  SheetRows rows_;
  std::uint32_t row_ = 0;
  std::size_t string_column_ = 0;  ///< Of the formula whose text comes.
  int depth_ = 0;                  ///< Of streams in the one of the sheet, such as charts.
  std::size_t next_unused_ = 0;
  std::string out_;
  std::size_t handed_out_ = 0;
};

}  // namespace leaksift::content
