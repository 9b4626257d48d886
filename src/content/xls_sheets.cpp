#include "content/xls_sheets.h"

#include "content/piece.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::uint32_t kBiff8 = 0x600;
constexpr std::size_t kLongestText = 128 << 10;
constexpr std::size_t kLongestXlsName = 1024;
constexpr std::size_t kMostFormats = 4096;
constexpr std::size_t kMostStyles = 65'536;

/// Nothing that is told stands in these, or it is told already: cells, their looks, indexes.
constexpr std::array<std::uint16_t, 24> kPassedOver = {
    biff::kFormula, biff::kEof,   biff::kBoundSheet,
    biff::kMulRk,   biff::kXf,    biff::kLabelSst,
    biff::kNumber,  biff::kLabel, biff::kString,
    biff::kRk,      biff::kBof,   biff::kFormat,
    0x31,           0x7d,         0x92,
    0xbe,           0xd7,         0xff,
    0x201,          0x208,        0x20b,
    0x225,          0x293,        0x23e};

/// A number in four bytes ([MS-XLS] 2.5.217).
double rk_value(std::uint32_t rk) {
  constexpr std::uint32_t kHundredth = 1;
  constexpr std::uint32_t kInteger = 2;
  const double value = (rk & kInteger) != 0
                           ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                           : std::bit_cast<double>(static_cast<std::uint64_t>(rk & ~3U) << 32);
  return (rk & kHundredth) != 0 ? value / 100 : value;
}

double double_at(std::string_view bytes, std::size_t at) {
  const std::uint64_t low = little_endian(bytes, at, 4);
  const std::uint64_t high = little_endian(bytes, at + 4, 4);
  return std::bit_cast<double>(high << 32 | low);
}

}  // namespace

std::unique_ptr<XlsSheets> XlsSheets::open(CfbFile& file, const CfbFile::Entry& entry) {
  std::unique_ptr<XlsSheets> sheets(new XlsSheets(file, entry));
  return sheets->read_globals() ? std::move(sheets) : nullptr;
}

/// Reads what all sheets share. False if this is no workbook.
bool XlsSheets::read_globals() {
  if (!records_.next() || records_.id() != biff::kBof) return false;
  if (little_endian(records_.data(), 0, 2) != kBiff8) return false;
  while (records_.next() && records_.id() != biff::kEof) {
    BiffFields fields(records_);
    std::string text;
    switch (records_.id()) {
      case biff::kFilePass:
        is_encrypted_ = true;
        return true;
      case biff::kDate1904:
        book_.from_1904 = fields.number(2) != 0;
        break;
      case biff::kFormat: {
        const std::uint32_t id = fields.number(2);
        fields.text(2, kLongestXlsName, text);
        if (formats_.size() < kMostFormats) formats_[id] = text;
        break;
      }
      case biff::kXf: {
        fields.skip(2);
        const std::uint32_t id = fields.number(2);
        const auto custom = formats_.find(id);
        if (book_.date_styles.size() == kMostStyles) break;
        book_.date_styles.push_back(custom != formats_.end() ? is_date_format(custom->second)
                                                             : is_date_format(id));
        break;
      }
      case biff::kBoundSheet: {
        const std::uint32_t offset = fields.number(4);
        fields.skip(2);
        fields.text(1, kLongestXlsName, text);
        if (names_.size() < kMostFormats) names_[offset] = text;
        break;
      }
      case biff::kSst:
        read_strings();
        break;
      default:
        break;
    }
  }
  return true;
}

void XlsSheets::read_strings() {
  BiffFields fields(records_);
  fields.skip(4);
  const std::uint32_t count = fields.number(4);
  std::string text;
  for (std::uint32_t i = 0; i < count && fields.ok() && book_.is_complete; ++i) {
    text.clear();
    fields.text(2, kLongestText, text);
    book_.add_shared(text);
  }
}

bool XlsSheets::next(std::string& name) {
  out_.clear();
  handed_out_ = 0;
  if (stage_ == Stage::kSheets) {
    while (fill_sheet()) out_.clear();  // What was left of the last one.
    if (next_sheet(name)) return true;
    stage_ = Stage::kUnused;
    name = "unused strings";
    if (std::find(book_.used.begin(), book_.used.end(), false) != book_.used.end()) return true;
  }
  if (stage_ == Stage::kUnused) {
    stage_ = Stage::kOthers;
    records_ = BiffStream(*file_, entry_);
    out_.clear();
    name = "other records";
    return true;
  }
  stage_ = Stage::kEnd;
  return false;
}

