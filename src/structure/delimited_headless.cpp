// Recognising a delimited table that has no header.
#include "structure/bytes.h"
#include "structure/delimited_rows.h"
#include "structure/delimited_sniff.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// The colon, which stands in much else, comes last.
constexpr std::array<char, 8> kHeadlessDelimiters = {',', '\t', ';', '|', '^', '~', '\x01', ':'};
constexpr std::size_t kLeastHeadlessRows = 8;
constexpr double kLeastEvenness = 0.95;
/// Fewer rows than kLeastHeadlessRows are enough if all are as wide and more of them speaks for a
/// table.
constexpr std::size_t kFewestRows = 3;
/// What is looked at: rows enough to judge.
constexpr std::size_t kJudgedBytes = 16 * 1024;
constexpr std::size_t kMaxLines = 100;

bool all_of(std::string_view text, bool (*is)(char)) {
  return std::all_of(text.begin(), text.end(), is);
}

bool is_user_name(std::string_view text) {
  const auto is_name_byte = [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '\\';
  };
  return text.size() >= 3 && text.size() <= 64 && all_of(text, is_name_byte);
}

/// Whether a text can be a password or a hash, rather than a word, a number or a sentence.
bool is_like_password(std::string_view text) {
  const bool letter = std::any_of(text.begin(), text.end(), is_letter);
  return letter && text.size() >= 5 && std::any_of(text.begin(), text.end(), is_digit) &&
         text.find(' ') == std::string_view::npos;
}

/// Counts of lines that are taken apart at the first delimiter.
class LoginStatistics {
 public:
  LoginStatistics(std::string_view text, char delimiter) {
    for (std::size_t at = 0; at < text.size() && lines_ < kMaxLines;) {
      const std::size_t end = offset_of_any(text, at, '\r', '\n');
      if (end == text.size()) break;
      if (end != at) add(text.substr(at, end - at), delimiter);
      at = end + 1;
    }
  }

  bool good(char delimiter) const {
    if (lines_ < kFewestRows || seconds_ * 10 < lines_ * 9) return false;
    if (mail_ * 10 >= lines_ * 9) return true;
    if (lines_ < kLeastHeadlessRows) return false;
    const bool usual = std::string_view(":;\t").find(delimiter) != std::string_view::npos;
    return usual && (mail_ + users_) * 10 >= lines_ * 9 && passwords_ * 2 >= lines_ &&
           distinct_.size() * 10 >= lines_ * 9;
  }

 private:
  void add(std::string_view line, char delimiter) {
    ++lines_;
    const std::size_t at = std::min(line.find(delimiter), line.size());
    const std::string_view first = line.substr(0, at);
    const std::string_view second = line.substr(std::min(at + 1, line.size()));
    if (is_mail_address(first)) ++mail_;
    if (is_user_name(first)) ++users_;
    if (!second.empty() && second.front() != ' ') ++seconds_;
    if (is_like_password(second)) ++passwords_;
    distinct_.emplace(first);
  }

  std::size_t lines_ = 0;
  std::size_t mail_ = 0;       ///< Lines that begin with an address,
  std::size_t users_ = 0;      ///< or with what may be a user name.
  std::size_t seconds_ = 0;    ///< Lines with something right behind the delimiter.
  std::size_t passwords_ = 0;  ///< Lines on which that may be a password.
  std::set<std::string> distinct_;
};

/// Counts widths of rows.
struct WidthSink {
  std::vector<std::size_t> widths{};
  std::size_t rows = 0;

  void open_record(std::int64_t, std::uint64_t) {}
  void cell(std::int64_t, std::int64_t, std::uint32_t, core::Encoding) {}
  void end_row(std::uint32_t cells, std::int64_t, bool) {
    if (rows == kMaxLines || cells > kMaxColumns) return;
    ++rows;
    if (widths.size() <= cells) widths.resize(cells + 1);
    ++widths[cells];
  }
  std::size_t most_common() const {
    const auto most = std::max_element(widths.begin(), widths.end());
    return static_cast<std::size_t>(most - widths.begin());
  }
};

