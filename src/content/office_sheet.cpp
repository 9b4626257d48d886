#include "content/office_sheet.h"

#include "content/copy_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <set>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kLongestCell = 1 << 20;
constexpr std::size_t kMostRepeated = 1 << 20;  // Bytes.
constexpr std::size_t kMostEarly = 1 << 20;     // Bytes.

/// On one line, between tabs.
void append_plain(std::string& out, std::string_view text) {
  for (const char c : text) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

std::string quoted_on_line(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out += '"';
}

std::string letters_of(std::size_t column) {
  std::string letters;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  }
  return letters;
}

/// The column of a reference such as "AB12"; `otherwise` if it is none.
std::size_t column_of(std::string_view reference, std::size_t otherwise) {
  std::size_t column = 0;
  for (const char c : reference.substr(0, 4)) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
  }
  return column == 0 ? otherwise : column - 1;
}

std::size_t number_of(std::string_view text, std::size_t otherwise) {
  std::size_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// A number as it is stored, but without an exponent.
std::string without_exponent(std::string text) {
  if (text.find_first_of("eE") == std::string::npos) return text;
  double number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return text;
  const std::string plain = plain_number(number);
  return plain.empty() ? text : plain;
}

std::string two_digits(int number) {
  const std::string text = std::to_string(number);
  return number < 10 ? "0" + text : text;
}

}  // namespace

std::string plain_number(double number) {
  constexpr double kMost = 1e30;
  if (!(std::abs(number) <= kMost)) return "";
  std::array<char, 512> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return written.ec == std::errc() ? std::string(buffer.data(), written.ptr) : "";
}

std::string_view Workbook::shared(std::size_t index) const {
  if (index >= ends.size()) return {};
  const std::size_t begin = index == 0 ? 0 : ends[index - 1];
  return std::string_view(strings).substr(begin, ends[index] - begin);
}

void Workbook::add_shared(std::string_view text) {
  is_complete =
      is_complete && strings.size() + text.size() <= kMostShared && ends.size() < kMostShared / 8;
  if (!is_complete) return;
  strings += text;
  ends.push_back(static_cast<std::uint32_t>(strings.size()));
  used.push_back(false);
}

bool is_date_format(std::uint32_t id) {
  return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
}

