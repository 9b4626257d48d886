#include "structure/delimited_sections.h"

#include "structure/bytes.h"
#include "structure/delimited_line.h"
#include "structure/delimited_sniff.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// What stands on a line, without the delimiters with which spreadsheets fill it up.
std::string_view without_padding(std::string_view line) {
  constexpr std::string_view kPadding = " \t,;|";
  const std::size_t begin = std::min(line.find_first_not_of(kPadding), line.size());
  return line.substr(begin, line.find_last_not_of(kPadding) + 1 - begin);
}

/// Whether most cells of a line are empty: what it says is a title.
bool is_sparse(std::string_view line, char delimiter) {
  std::size_t cells = 0;
  std::size_t filled = 0;
  for (std::size_t at = 0; at <= line.size(); ++cells) {
    const std::size_t end = std::min(line.find(delimiter, at), line.size());
    filled += without_padding(line.substr(at, end - at)).empty() ? 0 : 1;
    at = end + 1;
  }
  return filled * 2 < cells;
}

SharedHeading read_section_header(std::string_view line, char delimiter) {
  auto heading = std::make_shared<Heading>();
  each_cell(line, delimiter, [&](auto begin, auto end, auto column, auto) {
    if (column >= kMaxColumns) return;
    while (end > begin && line[end - 1] == ' ') --end;
    if (begin == end) return;
    heading->names.resize(column + 1);
    heading->names[column] = line.substr(begin, std::min(end - begin, kMaxNameLength));
  });
  return heading;
}

/// Whether a header without a title may follow on a table. What is as wide as its rows, and not its
/// header again, may be one of them behind a blank line, and its cells the names of people.
bool may_follow(const Heading& heading, const Heading& before) {
  return heading.names.size() != before.names.size() || heading == before;
}

class Sections {
 public:
  explicit Sections(char delimiter)
      : heading_(std::make_shared<const Heading>()), delimiter_(delimiter) {}

  std::string_view format() const { return delimited_format(delimiter_); }
  template <class Out>
  void select(Out& out) const {
    out.select(heading_);
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    out.end_record(0);
    const std::string_view filled = without_padding(line);
    if (filled.empty()) {
      headed_ = false;
    } else if (headed_) {
      out.begin_record();
      if constexpr (!Out::kSilent) {
        each_cell(line, delimiter_, [&out](auto begin, auto end, auto column, auto encoding) {
          out.cell(begin, end, column, encoding);
        });
      }
    } else if (filled.find(delimiter_) == std::string_view::npos || is_sparse(line, delimiter_)) {
      titled_ = true;
    } else {
      SharedHeading heading = read_section_header(line, delimiter_);
      if (titled_ || may_follow(*heading, *heading_)) heading_ = std::move(heading);
      headed_ = true;
      titled_ = false;
      select(out);
    }
  }

 private:
  SharedHeading heading_;
  char delimiter_;
  bool headed_ = false;  ///< The lines up to the next blank one are rows.
  bool titled_ = false;  ///< A title stands behind the latest row.
};

/// Takes the next section from the front of `text`: the lines up to a blank one, be it of
/// delimiters, each with a newline at its end. Empty at the end, or if that is not known to be the
/// section's.
std::string take_section(std::string_view& text, bool complete) {
  std::string section;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool blank = without_padding(line).empty();
    if (blank && !section.empty()) return section;
    if (!blank) section.append(line) += '\n';
  }
  return complete ? section : std::string();
}

/// Two columns are as often what is said of a report: "Prepared for,Ann Lee".
constexpr std::size_t kLeastSectionColumns = 3;

/// A section of a sample. Without a table it may be a title: a line alone, or some of which none
/// has a delimiter.
struct Section {
  std::optional<DelimitedTable> table;
  bool titled = false;
};

/// Whether no line of a section has one of `delimiters` between what stands on it.
bool is_of_titles(std::string_view section, std::string_view delimiters) {
  for (std::size_t at = 0; at < section.size();) {
    const std::size_t end = section.find('\n', at);
    const std::string_view filled = without_padding(section.substr(at, end - at));
    if (filled.find_first_of(delimiters) != std::string_view::npos) return false;
    at = end + 1;
  }
  return true;
}

/// The table that a section is, below at most one title. `delimiters`: those that tables may have.
Section read_section(std::string_view section, std::string_view delimiters) {
  const std::size_t line = section.find('\n') + 1;
  for (const bool titled : {false, true}) {
    const std::string_view text = section.substr(titled ? line : 0);
    auto table = find_table(text);
    const bool first_line = table && table->data_begin == text.find('\n') + 1;
    if (first_line && table->heading->names.size() >= kLeastSectionColumns) {
      return {std::move(table), titled};
    }
  }
  return {std::nullopt, line == section.size() || is_of_titles(section, delimiters)};
}

/// Whether one of the first lines has three columns: few texts do.
bool may_begin_with_header(const Sample& sample) {
  constexpr std::ptrdiff_t kFirstLines = 3;
  const std::vector<std::string_view>& lines = sample.lines();
  const auto first = lines.begin() + std::min(kFirstLines, std::ssize(lines));
  return std::any_of(lines.begin(), first, [](std::string_view line) {
    return std::any_of(kUsualDelimiters.begin(), kUsualDelimiters.end(), [line](char delimiter) {
      return std::count(line.begin(), line.end(), delimiter) > 1;
    });
  });
}

}  // namespace

std::unique_ptr<Parser> sniff_sections(const Sample& sample) {
  if (!may_begin_with_header(sample)) return nullptr;
  std::string_view text = sample.bytes().substr(bom_length(sample.bytes()));
  std::optional<DelimitedTable> before;
  std::size_t tables = 0;
  bool titled = false;
  for (std::string lines; !(lines = take_section(text, sample.complete())).empty();) {
    const std::string_view delimiters =
        before ? std::string_view(&before->dialect.delimiter, 1)
               : std::string_view(kUsualDelimiters.data(), kUsualDelimiters.size());
    Section section = read_section(lines, delimiters);
    titled = titled || section.titled;
    if (!section.table && !section.titled) return nullptr;
    if (!section.table) continue;
    if (before && (section.table->dialect.delimiter != before->dialect.delimiter ||
                   (!titled && !may_follow(*section.table->heading, *before->heading)))) {
      return nullptr;
    }
    before = std::move(section.table);
    titled = false;
    ++tables;
  }
  if (tables < 2) return nullptr;
  return line_parser(Sections(before->dialect.delimiter), sample);
}

}  // namespace leaksift::structure
