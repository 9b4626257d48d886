#include "report/text_page.h"

#include "report/printable.h"

#include <algorithm>

namespace leaksift::report {
namespace {

constexpr std::size_t kBetweenColumns = 2;
constexpr std::size_t kLeastNameWidth = 8;

std::string_view code_of(Style style) {
  switch (style) {
    case Style::kBold:
      return "\x1b[1m";
    case Style::kRed:
      return "\x1b[1;31m";
    case Style::kYellow:
      return "\x1b[33m";
    case Style::kCyan:
      return "\x1b[36m";
    case Style::kGreen:
      return "\x1b[1;32m";
    case Style::kPlain:
      break;
  }
  return "";
}

}  // namespace

void TextPage::row(std::size_t indent, std::string_view name, const Row& numbers,
                   const std::vector<std::size_t>& columns, Style style) {
  text_.append(indent, ' ');
  name_and_numbers(indent, name, style, numbers, columns);
}

void TextPage::row_behind(std::string_view word, std::size_t word_width, Style style,
                          std::string_view name, const Row& numbers,
                          const std::vector<std::size_t>& columns) {
  text_.append("  ");
  styled(word, style);
  text_.append(word_width - word.size(), ' ');
  name_and_numbers(2 + word_width, name, Style::kPlain, numbers, columns);
}

void TextPage::name_and_numbers(std::size_t used, std::string_view name, Style style,
                                const Row& numbers, const std::vector<std::size_t>& columns) {
  std::size_t taken = used;
  for (const std::size_t column : columns) taken += column;
  const std::size_t room = width_ > taken ? width_ - taken : 0;
  const Printable shown = printable(name, std::max(room, kLeastNameWidth));
  styled(shown.text, style);
  if (!numbers.empty() && shown.width < room) text_.append(room - shown.width, ' ');
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    text_.append(columns[i] - numbers[i].size(), ' ');
    text_.append(numbers[i]);
  }
  while (text_.back() == ' ') text_.pop_back();
  text_.push_back('\n');
}

void TextPage::prose(std::string_view text, std::size_t styled_bytes, Style style) {
  styled(text.substr(0, styled_bytes), style);
  std::size_t column = styled_bytes;
  text.remove_prefix(styled_bytes);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' ', 1), text.size());
    const std::string_view word = text.substr(0, end);
    if (column + word.size() > width_) {
      text_.push_back('\n');
      text_.append(word.substr(1));
      column = word.size() - 1;
    } else {
      text_.append(word);
      column += word.size();
    }
    text.remove_prefix(end);
  }
  text_.push_back('\n');
}

void TextPage::styled(std::string_view text, Style style) {
  if (!color_ || style == Style::kPlain || text.empty()) {
    text_.append(text);
    return;
  }
  text_.append(code_of(style)).append(text).append("\x1b[0m");
}

std::vector<std::size_t> columns_for(const std::vector<Row>& rows) {
  std::vector<std::size_t> columns;
  for (const auto& row : rows) {
    columns.resize(std::max(columns.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      columns[i] = std::max(columns[i], row[i].size() + kBetweenColumns);
    }
  }
  return columns;
}

}  // namespace leaksift::report