bool is_date_format(std::string_view code) {
  char closing = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (closing != 0) {
      if (c == closing) closing = 0;
    } else if (c == '"') {
      closing = '"';
    } else if (c == '[') {
      closing = ']';
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == ';') {
      return false;
    } else if (std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

std::string iso_date(double serial, bool from_1904) {
  constexpr double kEnd = 2958466;  // The day after 9999-12-31.
  constexpr int kSeconds = 86400;
  if (!(serial >= 0) || serial >= kEnd) return "";
  auto day = static_cast<int>(serial);
  auto seconds = static_cast<int>(std::lround((serial - day) * kSeconds));
  if (seconds == kSeconds) {
    ++day;
    seconds = 0;
  }
  std::string time = two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" +
                     two_digits(seconds % 60);
  if (day == 0 && !from_1904) return time;
  using namespace std::chrono;
  // Day 60 of the 1900 system is 1900-02-29, which never was.
  if (!from_1904 && day < 60) ++day;
  const sys_days start =
      from_1904 ? sys_days(year(1904) / January / 1) : sys_days(year(1899) / December / 30);
  const year_month_day date(start + days(day));
  std::string text = std::to_string(static_cast<int>(date.year())) + "-" +
                     two_digits(static_cast<int>(static_cast<unsigned>(date.month()))) + "-" +
                     two_digits(static_cast<int>(static_cast<unsigned>(date.day())));
  return seconds == 0 ? text : text + "T" + time;
}

void SheetRows::begin(std::string name) {
  *this = SheetRows();
  name_ = std::move(name);
}

void SheetRows::cell(std::size_t column, const std::string& text, bool is_text, std::string& out) {
  if (text.empty()) return;
  // Bounded memory comes first: what stands in the row so far is a row of its own.
  if (size_ + text.size() > kLongestRow) end_row(out);
  // More columns than any program has: a line for each of their cells would be a bomb.
  column = std::min(column, kMostColumns - 1);
  std::vector<std::string>& cells = row_.cells;
  if (column >= cells.size()) cells.resize(column + 1);
  if (!cells[column].empty()) cells[column] += ' ';
  row_.filled += cells[column].empty() ? 1 : 0;
  row_.texts += is_text ? 1 : 0;
  size_ += text.size();
  cells[column] += text;
}

void SheetRows::end_row(std::string& out) {
  if (size_ > 0 && form_ != Form::kUnknown) write_row(row_.cells, out);
  if (size_ > 0 && form_ == Form::kUnknown) {
    early_size_ += size_ + row_.cells.size() * sizeof(std::string);
    early_.push_back(std::move(row_));
    if (early_.size() == kEarlyRows || early_size_ > kMostEarly) decide(out);
  }
  row_ = Row();
  size_ = 0;
}

/// Writes the early rows as what they are.
void SheetRows::decide(std::string& out) {
  std::size_t widest = 0;
  std::set<std::size_t> columns;
  for (const Row& row : early_) {
    widest = std::max(widest, row.filled);
    width_ = std::max(width_, row.cells.size());
    for (std::size_t i = 0; i < row.cells.size() && columns.size() <= 2; ++i) {
      if (!row.cells[i].empty()) columns.insert(i);
    }
  }
  first_ = *columns.begin();
  second_ = *columns.rbegin();
  form_ = columns.size() <= 2 && may_be_form() ? Form::kLines : Form::kTable;
  const std::size_t heading = form_ == Form::kTable ? heading_of(widest) : early_.size();
  if (form_ == Form::kTable && heading == early_.size()) write_heading(early_[0].cells, false, out);
  for (std::size_t i = 0; i < early_.size(); ++i) {
    if (i == heading) {
      write_heading(early_[i].cells, true, out);
    } else if (i < heading && heading < early_.size()) {
      out += "-- ";
      write_line(early_[i].cells, out);
    } else {
      write_row(early_[i].cells, out);
    }
  }
  early_.clear();
}

/// Whether what stands in the second column is of several kinds: the values of a column are of one.
bool SheetRows::may_be_form() const {
  std::set<int> kinds;
  for (std::size_t i = 1; i < early_.size(); ++i) {
    if (early_[i].cells.size() <= second_) continue;
    const std::string& value = early_[i].cells[second_];
    const bool has_digit = value.find_first_of("0123456789") != std::string::npos;
    kinds.insert(value.find('@') != std::string::npos ? 2 : has_digit ? 1 : 0);
  }
  return kinds.size() > 1;
}

/// Which of the early rows is the header; their number if none is.
std::size_t SheetRows::heading_of(std::size_t widest) const {
  const auto is_heading = [widest](const Row& row) {
    return row.texts >= 2 && row.filled * 4 >= widest * 3;
  };
  return static_cast<std::size_t>(std::find_if(early_.begin(), early_.end(), is_heading) -
                                  early_.begin());
}

void SheetRows::write_heading(const std::vector<std::string>& cells, bool from_row,
                              std::string& out) {
  width_ = from_row ? cells.size() : width_;
  out += "COPY " + quoted_on_line(name_) + " (";
  for (std::size_t i = 0; i < width_; ++i) {
    if (i > 0) out += ", ";
    out += quoted_on_line(from_row && !cells[i].empty() ? cells[i] : letters_of(i));
  }
  out += ") FROM stdin;\n";
}

void SheetRows::write_row(const std::vector<std::string>& cells, std::string& out) const {
  if (form_ == Form::kLines) return write_line(cells, out);
  const std::size_t count = std::max(cells.size(), width_);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += '\t';
    if (i < cells.size()) append_escaped(out, cells[i]);
  }
  out += '\n';
}

/// The columns of lines, be they empty, and all other cells that are not.
void SheetRows::write_line(const std::vector<std::string>& cells, std::string& out) const {
  bool begun = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty() && i != first_ && i != second_) continue;
    if (begun) out += '\t';
    append_plain(out, cells[i]);
    begun = true;
  }
  out += '\n';
}

void SheetRows::end(std::string& out) {
  end_row(out);
  if (!early_.empty()) decide(out);
  if (form_ == Form::kTable) out += "\\.\n";
  *this = SheetRows();
}

XlsxSheet::XlsxSheet(Workbook& book, std::string name) : book_(book) {
  rows_.begin(std::move(name));
}

void XlsxSheet::text(std::string_view text, std::string&) {
  if (in_value_ && value_.size() < kLongestCell) value_ += text;
}

void XlsxSheet::start(const XmlEvent& event, std::string&) {
  in_value_ = event.name == "v" || event.name == "t";
  if (event.name != "c") return;
  column_ = column_of(attribute(event.attributes, "r"), column_);
  type_ = attribute(event.attributes, "t");
  style_ = number_of(attribute(event.attributes, "s"), 0);
  value_.clear();
}

void XlsxSheet::end(std::string_view name, std::string& out) {
  if (name == "v" || name == "t") in_value_ = false;
  if (name == "c") end_cell(out);
  if (name != "row") return;
  rows_.end_row(out);
  column_ = 0;
}

void XlsxSheet::end_cell(std::string& out) {
  const bool is_number = type_.empty() || type_ == "n";
  if (type_ == "s") {
    const std::size_t index = number_of(value_, SIZE_MAX);
    value_ = book_.shared(index);
    if (index < book_.used.size()) book_.used[index] = true;
  } else if (is_number && style_ < book_.date_styles.size() && book_.date_styles[style_]) {
    double serial = -1;
    std::from_chars(value_.data(), value_.data() + value_.size(), serial);
    if (std::string date = iso_date(serial, book_.from_1904); !date.empty()) value_ = date;
  } else if (is_number) {
    value_ = without_exponent(value_);
  }
  if (type_ != "b" && type_ != "e") rows_.cell(column_, value_, !is_number && type_ != "d", out);
  value_.clear();
  ++column_;
}

