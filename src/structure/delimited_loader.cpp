// Data behind the control file of Oracle's SQL*Loader, which names its columns.
#include "base/ascii.h"
#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/delimited_rows.h"
#include "structure/delimited_sniff.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// The offset of a word in upper or lower case, or npos.
std::size_t find_word(std::string_view text, std::string_view word) {
  const auto found = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                 [](char a, char b) { return to_lower(a) == b; });
  return found == text.end() ? npos : static_cast<std::size_t>(found - text.begin());
}

/// Bytes [begin, end): the control file up to the line BEGINDATA, and that line.
struct Mark {
  std::size_t begin = npos;
  std::size_t end = npos;
};

Mark find_data(std::string_view text) {
  constexpr std::string_view kMark = "begindata";
  const std::size_t begin = find_word(text, kMark);
  if (begin == npos || begin == 0 || text[begin - 1] != '\n') return {};
  const std::size_t end = text.find('\n', begin);
  if (end == npos) return {};
  const std::string_view rest = text.substr(begin + kMark.size(), end - begin - kMark.size());
  return rest.find_first_not_of(" \t\r") == npos ? Mark{begin, end + 1} : Mark{};
}

/// The sign in "fields terminated by ','"; of several bytes, or of white space, '\0'.
char read_delimiter(std::string_view control) {
  constexpr std::string_view kTerminated = "terminated by";
  const std::size_t at = find_word(control, kTerminated);
  if (at == npos) return '\0';
  const std::string_view text = trim_blanks(control.substr(at + kTerminated.size(), 16));
  if (text.size() > 4 && (text[0] == 'X' || text[0] == 'x') && text.substr(1, 4) == "'09'")
    return '\t';
  const bool quoted = text.size() > 2 && (text[0] == '\'' || text[0] == '"') && text[2] == text[0];
  return quoted ? text[1] : '\0';
}

/// The parts of the last list in parentheses, cut at its commas.
std::vector<std::string_view> read_list(std::string_view control) {
  std::vector<std::string_view> parts;
  std::size_t part = 0;
  std::size_t depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < control.size(); ++i) {
    const char c = control[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      continue;
    }
    if (c == '\'' || c == '"') quote = c;
    const bool cut = depth == 1 && (c == ',' || c == ')');
    if (cut) parts.push_back(control.substr(part, i - part));
    if (depth == 0 && c == '(') parts.clear();
    if (cut || (depth == 0 && c == '(')) part = i + 1;
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
  }
  return parts;
}

/// The name of a column; empty if nothing stands for it in the data.
std::string_view read_column(std::string_view part) {
  constexpr std::array<std::string_view, 5> kComputed = {"constant", "expression", "recnum",
                                                         "sequence", "sysdate"};
  const std::size_t begin = part.find_first_not_of(" \t\r\n\"");
  if (begin == npos) return {};
  const std::size_t end = std::min(part.find_first_of(" \t\r\n\"(", begin), part.size());
  const std::size_t type = std::min(part.find_first_not_of(" \t\r\n\"", end), part.size());
  const bool computed = std::any_of(kComputed.begin(), kComputed.end(), [&](std::string_view word) {
    return find_word(part.substr(type, word.size()), word) == 0;
  });
  return computed ? std::string_view() : part.substr(begin, end - begin);
}

}  // namespace

std::optional<DelimitedTable> find_loader_table(std::string_view text) {
  const Mark data = find_data(text);
  if (data.begin == npos) return std::nullopt;
  const std::string_view control = text.substr(0, data.begin);
  const char delimiter = read_delimiter(control);
  const std::size_t table = find_word(control, "into table");
  if (delimiter == '\0' || table == npos) return std::nullopt;
  auto heading = std::make_shared<Heading>();
  for (const std::string_view part : read_list(control.substr(table))) {
    const std::string_view name = read_column(part);
    if (!name.empty()) heading->names.emplace_back(name.substr(0, kMaxNameLength));
  }
  if (heading->names.size() < 2 || heading->names.size() > kMaxColumns) return std::nullopt;
  const ReadRows read = read_rows(text.substr(data.end), delimiter, heading->names.size());
  return DelimitedTable{read.dialect, std::move(heading), data.end};
}

}  // namespace leaksift::structure
