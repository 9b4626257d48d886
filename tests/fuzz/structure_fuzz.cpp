// Fuzzes the parsers of structure/: however a blob is split, its cells are the same.
#include "structure/cursor.h"
#include "support/few_fields.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using leaksift::core::Cell;
using leaksift::core::Column;
using leaksift::core::RecordIndex;
using leaksift::structure::Cursor;
using leaksift::structure::kSniffLength;

struct Piece {
  std::size_t begin;
  std::size_t end;
  Column column;
  std::uint64_t record;
  friend bool operator==(const Piece&, const Piece&) = default;
};

std::vector<Piece> pieces(const Cursor& cursor, std::string_view window, std::size_t offset) {
  RecordIndex index;
  cursor.index(window, index);
  std::vector<Piece> found;
  std::size_t last = 0;
  for (const Cell& cell : index.cells) {
    if (cell.begin < last || cell.end <= cell.begin || cell.end > window.size()) std::abort();
    last = cell.end;
    found.push_back({offset + cell.begin, offset + cell.end, index.columns.at(cell.column),
                     index.records.at(cell.record).number});
  }
  return found;
}

std::vector<Piece> clipped(const std::vector<Piece>& whole, std::size_t begin, std::size_t end) {
  std::vector<Piece> found;
  for (Piece piece : whole) {
    piece.begin = std::max(piece.begin, begin);
    piece.end = std::min(piece.end, end);
    if (piece.begin < piece.end) found.push_back(piece);
  }
  return found;
}

/// The last byte of a window may be one that only its successor explains: see Cursor::index.
bool is_ambiguous(char c) {
  return std::string_view("\"'-\\]?&_").find(c) != std::string_view::npos;
}

/// Where the window of a dump ends in the front of a row of attributes, that has no cells yet: see
/// there too.
bool lacks_front_of_row(const std::vector<Piece>& found, const std::vector<Piece>& all) {
  const auto [lacking, end] = std::mismatch(all.begin(), all.end(), found.begin(), found.end());
  return end == found.end() && std::all_of(lacking, all.end(), [&all](const Piece& piece) {
           return piece.record == all.back().record &&
                  piece.column.table == all.back().column.table;
         });
}

bool may_be_found(const std::vector<Piece>& found, const std::vector<Piece>& all, bool is_dump) {
  return found == all || (is_dump && lacks_front_of_row(found, all));
}

}  // namespace

/// The first eight bytes say where to split the rest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kSplits = 8;
  if (size < kSplits) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + kSplits, size - kSplits);
  static const leaksift::support::FewFields kFields;
  Cursor cursor =
      Cursor::sniff(text.substr(0, kSniffLength), text.size() <= kSniffLength, &kFields);
  const bool is_dump = cursor.format() == "sql";
  const std::vector<Piece> whole = pieces(cursor, text, 0);
  std::size_t begin = 0;
  for (std::size_t i = 0; begin < text.size(); ++i) {
    const std::size_t length = 1 + data[i % kSplits];
    const std::string_view window = text.substr(begin, length);
    const std::size_t end = begin + window.size();
    const std::vector<Piece> found = pieces(cursor, window, begin);
    if (!may_be_found(found, clipped(whole, begin, end), is_dump) &&
        (!is_ambiguous(window.back()) ||
         !may_be_found(found, clipped(whole, begin, end - 1), is_dump))) {
      std::abort();
    }
    cursor.advance(window);
    begin = end;
  }
  return 0;
}
