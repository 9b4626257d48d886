#include "structure/line_tables.h"

#include "base/ascii.h"
#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// The columns of a table: what stands between bars, or at these offsets of the line.
struct TableLayout {
  bool bars = false;
  bool outer_bar = false;           ///< Rows begin with a bar.
  bool by_names = false;            ///< Columns begin as the names do, of fixed width.
  std::vector<std::size_t> begins;  ///< Of columns of fixed width.
  std::size_t columns = 0;
};

bool is_rule_byte(char c) {
  return c == '-' || c == '=' || c == '|' || c == '+' || c == ':' || is_blank(c);
}

/// Reads a rule. Columns are its runs of dashes: three or more where spaces part them, so that
/// marks of prose are none.
bool read_rule(std::string_view line, TableLayout& layout) {
  if (line.empty() || !is_rule_byte(line.front()) || !is_rule_byte(line.back())) return false;
  const char dash = line.find("==") == std::string_view::npos ? '-' : '=';
  if (line.find(std::string(2, dash)) == std::string_view::npos) return false;
  const std::string signs = std::string(":|+ \t") + dash;
  if (line.find_first_not_of(signs) != std::string_view::npos) return false;
  layout = {};
  layout.bars = line.find_first_of("|+") != std::string_view::npos;
  const std::string_view text = trim_blanks(line);
  layout.outer_bar = layout.bars && (text.front() == '|' || text.front() == '+');
  for (std::size_t at = line.find(dash); at < line.size(); at = line.find(dash, at)) {
    const std::size_t end = std::min(line.find_first_not_of(dash, at), line.size());
    if (!layout.bars && end - at < 2) return false;
    layout.begins.push_back(at);
    at = end;
  }
  layout.columns = layout.begins.size();
  return layout.columns >= 2 && layout.columns <= kMaxColumns;
}

/// Columns begin as these names do, two spaces or more apart; counted in characters, as rows are.
bool read_names(std::string_view names, TableLayout& layout) {
  layout = {};
  layout.by_names = true;
  std::size_t character = 0;
  for (std::size_t at = 0; at < names.size(); at = after_characters(names, at, 1)) {
    const bool begins = !is_blank(names[at]) && (at == 0 || is_blank(names[at - 1])) &&
                        (at < 2 || is_blank(names[at - 2]));
    if (begins) layout.begins.push_back(character);
    ++character;
  }
  layout.columns = layout.begins.size();
  return layout.columns >= 2 && layout.columns <= kMaxColumns;
}

/// Whether a line is of a table whose rows have a bar at both ends.
bool is_barred(std::string_view line) {
  const std::string_view text = trim_blanks(line);
  return text.size() > 2 && text.front() == '|' && text.back() == '|' &&
         std::count(text.begin(), text.end(), '|') > 2;
}

/// Columns between bars at both ends of the line.
bool read_bars(std::string_view names, TableLayout& layout) {
  layout = {};
  layout.bars = layout.outer_bar = true;
  layout.columns = static_cast<std::size_t>(std::count(names.begin(), names.end(), '|')) - 1;
  return layout.columns <= kMaxColumns;
}

/// What names the columns of a table of DokuWiki, "^ name ^ mail ^", or of Jira and Confluence,
/// "||name||mail||", with a bar for each sign; empty if the line does not.
std::string wiki_header(std::string_view line) {
  const std::string_view names = trim_blanks(line);
  const bool doku = names.starts_with("^ ") && names.ends_with('^');
  const bool jira = names.size() > 4 && names.starts_with("||") && names.ends_with("||");
  if (!doku && !jira) return {};
  std::string text(names);
  if (doku) std::replace(text.begin(), text.end(), '^', '|');
  for (std::size_t at = 0; (at = text.find("||", at)) != npos; ++at) text.erase(at, 1);
  return is_barred(text) ? text : std::string();
}

/// Reads a rule without gaps below the names of columns.
bool read_whole_rule(std::string_view line, std::string_view names, TableLayout& layout) {
  constexpr std::size_t kLeastLength = 10;
  const std::string_view rule = trim_blanks(line);
  if (rule.size() < kLeastLength || (rule[0] != '-' && rule[0] != '=')) return false;
  if (rule.find_first_not_of(rule[0]) != std::string_view::npos) return false;
  return is_barred(names) ? read_bars(names, layout) : read_names(names, layout);
}

/// Calls `give(begin, end, column)` with the cells of a row between bars, from left to right; they
/// begin with no space.
template <class Give>
void each_barred_cell(std::string_view line, const TableLayout& layout, Give&& give) {
  std::size_t begin = 0;
  if (layout.outer_bar) begin = std::min(line.find('|'), line.size() - 1) + 1;
  for (std::uint32_t column = 0; column < layout.columns && begin < line.size(); ++column) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    const std::size_t at = skip_blanks(line, begin);
    if (at < end) give(at, end, column);
    begin = end + 1;
  }
}

