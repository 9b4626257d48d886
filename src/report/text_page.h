// TextPage: lines and tables of a given width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::report {

/// The numbers of a row.
using Row = std::vector<std::string>;

/// How a piece of text looks on a terminal with colour.
enum class Style : unsigned char { kPlain, kBold, kRed, kYellow, kCyan, kGreen };

/// Collects the text of a report. Names are made printable here (printable.h) and shortened in the
/// middle, so that a line never exceeds the width. Numbers are taken to be ASCII.
class TextPage {
 public:
  TextPage(std::size_t width, bool color) : width_(width), color_(color) {}

  /// A row: `name` indented by `indent`, then the numbers, right-aligned, each in the widest column
  /// of `columns`.
  void row(std::size_t indent, std::string_view name, const Row& numbers,
           const std::vector<std::size_t>& columns, Style style = Style::kPlain);
  /// A row whose name stands behind a word of `word_width` columns.
  void row_behind(std::string_view word, std::size_t word_width, Style style, std::string_view name,
                  const Row& numbers, const std::vector<std::size_t>& columns);
  /// Sentences, broken between words; the first `styled` bytes in `style`.
  void prose(std::string_view text, std::size_t styled = 0, Style style = Style::kPlain);
  void blank() { text_.push_back('\n'); }

  const std::string& text() const { return text_; }

 private:
  void styled(std::string_view text, Style style);
  void name_and_numbers(std::size_t used, std::string_view name, Style style, const Row& numbers,
                        const std::vector<std::size_t>& columns);

  const std::size_t width_;
  const bool color_;
  std::string text_;
};

/// The columns that hold all rows of numbers, with two spaces between.
std::vector<std::size_t> columns_for(const std::vector<Row>& rows);

}  // namespace leaksift::report