bool XlsSheets::next_sheet(std::string& name) {
  while (records_.next()) {
    if (records_.id() != biff::kBof) continue;
    const auto named = names_.find(records_.offset());
    const std::string title = named == names_.end() ? "" : named->second;
    name = "sheet " + title;
    rows_.begin(title);
    row_ = 0;
    depth_ = 1;
    return true;
  }
  return false;
}

base::Result<std::size_t> XlsSheets::read(char* buffer, std::size_t capacity) {
  while (handed_out_ == out_.size()) {
    out_.clear();
    handed_out_ = 0;
    const bool more = fill();
    if (out_.empty() && records_.error()) return *records_.error();
    if (!more && out_.empty()) break;
  }
  const std::size_t count = out_.copy(buffer, capacity, handed_out_);
  handed_out_ += count;
  return count;
}

/// Writes some more of the member; false once there is no more.
bool XlsSheets::fill() {
  if (stage_ == Stage::kSheets) return fill_sheet();
  if (stage_ == Stage::kUnused) {
    for (; next_unused_ < book_.used.size() && out_.size() < kPiece; ++next_unused_) {
      if (book_.used[next_unused_]) continue;
      out_ += book_.shared(next_unused_);
      out_ += '\n';
    }
    return next_unused_ < book_.used.size();
  }
  bool in_strings = false;
  while (out_.size() < kPiece) {
    if (!records_.next()) return false;
    in_strings =
        (records_.id() == biff::kSst || (in_strings && records_.id() == biff::kContinue)) &&
        book_.is_complete;
    const bool passed =
        std::find(kPassedOver.begin(), kPassedOver.end(), records_.id()) != kPassedOver.end();
    if (!in_strings && !passed) out_ += records_.data();
  }
  return true;
}

bool XlsSheets::fill_sheet() {
  while (depth_ > 0 && out_.size() < kPiece) {
    const bool more = records_.next();
    if (more && records_.id() == biff::kBof) ++depth_;
    if (!more) depth_ = 0;
    if (more && records_.id() == biff::kEof) --depth_;
    if (depth_ == 1) take_cell();
    if (depth_ == 0) rows_.end(out_);
  }
  return depth_ > 0;
}

void XlsSheets::take_cell() {
  const std::string_view data = records_.data();
  const std::size_t column = little_endian(data, 2, 2);
  const std::size_t style = little_endian(data, 4, 2);
  std::string text;
  switch (records_.id()) {
    case biff::kLabelSst: {
      const std::size_t index = little_endian(data, 6, 4);
      move_to(little_endian(data, 0, 2));
      put_text(column, std::string(book_.shared(index)));
      if (index < book_.used.size()) book_.used[index] = true;
      break;
    }
    case biff::kLabel: {
      move_to(little_endian(data, 0, 2));
      BiffFields fields(records_);
      fields.skip(6);
      fields.text(2, kLongestText, text);
      put_text(column, text);
      break;
    }
    case biff::kNumber:
      move_to(little_endian(data, 0, 2));
      put_number(column, style, double_at(data, 6));
      break;
    case biff::kRk:
      move_to(little_endian(data, 0, 2));
      put_number(column, style, rk_value(little_endian(data, 6, 4)));
      break;
    case biff::kMulRk:
      move_to(little_endian(data, 0, 2));
      for (std::size_t i = 0; 4 + (i + 1) * 6 + 2 <= data.size(); ++i) {
        const std::size_t at = 4 + i * 6;
        put_number(column + i, little_endian(data, at, 2),
                   rk_value(little_endian(data, at + 2, 4)));
      }
      break;
    case biff::kFormula:
      move_to(little_endian(data, 0, 2));
      string_column_ = column;
      if (little_endian(data, 12, 2) != 0xffff) put_number(column, style, double_at(data, 6));
      break;
    case biff::kString:
      BiffFields(records_).text(2, kLongestText, text);
      put_text(string_column_, text);
      break;
    default:
      break;
  }
}

void XlsSheets::move_to(std::uint32_t row) {
  if (row != row_) rows_.end_row(out_);
  row_ = row;
}

void XlsSheets::put_text(std::size_t column, const std::string& text) {
  rows_.cell(column, text, true, out_);
}

void XlsSheets::put_number(std::size_t column, std::size_t style, double value) {
  const bool is_date = style < book_.date_styles.size() && book_.date_styles[style];
  std::string text = is_date ? iso_date(value, book_.from_1904) : "";
  if (text.empty()) text = plain_number(value);
  rows_.cell(column, text, false, out_);
}

}  // namespace leaksift::content