/// Whether a word is an amount, which stands at the right edge of its column.
bool is_figure(std::string_view word) {
  return word.find_first_not_of("0123456789.,'-+()%$") == npos;
}

/// The same for columns of fixed width. A word that reaches over the edge of its column is of that
/// whole. Where it is no amount, or the second, the row has other columns, or none, and what stands
/// behind the word is in no cell.
template <class Give>
void each_fixed_cell(std::string_view line, const TableLayout& layout, Give&& give) {
  std::size_t edge = after_characters(line, 0, layout.begins[0]);
  std::size_t begin = edge;
  bool crossed = false;
  for (std::uint32_t column = 0; column < layout.columns && edge < line.size(); ++column) {
    const bool last = column + 1 == layout.columns;
    const std::size_t width = last ? 0 : layout.begins[column + 1] - layout.begins[column];
    edge = last ? line.size() : after_characters(line, edge, width);
    begin = skip_blanks(line, begin);
    if (begin >= edge) continue;
    std::size_t end = edge;
    if (!is_blank(line[end - 1])) end = std::min(line.find_first_of(" \t", end), line.size());
    give(begin, end, column);
    if (end > edge) {
      const std::size_t word = line.find_last_of(" \t", edge - 1) + 1;
      if (crossed || !is_figure(line.substr(word, end - word))) return;
      crossed = true;
    }
    begin = end;
  }
}

template <class Give>
void each_table_cell(std::string_view line, const TableLayout& layout, Give&& give) {
  if (layout.bars) {
    each_barred_cell(line, layout, give);
  } else {
    each_fixed_cell(line, layout, give);
  }
}

SharedHeading read_table_header(std::string_view line, const TableLayout& layout) {
  auto heading = std::make_shared<Heading>();
  heading->names.resize(layout.columns);
  each_table_cell(line, layout, [&](std::size_t begin, std::size_t end, std::uint32_t column) {
    heading->names[column] = trim_blanks(line.substr(begin, end - begin)).substr(0, kMaxNameLength);
  });
  const bool named = std::all_of(heading->names.begin(), heading->names.end(),
                                 [](const std::string& name) { return !name.empty(); });
  return named ? heading : nullptr;
}

/// Whether each column of a line begins below its name, behind a space: so print column -t, docker
/// and kubectl. With `loose`, six in ten do, three at least, and no word stands across a begin: so
/// print reports, with empty cells and numbers at the right of their column.
bool is_aligned(std::string_view line, const TableLayout& layout, bool loose) {
  std::size_t begun = 0;
  std::size_t at = 0;
  std::size_t character = 0;
  for (const std::size_t begin : layout.begins) {
    at = after_characters(line, at, begin - character);
    character = begin;
    if (at < line.size() && at > 0 && line[at - 1] != ' ') return false;
    begun += at < line.size() && line[at] != ' ';
  }
  return loose ? begun > 2 && is_share(begun, layout.columns, 60) : begun == layout.columns;
}

/// Whether a word that is no amount stands across the begin of a column.
bool has_word_across(std::string_view line, const TableLayout& layout) {
  return std::ranges::any_of(layout.begins, [line](std::size_t begin) {
    const std::size_t at = after_characters(line, 0, begin);
    if (at == 0 || at >= line.size() || is_blank(line[at - 1]) || is_blank(line[at])) return false;
    const std::size_t word = line.find_last_of(" \t", at) + 1;
    return !is_figure(
        line.substr(word, std::min(line.find_first_of(" \t", at), line.size()) - word));
  });
}

bool may_be_names(std::string_view line) {
  return is_letter(line[0]) && !has_long_number(line) &&
         std::all_of(line.begin(), line.end(), [](char c) {
           return is_letter(c) || is_digit(c) || base::is_beyond_ascii(c) ||
                  std::string_view(" _-#%./()'").find(c) != npos;
         });
}

/// Whether most lines behind the header are aligned on it, or, of a report with titles and totals
/// around its rows, the first three; these on four columns or more.
bool are_rows(std::span<const std::string_view> lines, const TableLayout& layout) {
  constexpr std::size_t kLeastRows = 3;
  constexpr std::size_t kColumnsOfReport = 4;
  const auto aligned = static_cast<std::size_t>(std::ranges::count_if(
      lines, [&layout](std::string_view line) { return is_aligned(line, layout, false); }));
  if (aligned >= 2 && is_share(aligned, lines.size(), 80)) return true;
  return layout.columns >= kColumnsOfReport && lines.size() >= kLeastRows &&
         std::ranges::all_of(lines.first(kLeastRows), [&layout](std::string_view line) {
           return is_aligned(line, layout, true);
         });
}