std::size_t usual_width(std::string_view text, const Dialect& dialect) {
  WidthSink sink;
  DelimitedMachine machine(dialect);
  machine.run(text, sink, false);
  return sink.rows == 0 ? 0 : sink.most_common();
}

/// The same, by the reading of delimiters behind backslashes that the text calls for: see Dialect.
std::size_t usual_width(std::string_view text, char delimiter) {
  const std::size_t width = usual_width(text, Dialect{.delimiter = delimiter});
  if (width < 2 || text.find("\\N") == std::string_view::npos) return width;
  Dialect escaped{.delimiter = delimiter, .bare_escapes = true};
  escaped.quotes = delimiter != '\t';
  const bool null_marks = judge_rows(text, Dialect{.delimiter = delimiter}, width).has_null_marks();
  return null_marks ? usual_width(text, escaped) : width;
}

/// Whether a line gives itself away as prose (spaces behind delimiters), source code (indented, or
/// ended by a brace or semicolon) or key=value. What stands in quotes is no sign of prose, and what
/// pads base64 none of key=value.
bool is_telling(std::string_view line, char delimiter) {
  std::size_t delimiters = 0;
  std::size_t spaced = 0;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char next = i + 1 < line.size() ? line[i + 1] : delimiter;
    delimiters += line[i] == delimiter ? 1 : 0;
    spaced += line[i] == delimiter && next == ' ' ? 1 : 0;
    pairs += line[i] == '=' && next != '=' && next != delimiter ? 1 : 0;
  }
  const char last = line.back();
  const bool framed = delimiter == '|';
  const bool quoted = line.find('"') != std::string_view::npos;
  const bool code = (line.front() == ' ' && !framed) || last == '{' || last == '}' ||
                    (last == ';' && delimiter != ';');
  return code || (!quoted && ((spaced * 2 > delimiters && !framed) || pairs * 2 > delimiters));
}

bool looks_like_text(std::string_view text, char delimiter) {
  std::size_t lines = 0;
  std::size_t telling = 0;
  for (std::size_t at = 0; at < text.size() && lines < kMaxLines;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (line.empty()) continue;
    ++lines;
    if (is_telling(line, delimiter)) ++telling;
  }
  return telling * 5 > lines;
}

/// The offset behind a byte order mark, comments, blank lines and the hint of spreadsheets.
std::size_t first_row(std::string_view text) {
  std::size_t at = bom_length(text);
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    const bool passed = is_newline(rest.front()) || rest.front() == '#' || rest.starts_with("sep=");
    const std::size_t end = offset_of_any(rest, 0, '\r', '\n');
    if (!passed || end == rest.size()) break;
    at += end + 1;
  }
  return at;
}

/// Whether rows of this width are no chance: eight, or three of four columns, two of them of
/// values, or two with an address in each.
bool are_many_enough(const RowsSink& rows, std::size_t width) {
  if (rows.rows() >= kLeastHeadlessRows) {
    const bool all_but_trailer = rows.exact() + 1 == rows.rows();
    return rows.evenness() >= kLeastEvenness || all_but_trailer;
  }
  if (rows.exact() != rows.rows()) return false;
  if (rows.rows() > 1 && rows.has_column_of_addresses()) return true;
  return rows.rows() >= kFewestRows && width > 3 && rows.columns_of_values() > 1;
}

/// Whether rows between colons are of a dump, "7:ann:Ann Lee:ann@a.example:…", rather than times,
/// addresses of networks or places in files.
bool are_of_a_dump(const RowsSink& rows, std::size_t width) {
  return rows.rows() >= kLeastHeadlessRows && width > 3 && rows.columns_of_values() > 1 &&
         rows.has_column_of_long_values();
}

