// What the rows of a delimited table look like, and how their cells are written.
#pragma once

#include "structure/delimited_machine.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// Bytes [begin, end) of `text`.
inline std::string_view part_of(std::string_view text, std::int64_t begin, std::int64_t end) {
  return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

/// Whether a cell looks like a number, a date, a telephone number or an e-mail address. Shorter
/// ones are as common in code: add(a, 1).
bool looks_like_value(std::string_view cell);

/// Compares rows with the width that they should have. A sink of DelimitedMachine.
class RowsSink {
 public:
  /// Rows beyond these are not looked at.
  static constexpr std::size_t kJudgedRows = 100;

  RowsSink(std::string_view text, std::uint32_t width)
      : text_(text), width_(width), filled_(width), values_(width), long_values_(width) {}

  void open_record(std::int64_t begin, std::uint64_t) {
    last_column_ = kNoColumn;
    hash_ = text_[static_cast<std::size_t>(begin)] == '#';
  }
  void cell(std::int64_t begin, std::int64_t end, std::uint32_t column, core::Encoding encoding);
  void end_row(std::uint32_t cells, std::int64_t, bool);

  std::size_t rows() const { return rows_; }
  /// How many rows have the width, or one delimiter more at their end.
  std::size_t exact() const { return exact_; }
  /// From 0 to 1: how even the rows are.
  double evenness() const;
  bool has_column_of_values() const { return columns_of_values() > 0; }
  std::size_t columns_of_values() const;
  /// Whether the values of a column are as long as addresses, telephone numbers, dates and hashes.
  bool has_column_of_long_values() const;
  /// Whether no row has a value in the columns from `column` on.
  bool is_empty_from(std::size_t column) const;
  /// Whether lines with a '#' in front stand between the rows, and none is a row.
  bool has_comments() const { return comments_ != 0 && hash_rows_ == 0; }
  bool has_hash_rows() const { return hash_rows_ != 0; }
  /// Whether a cell has a quote that a backslash escapes, and none a doubled one.
  bool has_escaped_quotes() const { return escaped_quotes_ != 0 && doubled_ == 0; }
  /// Whether a whole cell is \N.
  bool has_null_marks() const { return null_marks_ != 0; }
  /// Whether text stands behind a closing quote.
  bool has_tails() const { return tails_ != 0; }

 private:
  static constexpr std::size_t kLongValue = 8;

  /// Those most of whose cells are counted in `counts`.
  std::size_t columns_of(const std::vector<std::size_t>& counts) const;

  std::string_view text_;
  std::uint32_t width_;
  std::vector<std::size_t> filled_;
  std::vector<std::size_t> values_;
  std::vector<std::size_t> long_values_;
  std::size_t rows_ = 0;
  std::size_t exact_ = 0;
  std::size_t near_ = 0;
  std::size_t comments_ = 0;
  std::size_t hash_rows_ = 0;
  std::size_t escaped_quotes_ = 0;
  std::size_t doubled_ = 0;
  std::size_t null_marks_ = 0;
  std::size_t tails_ = 0;
  static constexpr std::uint32_t kNoColumn = ~std::uint32_t{0};
  std::uint32_t last_column_ = kNoColumn;  ///< Of the row's latest cell.
  bool hash_ = false;
};

/// Reads the rows of `text` in a dialect.
RowsSink judge_rows(std::string_view text, const Dialect& dialect, std::size_t width);

/// How cells are written, and what the rows look like when read so.
struct ReadRows {
  Dialect dialect;
  RowsSink rows;
};

/// The dialect in which `text`, which begins with a row, is most even; of equals the one whose
/// escapes it shows. Backslashes escape quotes only where no quote is doubled; outside of quotes
/// only where a cell is \N, where all backslashes of a tab-separated text stand before letters of
/// escapes, or where the rows are more even then.
ReadRows read_rows(std::string_view text, char delimiter, std::size_t width);

}  // namespace leaksift::structure
