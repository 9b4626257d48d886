#include "structure/line_expanded.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <string>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::string_view kRecordMark = "-[ RECORD ";

class ExpandedRows {
 public:
  static std::string_view format() { return "table"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.starts_with(kRecordMark)) return out.begin_record();
    if (!out.record_open()) return;
    const std::size_t bar = line.find('|');
    if (bar == std::string_view::npos) return out.end_record(0);
    std::size_t end = bar;
    while (end > 0 && line[end - 1] == ' ') --end;
    if (end > 0) name_ = line.substr(0, std::min(end, kMaxNameLength));
    out.value(std::min(line.find_first_not_of(' ', bar + 1), line.size()), line.size(), name_);
  }

 private:
  std::string name_;  ///< Of the latest column.
};

}  // namespace

std::unique_ptr<Parser> sniff_expanded(const Sample& sample) {
  const std::vector<std::string_view>& lines = sample.lines();
  const auto mark = std::find_if(lines.begin(), lines.end(), [](std::string_view line) {
    return line.starts_with(kRecordMark);
  });
  const bool row = mark != lines.end() && mark + 1 != lines.end() &&
                   mark[1].find(" | ") != std::string_view::npos;
  if (!row) return nullptr;
  return line_parser(ExpandedRows(), sample);
}

}  // namespace leaksift::structure
