#include "structure/line_statements.h"

#include "structure/line_parser.h"
#include "structure/line_statement.h"
#include "structure/sample.h"

#include <algorithm>
#include <string_view>

namespace leaksift::structure {
namespace {

/// Whether a statement stands in a line that names its columns and has a value in quotes.
bool has_row(std::string_view line) {
  const std::size_t at = find_statement(line);
  if (at == line.npos) return false;
  const std::string_view statement = line.substr(at);
  const std::size_t values = std::min(statement.find("VALUES"), statement.find("values"));
  const bool names = values != line.npos && statement.substr(0, values).find(')') != line.npos;
  return names && statement.find('\'', values) != line.npos;
}

class Statements {
 public:
  static std::string_view format() { return "statements"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    out.end_record(0);
    // What makes it a row may stand behind its first values, and so it is not asked here.
    const std::size_t at = find_statement(line);
    if (at == line.npos) return;
    out.begin_record(at);
    read_statement(line, at, line.size(), out);
  }
};

}  // namespace

std::unique_ptr<Parser> sniff_statements(const Sample& sample) {
  const bool any = std::ranges::any_of(sample.lines(), has_row);
  return any ? line_parser(Statements(), sample) : nullptr;
}

}  // namespace leaksift::structure
