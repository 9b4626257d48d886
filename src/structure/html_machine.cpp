#include "structure/html_machine.h"

#include "structure/decode.h"

namespace leaksift::structure {

std::uint32_t HtmlMachine::name_key(std::string_view name) {
  // FNV-1a of the name in lower case.
  std::uint32_t hash = 0x811c9dc5;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 0x01000193;
  return hash;
}

HtmlMachine::Tag HtmlMachine::tag_of(std::uint32_t key) {
  static const std::uint32_t table = name_key("table");
  static const std::uint32_t row = name_key("tr");
  static const std::uint32_t cell = name_key("td");
  static const std::uint32_t header_cell = name_key("th");
  static const std::uint32_t list = name_key("dl");
  static const std::uint32_t term = name_key("dt");
  static const std::uint32_t description = name_key("dd");
  static const std::uint32_t script = name_key("script");
  static const std::uint32_t style = name_key("style");
  if (key == table) return Tag::kTable;
  if (key == row) return Tag::kRow;
  if (key == cell) return Tag::kCell;
  if (key == header_cell) return Tag::kHeaderCell;
  if (key == list) return Tag::kList;
  if (key == term) return Tag::kTerm;
  if (key == description) return Tag::kDescription;
  return key == script || key == style ? Tag::kRaw : Tag::kOther;
}

void HtmlMachine::begin_row(std::uint64_t begin) {
  Table& table = tables_.back();
  if (!table.row_open) table.row_begin = begin;
  table.new_row = true;
  table.behind_cell = false;
  table.column = table.span = 0;
  table.in_row = has_rows_ = true;
  table.row_header = false;
  table.label.clear();
}

void HtmlMachine::begin_cell(bool header) {
  Table& table = tables_.back();
  if (sheets_ != nullptr && !table.list && !header && table.span == 0 &&
      (table.bare || !table.settled)) {
    table.bare = header = true;
  }
  if (table.column < kMaxColumns) table.column += table.span;
  table.span = 1;
  table.in_cell = true;
  table.header = header;
  if (!header && table.row_header && !table.settled) {
    // The row's <th> was its label and names no column.
    const std::vector<std::string>& names = table.names.read();
    if (!names.empty()) table.label = names.back();
    table.names.write().clear();
    table.settled = table.sheet = true;
  }
  if (!header && table.behind_cell) table.sheet = false;
  table.behind_cell = !header;
  if (header) {
    table.row_header = true;
    table.label.clear();
  }
}

void HtmlMachine::set_span(std::string_view digits) {
  std::uint32_t span = 0;
  for (const char c : digits) {
    if (!is_digit(c) || span > kMaxColumns) break;
    span = span * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (skipped_ == 0 && !tables_.empty() && span > 0) tables_.back().span = span;
}

void HtmlMachine::add_to_name(std::string_view text, core::Encoding encoding) {
  Table& table = tables_.back();
  if (!table.settled && table.column >= kMaxNamedColumns) return;
  Decoded decoded;
  decode(text, encoding, decoded);
  std::string* name = &table.label;
  if (!table.settled) {
    std::vector<std::string>& names = table.names.write();
    if (names.size() <= table.column) names.resize(table.column + 1);
    name = &names[table.column];
  }
  if (!name->empty()) *name += ' ';
  *name += decoded.text();
  if (name->size() > kMaxNameLength) name->resize(kMaxNameLength);
}

std::string_view HtmlMachine::column_name() const {
  const Table& table = tables_.back();
  const std::vector<std::string>& names = table.names.read();
  if (table.column < names.size() && !names[table.column].empty()) return names[table.column];
  if (table.bare && !sheets_->names_field(table.label)) return {};
  return table.label;
}

}  // namespace leaksift::structure
