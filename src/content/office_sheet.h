// OfficeSheet: the sheets of workbooks as tables.
#pragma once

#include "content/office_text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// What the sheets of one xlsx workbook share.
struct Workbook {
  static constexpr std::size_t kMostShared = 64 << 20;  ///< Bytes of shared strings.

  std::string_view shared(std::size_t index) const;
  void add_shared(std::string_view text);

  bool from_1904 = false;           ///< Day 0 is 1904-01-01 (ECMA-376 part 1, 18.17.4).
  std::vector<bool> date_styles;    ///< By cell style.
  std::string strings;              ///< Shared strings, one after the other...
  std::vector<std::uint32_t> ends;  ///< ...and where each ends.
  std::vector<bool> used;           ///< Which of them a cell has.
  bool is_complete = true;          ///< False if there are more shared strings than are kept.
};

/// Whether a number format shows a date or a time of day.
bool is_date_format(std::string_view code);
bool is_date_format(std::uint32_t builtin_id);

/// A serial number of days as ISO 8601; empty if it is none.
std::string iso_date(double serial, bool from_1904);

/// A number without an exponent; empty if it is none, or one with more than 30 digits.
std::string plain_number(double number);

/// Writes rows as PostgreSQL's COPY does (see SqliteRows). Of the first kEarlyRows rows, the header
/// is the first that has at least two texts and is about as wide as the widest of them: what stands
/// before it are titles, and comments. If none is, the columns are named by their letters. Where
/// these rows have no more than two columns, and values of several kinds in the second, it may be a
/// form, and comes as lines with tabs: whoever reads them knows what fields are called.
class SheetRows {
 public:
  static constexpr std::size_t kMostColumns = 16384;
  static constexpr std::size_t kEarlyRows = 16;
  static constexpr std::size_t kLongestRow = 4
                                             << 20;  ///< Bytes; the rest of a row is a line apart.

  void begin(std::string name);
  void cell(std::size_t column, const std::string& text, bool is_text, std::string& out);
  void end_row(std::string& out);
  void end(std::string& out);

 private:
  struct Row {
    std::vector<std::string> cells;
    std::size_t filled = 0;
    std::size_t texts = 0;
  };
  enum class Form : std::uint8_t { kUnknown, kTable, kLines };

  void decide(std::string& out);
  bool may_be_form() const;
  std::size_t heading_of(std::size_t widest) const;
  void write_heading(const std::vector<std::string>& cells, bool from_row, std::string& out);
  void write_row(const std::vector<std::string>& cells, std::string& out) const;
  void write_line(const std::vector<std::string>& cells, std::string& out) const;

  std::string name_;
  Row row_;
  std::size_t size_ = 0;  ///< Bytes of row_.
  Form form_ = Form::kUnknown;
  std::vector<Row> early_;      ///< Until the form is known.
  std::size_t early_size_ = 0;  ///< Bytes of early_.
  std::size_t width_ = 0;       ///< Of the table.
  std::size_t first_ = 0;       ///< The columns of lines.
  std::size_t second_ = 0;
};

/// A sheet of an xlsx workbook.
class XlsxSheet final : public OfficePart {
 public:
  XlsxSheet(Workbook& book, std::string name);
  void finish(std::string& out) override;

 private:
  void start(const XmlEvent& event, std::string& out) override;
  void text(std::string_view text, std::string& out) override;
  void end(std::string_view name, std::string& out) override;
  void end_cell(std::string& out);

  Workbook& book_;
  SheetRows rows_;
  std::size_t column_ = 0;
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  bool in_value_ = false;
};

/// The sheets of a workbook in the XML of Excel 2003.
class SpreadsheetMl final : public OfficePart {
 public:
  void finish(std::string& out) override;

 private:
  void start(const XmlEvent& event, std::string& out) override;
  void text(std::string_view text, std::string& out) override;
  void end(std::string_view name, std::string& out) override;

  SheetRows rows_;
  std::size_t column_ = 0;
  bool in_data_ = false;
  bool in_comment_ = false;
  std::string type_;
  std::string value_;
  std::string asides_;  ///< Comments, until the sheet ends.
};

/// The sheets of an ods document. Rows that repeat are written once.
class OdsSheets final : public OfficePart {
 public:
  void finish(std::string& out) override;

 private:
  void start(const XmlEvent& event, std::string& out) override;
  void text(std::string_view text, std::string& out) override;
  void end(std::string_view name, std::string& out) override;
  void end_cell(std::string& out);

  SheetRows rows_;
  bool in_table_ = false;
  bool in_cell_ = false;
  int text_depth_ = 0;
  int aside_depth_ = 0;
  std::size_t column_ = 0;
  std::size_t repeat_ = 1;
  std::string type_;
  std::string given_;  ///< The value in the attributes.
  std::string value_;
  std::string asides_;  ///< Annotations, until the table ends.
};

}  // namespace leaksift::content
