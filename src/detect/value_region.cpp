#include "detect/value_region.h"

#include "detect/label_ends.h"
#include "detect/label_layout.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

constexpr std::string_view kValueQuotes = "\"'`";

// The quote that opens the value at `begin`; NUL if none does.
char quote_before(std::string_view text, std::size_t begin) {
  const char before = begin > 0 ? text[begin - 1] : '\0';
  return is_in(before, kValueQuotes) ? before : '\0';
}

bool ends_value(char c, char quote) {
  if (c == '\n' || c == '\r' || c == '\0') return true;
  return quote != '\0' ? c == quote : is_in(c, "\t<>|&;\"{}");
}

// Behind the end of Markdown's "**SSN:** 5"; at `begin` where that is the begin of "***".
std::size_t behind_stars(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size() && text[at] == '*') ++at;
  return at < text.size() && is_in(text[at], kLabelBlanks) ? at : begin;
}

// Behind the underscores on which forms are filled in: "DOB: ___3/2/1974___".
std::size_t behind_blank_line(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "__") return at;
  std::size_t end = at;
  while (end < text.size() && text[end] == '_') ++end;
  return end < text.size() && text[end] == ' ' ? end + 1 : end;
}

// Behind the bracket of "DOB: [3/2/1974]", if it holds a number.
std::size_t behind_bracket(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && is_in(text[at], "[<") && is_digit(text[at + 1]) ? at + 1 : at;
}

}  // namespace

std::size_t value_begin(std::string_view text, std::size_t after) {
  const std::size_t gap_end = std::min(text.size(), after + kMaxPadding);
  if (after < gap_end && text[after] == '*') after = behind_stars(text, after);
  while (after < gap_end && is_in(text[after], " \t>=")) ++after;
  if (after < text.size() && ends_line(text[after])) after = behind_line_end(text, after);
  after = behind_bracket(text, behind_call(text, behind_blank_line(text, after)));
  return after < text.size() && is_in(text[after], kValueQuotes) ? after + 1 : after;
}

ValueRegion value_region(std::string_view text, std::size_t begin, std::size_t limit) {
  const char quote = quote_before(text, begin);
  const std::size_t stop = std::min(text.size(), begin + limit);
  std::size_t at = begin;
  while (at < stop && !ends_value(text[at], quote)) {
    const bool fills = text[at] == ' ' || text[at] == '_';
    if (quote == '\0' && fills && at + 1 < stop && text[at + 1] == text[at]) break;
    ++at;
  }
  return {begin, at, quote != '\0' && at < text.size() && text[at] == quote};
}

bool is_on_blank_line(std::string_view text, const ValueRegion& region) {
  return (region.end < text.size() && text[region.end] == '_') ||
         (region.begin > 0 && text[region.begin - 1] == '_');
}

bool ends_region(std::string_view text, std::size_t begin, std::size_t at) {
  return at < text.size() && ends_value(text[at], quote_before(text, begin));
}

std::pair<std::size_t, std::size_t> value_in_cell(std::string_view text, std::size_t begin,
                                                  std::size_t end) {
  constexpr std::string_view kFloat = ".0";
  while (begin < end && text[begin] == ' ') ++begin;
  while (end > begin && text[end - 1] == ' ') --end;
  const std::string_view cell = text.substr(begin, end - begin);
  if (cell.starts_with('=') && cell.size() > 1 && cell.find('"') < 3) {
    begin += std::min(cell.find_first_not_of("=\""), cell.size());
    while (end > begin && text[end - 1] == '"') --end;
  }
  const bool whole =
      text.substr(begin, end - begin).ends_with(kFloat) &&
      std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                  text.begin() + static_cast<std::ptrdiff_t>(end - kFloat.size()), is_digit);
  return {begin, whole ? end - kFloat.size() : end};
}

}  // namespace leaksift::detect