void XlsxSheet::finish(std::string& out) {
  rows_.end(out);
}

void SpreadsheetMl::text(std::string_view text, std::string&) {
  std::string& data = in_comment_ ? asides_ : value_;
  if (in_data_ && data.size() < kLongestCell) data += text;
}

void SpreadsheetMl::start(const XmlEvent& event, std::string&) {
  const std::string_view name = event.name;
  if (name == "Worksheet") rows_.begin(attribute(event.attributes, "Name"));
  if (name == "Comment") in_comment_ = true;
  if (name == "Cell") {
    const std::size_t index = number_of(attribute(event.attributes, "Index"), 0);
    column_ = index > 0 ? index - 1 : column_;
    type_.clear();
    value_.clear();
  }
  if (name != "Data") return;
  in_data_ = true;
  if (!in_comment_) type_ = attribute(event.attributes, "Type");
}

void SpreadsheetMl::end(std::string_view name, std::string& out) {
  if (name == "Data") in_data_ = false;
  if (name == "Comment") {
    in_comment_ = false;
    asides_ += '\n';
  }
  if (name == "Cell") {
    if (type_ == "Number") value_ = without_exponent(value_);
    if (type_ == "DateTime" && value_.ends_with("T00:00:00.000")) value_.resize(10);
    if (type_ != "Boolean") rows_.cell(column_, value_, type_ == "String", out);
    ++column_;
  }
  if (name == "Row") {
    rows_.end_row(out);
    column_ = 0;
  }
  if (name == "Worksheet") finish(out);
}

void SpreadsheetMl::finish(std::string& out) {
  rows_.end(out);
  out += asides_;
  asides_.clear();
}

void OdsSheets::text(std::string_view text, std::string& out) {
  if (text_depth_ == 0) return;
  if (!in_cell_) {
    out += text;
  } else if (aside_depth_ > 0 && asides_.size() < kLongestCell) {
    asides_ += text;
  } else if (value_.size() < kLongestCell) {
    value_ += text;
  }
}

void OdsSheets::start(const XmlEvent& event, std::string&) {
  const std::string_view name = event.name;
  if (name == "p" || name == "h" || name == "creator") ++text_depth_;
  if (name == "annotation") ++aside_depth_;
  if (name == "table" && !in_table_) {
    in_table_ = true;
    rows_.begin(attribute(event.attributes, "name"));
  }
  if (name == "s" && in_cell_) value_ += ' ';
  if (name != "table-cell" && name != "covered-table-cell") return;
  in_cell_ = true;
  repeat_ = number_of(attribute(event.attributes, "number-columns-repeated"), 1);
  type_ = attribute(event.attributes, "value-type");
  given_ = attribute(event.attributes, type_ == "date"   ? "date-value"
                                       : type_ == "time" ? "time-value"
                                                         : "value");
  value_.clear();
}

void OdsSheets::end(std::string_view name, std::string& out) {
  const bool is_line = name == "p" || name == "h" || name == "creator";
  if (is_line && text_depth_ > 0) --text_depth_;
  if (is_line && !in_cell_) out += '\n';
  if (is_line && in_cell_ && aside_depth_ > 0) asides_ += '\n';
  if (is_line && in_cell_ && aside_depth_ == 0) value_ += '\n';
  if (name == "annotation" && aside_depth_ > 0) --aside_depth_;
  if (name == "table-cell" || name == "covered-table-cell") end_cell(out);
  if (name == "table-row") {
    rows_.end_row(out);
    column_ = 0;
  }
  if (name != "table" || !in_table_) return;
  finish(out);
  in_table_ = false;
}

void OdsSheets::end_cell(std::string& out) {
  while (value_.ends_with('\n')) value_.pop_back();
  const bool is_text = type_ == "string" || given_.empty();
  const std::string text = is_text ? value_ : without_exponent(given_);
  const std::size_t most = SheetRows::kMostColumns - std::min(column_, SheetRows::kMostColumns - 1);
  // A long text that repeats thousands of times is a bomb.
  const std::size_t affordable = kMostRepeated / std::max<std::size_t>(text.size(), 1) + 1;
  const std::size_t count =
      text.empty() ? 0 : std::clamp<std::size_t>(repeat_, 1, std::min(most, affordable));
  if (type_ != "boolean") {
    for (std::size_t i = 0; i < count; ++i) rows_.cell(column_ + i, text, is_text, out);
  }
  column_ += std::min(repeat_, SheetRows::kMostColumns);
  in_cell_ = false;
}

void OdsSheets::finish(std::string& out) {
  rows_.end(out);
  out += asides_;
  asides_.clear();
}

}  // namespace leaksift::content
