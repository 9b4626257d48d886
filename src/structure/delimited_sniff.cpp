#include "structure/delimited_sniff.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/delimited_rows.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// The last is Hive's.
constexpr std::array<char, 7> kDelimiters = {',', '\t', ';', '|', '^', '~', '\x01'};
constexpr std::size_t kUsual = 4;  ///< So many of them are common.
constexpr std::size_t kMaxPreambleLines = 20;
constexpr std::size_t kMaxHeaderName = 64;
constexpr std::size_t kMaxHeaderWords = 8;
/// Of a last word with a full stop: "Acct. No." is a name, "He went home." is a sentence.
constexpr std::size_t kMaxAbbreviation = 4;
constexpr std::size_t kMaxAbbreviationOfTwo = 7;  ///< Behind one word: "F. Antig.".
/// Digits that a name may have however few its letters are.
constexpr std::ptrdiff_t kNameDigits = 5;
/// Of a header with newlines in its names.
constexpr std::size_t kMaxHeaderLength = 4096;

/// Lines before a table that say how it is to be read: spreadsheets, and DATEV's of bookkeeping.
constexpr std::array<std::string_view, 5> kInstructions = {"sep=", "\"EXTF\";", "EXTF;",
                                                           "\"DTVF\";", "DTVF;"};

/// How long the front of a line is that only says that a header follows: "Format: SSN|DOB|NAME".
std::size_t announcement(std::string_view line) {
  constexpr std::array<std::string_view, 5> kWords = {"format", "fields", "columns", "header",
                                                      "layout"};
  for (const std::string_view word : kWords) {
    if (!base::starts_with_caseless(line, word)) continue;
    const std::size_t sign = line.find_first_not_of(' ', word.size());
    if (sign == line.npos || (line[sign] != ':' && line[sign] != '=')) return 0;
    return std::min(line.find_first_not_of(' ', sign + 1), line.size());
  }
  return 0;
}

bool is_instruction(std::string_view line) {
  return std::any_of(kInstructions.begin(), kInstructions.end(),
                     [line](std::string_view front) { return line.starts_with(front); });
}

/// Collects the first row.
struct HeaderSink {
  std::string_view text;
  std::vector<std::string_view> cells{};
  std::size_t width = 0;
  std::size_t end = 0;

  void open_record(std::int64_t, std::uint64_t) {}

  void cell(std::int64_t begin, std::int64_t cell_end, std::uint32_t column, core::Encoding) {
    if (width != 0 || column >= kMaxColumns) return;
    cells.resize(column + 1);
    cells[column] = part_of(text, begin, cell_end);
  }

  void end_row(std::uint32_t row_width, std::int64_t row_end, bool) {
    if (width != 0) return;
    width = row_width;
    end = static_cast<std::size_t>(row_end);
  }

  /// Whether a space follows every delimiter, as in prose.
  bool spaced() const {
    return std::all_of(cells.begin() + 1, cells.end(), [this](std::string_view cell) {
      const auto begin = static_cast<std::size_t>(cell.data() - text.data());
      return text[begin - 1] == ' ';
    });
  }
};

/// What a cell of a header says, without the brackets that SQL Server puts around names and the
/// dash of what belongs to the name before: "Addr 1", "- City".
std::string_view name_in(std::string_view cell) {
  std::string_view name = base::trim(cell);
  if (name.starts_with("- ")) name = base::trim(name.substr(2));
  const bool bracketed = name.size() > 2 && name.front() == '[' && name.back() == ']';
  return bracketed ? name.substr(1, name.size() - 2) : name;
}

/// "Home: City", "Home: State": whether two columns have the same words before a colon, so that
/// these group them and begin no sentence.
bool have_groups(const std::vector<std::string_view>& cells) {
  std::set<std::string_view> fronts;
  return std::any_of(cells.begin(), cells.end(), [&fronts](std::string_view cell) {
    const std::size_t colon = cell.find(": ");
    return colon != cell.npos && !fronts.insert(base::trim(cell.substr(0, colon))).second;
  });
}

