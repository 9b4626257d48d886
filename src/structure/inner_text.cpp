#include "structure/inner_text.h"

#include "core/block.h"
#include "structure/bytes.h"
#include "structure/cursor.h"

#include <algorithm>

namespace leaksift::structure {
namespace {

/// Whether `text` may be a JSON object or an array: a cheap look at its ends.
bool may_be_json(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  if (text.size() < 8) return false;
  return (text.front() == '{' && text.back() == '}') || (text.front() == '[' && text.back() == ']');
}

/// Whether a cell may hold more than its bytes say: a cheap look at most.
bool is_promising_cell(std::string_view window, const core::Cell& cell) {
  const char front = window[cell.begin];
  const bool may = cell.encoding != core::Encoding::kPlain || front == '{' || front == '[';
  return may && cell.end - cell.begin <= core::kMaxMatchLength;
}

std::string_view span_of_text(std::string_view text, core::Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace

void InnerText::collect(std::string_view window, core::RecordIndex& index) {
  text_.clear();
  records_.clear();
  pieces_.clear();
  cells_.clear();
  const auto promising = [window](const core::Cell& cell) {
    return is_promising_cell(window, cell);
  };
  const auto end = index.cells.cend();
  auto kept = index.cells.cbegin();  // The cells before it are in cells_, or replaced there.
  bool replaced = false;
  for (auto cell = kept; (cell = std::find_if(cell, end, promising)) != end; ++cell) {
    cells_.insert(cells_.end(), kept, cell);
    kept = cell;
    if (!enter(window, *cell, index)) continue;
    ++kept;
    replaced = true;
  }
  if (replaced) {
    cells_.insert(cells_.end(), kept, end);
    index.cells.swap(cells_);
  }
  if (!pieces_.empty()) {
    records_.tables = index.tables;
    records_.columns = index.columns;
    records_.is_mail = index.is_mail;
    records_.records = index.records;
    // They stand in the window, and nowhere in this text.
    for (core::Record& record : records_.records) record.begin = record.end = 0;
  }
}

// Takes a cell's value into the text if it is not what its bytes say. True if the cell is a
// document whose values have taken its place in cells_.
bool InnerText::enter(std::string_view window, const core::Cell& cell, core::RecordIndex& index) {
  decode(window.substr(cell.begin, cell.end - cell.begin), cell.encoding, outer_);
  const std::string_view value = outer_.text();
  const bool changed = outer_.changed();
  Piece piece{0, 0, cell, {0, value.size()}, core::Encoding::kPlain};
  json_.clear();
  if (may_be_json(value)) {
    const Cursor cursor = Cursor::sniff_value(value);
    if (cursor.format() == "json" || cursor.format() == "ndjson") cursor.index(value, json_);
  }
  if (json_.cells.empty()) {
    if (changed) add(piece, value, cell.column);
    return false;
  }
  const core::Column outer = index.columns[cell.column];
  for (const core::Cell& part : json_.cells) {
    const std::uint32_t column = column_of(outer, json_.columns[part.column].name, index);
    cells_.push_back({cell.begin + static_cast<std::uint32_t>(outer_.original(part.begin)),
                      cell.begin + static_cast<std::uint32_t>(outer_.original_end(part.end)),
                      column, cell.record, core::Encoding::kPlain});
    piece.part = {part.begin, part.end};
    piece.encoding = part.encoding;
    decode(span_of_text(value, piece.part), part.encoding, inner_);
    if (changed || inner_.changed()) add(piece, inner_.text(), column);
  }
  return true;
}

void InnerText::add(const Piece& piece, std::string_view value, std::uint32_t column) {
  if (value.empty()) return;
  Piece& added = pieces_.emplace_back(piece);
  added.begin = text_.size();
  text_ += value;
  added.end = text_.size();
  records_.cells.push_back({static_cast<std::uint32_t>(added.begin),
                            static_cast<std::uint32_t>(added.end), column, piece.cell.record,
                            core::Encoding::kPlain});
  text_.append(kContextGap, '\n');
}

// Columns of documents are few and alike from row to row.
std::uint32_t InnerText::column_of(const core::Column& outer, std::string_view field,
                                   core::RecordIndex& index) {
  const std::string name = outer.name + std::string(field);
  for (std::size_t i = index.columns.size(); i-- > 0;) {
    if (index.columns[i].name == name && index.columns[i].table == outer.table) {
      return static_cast<std::uint32_t>(i);
    }
  }
  index.columns.push_back({name, outer.table});
  return static_cast<std::uint32_t>(index.columns.size() - 1);
}

core::Span InnerText::original(std::string_view window, core::Span span) {
  const auto piece = std::lower_bound(pieces_.begin(), pieces_.end(), span.begin,
                                      [](const Piece& p, std::size_t at) { return p.end <= at; });
  if (piece == pieces_.end() || span.begin < piece->begin || span.end > piece->end) return {};
  const core::Cell& cell = piece->cell;
  decode(window.substr(cell.begin, cell.end - cell.begin), cell.encoding, outer_);
  decode(span_of_text(outer_.text(), piece->part), piece->encoding, inner_);
  const std::size_t begin = piece->part.begin + inner_.original(span.begin - piece->begin);
  const std::size_t end = piece->part.begin + inner_.original_end(span.end - piece->begin);
  return {cell.begin + outer_.original(begin), cell.begin + outer_.original_end(end)};
}

}  // namespace leaksift::structure