/// Whether rows of two columns are no chance: eight, with the values of one as long as numbers of
/// persons, between what parts columns and little else.
bool are_of_two_columns(const RowsSink& rows, char delimiter) {
  return rows.rows() >= kLeastHeadlessRows && rows.exact() == rows.rows() &&
         rows.has_column_of_long_values() && !rows.is_empty_from(1) &&
         std::string_view(",;|\t").find(delimiter) != std::string_view::npos;
}

/// The table by one delimiter, and how wide it is. `only`: there is none by another.
std::optional<std::pair<Dialect, std::size_t>> table_by(char delimiter, std::string_view text,
                                                        bool only) {
  const bool logins = LoginStatistics(text, delimiter).good(delimiter);
  const std::size_t width = usual_width(text, delimiter);
  // A password may hold the delimiter, or begin with a quote.
  const std::pair two_columns{Dialect{.delimiter = delimiter, .quotes = false, .last_column = 1},
                              std::size_t{2}};
  if (logins && width < 3) return two_columns;
  if (width == 2) {
    const ReadRows read = read_rows(text, delimiter, width);
    if (are_of_two_columns(read.rows, delimiter)) return std::pair{read.dialect, width};
  }
  if (width < 3) return std::nullopt;
  const bool colons = delimiter == ':' && !logins;
  if (colons && !only) return std::nullopt;
  const ReadRows read = read_rows(text, delimiter, width);
  if (colons && !are_of_a_dump(read.rows, width)) return std::nullopt;
  if (!are_many_enough(read.rows, width)) return logins ? std::optional(two_columns) : std::nullopt;
  if (!read.rows.has_column_of_values()) return std::nullopt;
  return std::pair{read.dialect, width};
}

/// The heading of a list of values below a name, without delimiters.
std::optional<DelimitedTable> find_list(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLeastValues = 3;
  constexpr std::size_t kMaxName = 40;
  const std::size_t name_end = text.find_first_of("\r\n", begin);
  if (name_end == std::string_view::npos) return std::nullopt;
  const std::string_view name = text.substr(begin, name_end - begin);
  const auto is_name_byte = [](char c) {
    return is_letter(c) || c == '_' || c == ' ' || c == '#' || c == '-' || c == '.';
  };
  if (name.empty() || name.size() > kMaxName || !is_letter(name[0])) return std::nullopt;
  if (!std::all_of(name.begin(), name.end(), is_name_byte)) return std::nullopt;
  std::size_t values = 0;
  std::size_t at = name_end;
  for (std::size_t lines = 0; at < text.size() && lines < kMaxLines;) {
    const std::size_t end = offset_of_any(text, at, '\r', '\n');
    if (end == text.size()) break;
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.empty()) continue;
    ++lines;
    if (!looks_like_value(line) || line.find_first_of(" ,;|\t") != line.npos) return std::nullopt;
    ++values;
  }
  if (values < kLeastValues) return std::nullopt;
  auto heading = std::make_shared<Heading>();
  heading->names.emplace_back(name);
  return DelimitedTable{Dialect{.quotes = false, .last_column = 0}, std::move(heading), name_end};
}

}  // namespace

std::optional<DelimitedTable> find_headless_table(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::size_t begin = first_row(text);
  const std::string_view rows = text.substr(begin, kJudgedBytes);
  const std::string_view line = rows.substr(0, offset_of_any(rows, 0, '\r', '\n'));
  std::optional<DelimitedTable> best;
  std::size_t most = 0;
  for (const char delimiter : kHeadlessDelimiters) {
    if (line.find(delimiter) == std::string_view::npos || looks_like_text(rows, delimiter))
      continue;
    const auto found = table_by(delimiter, rows, !best);
    if (!found || found->second <= most) continue;
    most = found->second;
    best = DelimitedTable{found->first, numbered_heading(most), begin};
  }
  return best ? best : find_list(text.substr(0, begin + rows.size()), begin);
}

}  // namespace leaksift::structure