/// The line that names the columns of a table without a rule; or nothing.
std::string_view find_aligned_header(const Sample& sample) {
  constexpr std::size_t kLeastColumns = 3;
  constexpr std::size_t kMostLinesBefore = 8;
  const std::span<const std::string_view> lines = sample.lines();
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLinesBefore + 1); ++i) {
    TableLayout layout;
    if (i + 1 < lines.size() && read_rule(lines[i + 1], layout)) continue;
    if (!may_be_names(lines[i]) || !read_names(lines[i], layout)) continue;
    if (layout.columns >= kLeastColumns && are_rows(lines.subspan(i + 1), layout)) return lines[i];
  }
  return {};
}

class RuledTables {
 public:
  /// `header`: a line that begins a table without a rule; empty if there is none.
  explicit RuledTables(std::string_view header)
      : heading_(std::make_shared<const Heading>()), header_(header) {}

  static std::string_view format() { return "table"; }
  template <class Out>
  void select(Out& out) const {
    out.select(heading_);
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (in_table_ && goes_on(line)) return;
    out.end_record(0);
    if (grid_ && line.starts_with('|')) in_table_ = framed_ = true;
    grid_ = in_table_ && framed_ && line.starts_with('+');
    if (!in_table_) {
      look_for_rule(line);
      if (in_table_) select(out);
    } else if (!is_row(line)) {
      in_table_ = false;
      framed_ = false;
      before_ = line;
    } else {
      out.begin_record();
      if constexpr (!Out::kSilent) {
        each_table_cell(line, *layout_,
                        [&out](std::size_t begin, std::size_t end, std::uint32_t column) {
                          out.cell(begin, end, column);
                        });
      }
    }
  }

  /// Whether a row has the columns that the names above it have; else they are a title between
  /// rules.
  bool fits(std::string_view row) const {
    return !layout_->by_names || !has_word_across(row, *layout_);
  }

 private:
  /// The first sign tells: a blank line, the lower edge of a table and what a client says below it
  /// ("(2 rows)") are no rows.
  bool is_row(std::string_view line) const {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return false;
    if (layout_->outer_bar) return line[begin] == '|';
    return line[begin] != '(' && (layout_->bars || line[begin] != '|');
  }

  /// Whether a frame is open, as mysql draws it, and this line neither is a row nor closes it: it
  /// is the rest of a value with a newline in it.
  bool goes_on(std::string_view line) const {
    return framed_ && !line.empty() && line[0] != '|' && line[0] != '+';
  }

  void look_for_rule(std::string_view line) {
    TableLayout layout;
    const std::string names = wiki_header(line);
    if (!names.empty() && read_bars(names, layout) && begin_table(names, layout)) return;
    const bool rule = read_rule(line, layout) || read_whole_rule(line, before_, layout);
    if (!before_.empty() && rule && begin_table(before_, layout)) {
      framed_ = line[0] == '+';
      before_.clear();
    } else if (header_.empty() || line != header_ || !read_names(line, layout) ||
               !begin_table(line, layout)) {
      before_ = line;
    }
  }

  bool begin_table(std::string_view names, TableLayout& layout) {
    SharedHeading heading = read_table_header(names, layout);
    if (heading == nullptr) return false;
    heading_ = std::move(heading);
    layout_ = std::make_shared<const TableLayout>(std::move(layout));
    return in_table_ = true;
  }

  SharedHeading heading_;
  std::shared_ptr<const TableLayout> layout_;
  std::string header_;
  std::string before_;  ///< The line before, outside of tables: it may be a header.
  bool in_table_ = false;
  bool grid_ = false;    ///< The line before closed a frame; in a grid, the next row follows.
  bool framed_ = false;  ///< The table has a frame, which a line with '+' in front closes.
};

}  // namespace

std::unique_ptr<Parser> sniff_framed_table(const Sample& sample) {
  const std::vector<std::string_view>& lines = sample.lines();
  const auto framed = std::count_if(lines.begin(), lines.end(), [](std::string_view line) {
    return line.starts_with("+-") || line.starts_with("| ");
  });
  const bool many = is_share(static_cast<std::size_t>(framed), lines.size(), 25);
  return many ? sniff_ruled_table(sample) : nullptr;
}

std::unique_ptr<Parser> sniff_ruled_table(const Sample& sample) {
  const std::string header(find_aligned_header(sample));
  RuledTables tables(header);
  NoCells sink;
  LineRecord record;
  LineOutput<NoCells> out(sink, record, 0);
  for (const std::string_view line : sample.lines()) {
    tables.line(line.substr(0, kMaxLine), out);
    if (record.number == 0) continue;
    if (!tables.fits(line)) return nullptr;
    return line_parser(RuledTables(header), sample);
  }
  return nullptr;
}

}  // namespace leaksift::structure