bool has_prose_mark(std::string_view name, std::size_t words) {
  if (name.find(": ") != std::string_view::npos || name.find("://") != std::string_view::npos) {
    return true;
  }
  const char last = name.back();
  const std::size_t longest = words == 2 ? kMaxAbbreviationOfTwo : kMaxAbbreviation;
  const bool abbreviated = name.size() - 1 - (name.rfind(' ') + 1) <= longest;
  return last == ':' || last == '!' || (words > 1 && last == '.' && !abbreviated);
}

/// Whether a cell can be a column's name: see sniff_delimited. Code and markup give themselves away
/// by their signs, a broken call such as "f(a" by its brackets.
bool is_column_name(std::string_view name) {
  if (name.empty() || name.size() > kMaxHeaderName) return false;
  if (offset_of_any(name, 0, '{', '}', '=', '<', '>', ';', '`', '"', '\\', '\t') != name.size()) {
    return false;
  }
  if (name.find('@', 1) != std::string_view::npos) return false;
  const char front = name.front();
  const bool sign = std::string_view("_#%@*").find(front) != std::string_view::npos;
  if (!is_letter(front) && !is_digit(front) && !sign) return false;
  const auto digits = std::count_if(name.begin(), name.end(), is_digit);
  const auto letters = std::count_if(name.begin(), name.end(), is_letter);
  const auto open = std::count(name.begin(), name.end(), '(');
  const auto closed = std::count(name.begin(), name.end(), ')');
  const auto words = static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
  // q42020 and address12 are names, 2020-01-01T10 and IL 62704 are values.
  const auto most_digits =
      words == 1 && is_letter(front) ? std::max(letters, kNameDigits) : letters;
  return letters != 0 && digits <= most_digits && open == closed && words <= kMaxHeaderWords &&
         !has_prose_mark(name, words);
}

/// The first column may be without a name, as that of the row numbers is, and so may be the last
/// ones, behind delimiters that stand at the end of each row.
bool is_header_row(const HeaderSink& row) {
  if (row.width < 2 || row.cells.size() < 2) return false;
  const bool grouped = have_groups(row.cells);
  std::set<std::string> distinct;
  for (const std::string_view cell : row.cells) {
    const std::string_view name = name_in(cell);
    if (name.empty() && cell.data() == row.cells.front().data() && row.width > 2) continue;
    const std::size_t group = grouped ? name.rfind(": ") : name.npos;
    if (!is_column_name(group == name.npos ? name : name.substr(group + 2))) return false;
    std::string key(name);
    std::transform(key.begin(), key.end(), key.begin(), to_lower);
    distinct.insert(std::move(key));
  }
  return distinct.size() * 5 >= (row.cells.size() - (row.cells.front().empty() ? 1 : 0)) * 4;
}

/// Reads the first line; then more, in case a quoted name goes on in the next.
HeaderSink read_first_row(std::string_view text, char delimiter) {
  HeaderSink sink;
  for (const std::size_t length : {offset_of_any(text, 0, '\r', '\n') + 1, kMaxHeaderLength}) {
    sink = HeaderSink{.text = text};
    DelimitedMachine machine(Dialect{.delimiter = delimiter});
    machine.run(text.substr(0, length), sink, false);
    if (sink.width != 0) break;
  }
  return sink;
}

/// How well the rows below `header` bear out that it heads a table; 0 when they do not.
double evidence(const HeaderSink& header, const RowsSink& rows, bool after_preamble) {
  const double evenness = rows.evenness();
  if (evenness < (header.width == 2 ? 0.8 : 0.6)) return 0.0;
  if (after_preamble && rows.exact() < 2) return 0.0;
  const std::size_t named = header.cells.size();
  if (named < std::min(header.width, kMaxColumns) && !rows.is_empty_from(named)) return 0.0;
  if (header.spaced() && (evenness < 0.9 || !rows.has_column_of_values())) return 0.0;
  return evenness;
}

/// Whether each row has one cell more than the header, as where R writes the names of rows; `read`
/// is then of these rows.
bool has_row_names(const HeaderSink& header, std::string_view text, char delimiter,
                   ReadRows& read) {
  ReadRows wider = read_rows(text.substr(header.end), delimiter, header.width + 1);
  if (wider.rows.exact() < 3 || wider.rows.evenness() < 0.95 ||
      wider.rows.is_empty_from(header.width) || !wider.rows.has_column_of_values()) {
    return false;
  }
  read = std::move(wider);
  return true;
}

