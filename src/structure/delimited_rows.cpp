#include "structure/delimited_rows.h"

#include "structure/bytes.h"

#include <algorithm>

namespace leaksift::structure {

bool looks_like_value(std::string_view cell) {
  constexpr std::size_t kLeastLength = 4;
  const auto digits = std::count_if(cell.begin(), cell.end(), is_digit);
  const auto letters = std::count_if(cell.begin(), cell.end(), is_letter);
  const bool has_space = cell.find(' ') != std::string_view::npos;
  const bool has_at = cell.find('@') != std::string_view::npos;
  return cell.size() >= kLeastLength &&
         (digits * 2 >= std::max<std::ptrdiff_t>(letters, 1) || (has_at && !has_space));
}

bool is_mail_address(std::string_view cell) {
  const std::size_t at = cell.find('@');
  return at != 0 && at != std::string_view::npos && cell.find('@', at + 1) == cell.npos &&
         cell.find('.', at) != cell.npos && cell.size() <= 254 &&
         cell.find_first_of(" \t,;:|\"") == cell.npos;
}

void RowsSink::cell(std::int64_t begin, std::int64_t end, std::uint32_t column,
                    core::Encoding encoding) {
  if (rows_ == kJudgedRows) return;
  const std::string_view cell = part_of(text_, begin, end);
  if (column == last_column_) ++tails_;
  last_column_ = column;
  if (encoding == core::Encoding::kDoubled) ++doubled_;
  if (encoding == core::Encoding::kJson && cell.find("\\\"") != std::string_view::npos) {
    ++escaped_quotes_;
  }
  if (cell == "\\N") ++null_marks_;
  if (column >= width_) return;
  ++filled_[column];
  if (!looks_like_value(cell)) return;
  ++values_[column];
  if (cell.size() >= kLongValue) ++long_values_[column];
  if (is_mail_address(cell)) ++addresses_[column];
}

void RowsSink::end_row(std::uint32_t cells, std::int64_t, bool) {
  if (rows_ == kJudgedRows) return;
  const bool trailing_delimiter =
      cells == width_ + 1 && (last_column_ == kNoColumn || last_column_ < width_);
  const std::uint32_t difference = cells < width_ ? width_ - cells : cells - width_;
  const bool even = difference == 0 || trailing_delimiter;
  if (hash_ && !even) {
    ++comments_;
    return;
  }
  if (hash_) ++hash_rows_;
  ++rows_;
  const bool narrow = cells == 1 || cells * 2 < width_;
  footer_ = narrow ? footer_ + 1 : 0;
  if (even) {
    ++exact_;
  } else if (cells > 1 && difference <= (width_ + 1) / 2) {
    ++near_;
  }
}

double RowsSink::evenness() const {
  constexpr std::uint32_t kLeastWidth = 4;
  constexpr std::uint32_t kUnmistakableWidth = 10;
  constexpr std::size_t kLeastRows = 4;
  if (exact_ == 0) return 0.0;
  const bool wide = width_ >= kLeastWidth && exact_ >= kLeastRows;
  const bool no_chance = width_ >= kUnmistakableWidth;
  const std::size_t footer = wide && (no_chance || footer_ <= exact_) ? footer_ : 0;
  return (static_cast<double>(exact_) + 0.5 * static_cast<double>(near_)) /
         static_cast<double>(rows_ - footer);
}

std::size_t RowsSink::columns_of_values() const {
  return columns_of(values_);
}

bool RowsSink::has_column_of_long_values() const {
  return columns_of(long_values_) > 0;
}

bool RowsSink::has_column_of_addresses() const {
  return std::find(addresses_.begin(), addresses_.end(), rows_) != addresses_.end();
}

std::size_t RowsSink::columns_of(const std::vector<std::size_t>& counts) const {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < filled_.size(); ++i) {
    columns += filled_[i] != 0 && counts[i] * 5 >= filled_[i] * 4 ? 1 : 0;
  }
  return columns;
}

bool RowsSink::is_empty_from(std::size_t column) const {
  return std::all_of(filled_.begin() + static_cast<std::ptrdiff_t>(column), filled_.end(),
                     [](std::size_t filled) { return filled == 0; });
}

RowsSink judge_rows(std::string_view text, const Dialect& dialect, std::size_t width) {
  RowsSink sink(text, static_cast<std::uint32_t>(width));
  DelimitedMachine machine(dialect);
  machine.run(text, sink, false);
  return sink;
}

namespace {

/// Whether every backslash stands before what the clients of databases escape, as in COPY and in
/// the output of mysql.
bool all_backslashes_escape(std::string_view text) {
  bool any = false;
  for (std::size_t at = 0; (at = text.find('\\', at)) != std::string_view::npos; at += 2) {
    if (at + 1 == text.size()) break;
    if (std::string_view("ntr0bN\\\t\n").find(text[at + 1]) == std::string_view::npos) return false;
    any = true;
  }
  return any;
}

/// Weighs dialects against the best one so far.
class Choice {
 public:
  Choice(std::string_view text, std::size_t width, const Dialect& plain)
      : text_(text), width_(width), best_{plain, judge_rows(text, plain, width)} {}

  const ReadRows& best() const { return best_; }

  /// Takes `dialect` if its rows are more even, or as even and it is `likely`.
  void consider(const Dialect& dialect, bool likely) {
    offer({dialect, judge_rows(text_, dialect, width_)}, likely);
  }
  void consider_quoted_escapes() {
    Dialect dialect = best_.dialect;
    dialect.quoted_escapes = true;
    ReadRows read{dialect, judge_rows(text_, dialect, width_)};
    if (read.rows.has_escaped_quotes()) offer(std::move(read), true);
  }

 private:
  void offer(ReadRows read, bool likely) {
    const double gain = read.rows.evenness() - best_.rows.evenness();
    if (gain > 0.0 || (gain == 0.0 && likely)) best_ = std::move(read);
  }

  std::string_view text_;
  std::size_t width_;
  ReadRows best_;
};

}  // namespace

ReadRows read_rows(std::string_view text, char delimiter, std::size_t width) {
  const bool tabs = delimiter == '\t';
  Choice choice(text, width, {.delimiter = delimiter});
  if (text.find('\\') != std::string_view::npos) {
    const bool likely =
        choice.best().rows.has_null_marks() || (tabs && all_backslashes_escape(text));
    if (text.find("\\\"") != std::string_view::npos) choice.consider_quoted_escapes();
    Dialect escaped = choice.best().dialect;
    escaped.bare_escapes = true;
    choice.consider(escaped, likely);
  }
  if (tabs && text.find('"') != std::string_view::npos) {
    Dialect bare = choice.best().dialect;
    bare.quotes = bare.quoted_escapes = false;
    choice.consider(bare, bare.bare_escapes || choice.best().rows.has_tails());
  }
  ReadRows read = choice.best();
  read.dialect.comments = read.rows.has_comments();
  return read;
}

}  // namespace leaksift::structure