/// `numbered`: the rows begin with a number for which the header has no cell.
SharedHeading header_heading(const HeaderSink& header, bool numbered) {
  auto heading = std::make_shared<Heading>();
  if (numbered) heading->names.emplace_back();
  for (const std::string_view cell : header.cells) {
    heading->names.emplace_back(name_in(cell).substr(0, kMaxNameLength));
  }
  heading->names.resize(std::min(header.width, kMaxColumns) + (numbered ? 1 : 0));
  return heading;
}

/// The search for the header, line by line.
class TableSearch {
 public:
  /// `hash`: whether the header is sought in lines that begin with '#', or in the others.
  TableSearch(std::string_view text, bool hash) : text_(text), hash_(hash) {
    // Most texts have none of the rare ones; the others are looked for in each line anyway.
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) {
      found_[i] = i < kUsual || text.find(kDelimiters[i]) != std::string_view::npos;
    }
  }

  std::optional<DelimitedTable> run() {
    std::size_t at = bom_length(text_);
    for (std::size_t lines = 0; at < text_.size() && lines <= kMaxPreambleLines;) {
      const std::size_t newline = offset_of_any(text_, at, '\r', '\n');
      const std::string_view line = text_.substr(at, newline - at);
      if (line.empty()) {
        widest_.fill(0);
      } else if (line.front() == '#') {
        commented_ = true;
        const std::size_t signs = std::min(line.find_first_not_of("# "), line.size());
        if (hash_ && signs < line.size()) {
          if (auto table = table_at(at + signs, line, true)) return table;
        }
      } else if (!is_instruction(line)) {
        if (hash_) return std::nullopt;
        const std::size_t front = announcement(line);
        if (auto table = table_at(at + front, line.substr(front), lines != 0)) return table;
        ++lines;
      }
      at = newline + 1;
    }
    return std::nullopt;
  }

 private:
  /// The table whose header begins at `at`, by the delimiter that bears it out best.
  std::optional<DelimitedTable> table_at(std::size_t at, std::string_view line,
                                         bool after_preamble) {
    const std::string_view text = text_.substr(at);
    std::optional<DelimitedTable> best;
    std::pair<double, std::size_t> best_score{0.0, 0};
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) {
      if (!found_[i] || offset_of_any(line, 0, kDelimiters[i], '"') == line.size()) continue;
      const HeaderSink header = read_first_row(text, kDelimiters[i]);
      const bool wider = header.cells.size() > widest_[i];
      widest_[i] = std::max(widest_[i], header.cells.size());
      if (!wider || is_space(text.front()) || !is_header_row(header)) continue;
      ReadRows read = read_rows(text.substr(header.end), kDelimiters[i], header.width);
      std::pair score{evidence(header, read.rows, after_preamble), header.width};
      const bool numbered = score.first == 0.0 && has_row_names(header, text, kDelimiters[i], read);
      if (numbered) score.first = read.rows.evenness();
      if (score.first == 0.0 || score <= best_score) continue;
      best_score = score;
      if (commented_ && !hash_ && !read.rows.has_hash_rows()) read.dialect.comments = true;
      best = DelimitedTable{read.dialect, header_heading(header, numbered), at + header.end};
    }
    return best;
  }

  std::string_view text_;
  bool hash_;
  std::array<bool, kDelimiters.size()> found_{};  ///< Whether the delimiter may stand anywhere.
  bool commented_ = false;                        ///< A line with '#' in front was seen.
  /// The widest preamble line since the last blank line, by delimiter. Without a header, a table's
  /// rows are all of one width: a later row must not be taken for the header of the rest.
  std::array<std::size_t, kDelimiters.size()> widest_{};
};

}  // namespace

std::optional<DelimitedTable> find_table(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  if (auto table = TableSearch(text, false).run()) return table;
  return TableSearch(text, true).run();
}

}  // namespace leaksift::structure
